package dev.plumbline.server.lease;

import java.util.HashMap;
import java.util.Map;

/// What one run leans on when it acts: the arbiter has renewed it, or a majority of the servers, itself among them, has
/// promised not to have it fenced. Either is good for a span from when it was **asked for**: when the answer was given
/// nobody here knows.
///
/// One thread is told; any may ask. Times are `System.nanoTime()`.
final class Authority {
    private final LeaseTerms terms;
    private final Map<String, Long> promisedAt = new HashMap<>();
    private long renewedAt;
    private boolean isRenewed;
    private boolean isOver;
    private volatile long until;
    private volatile boolean holds;

    Authority(LeaseTerms terms) {
        this.terms = terms;
        reckon();
    }

    void renewed(long askedAt) {
        renewedAt = isRenewed ? later(renewedAt, askedAt) : askedAt;
        isRenewed = true;
        reckon();
    }

    void promised(String by, long askedAt) {
        promisedAt.merge(by, askedAt, Authority::later);
        reckon();
    }

    /// For good: an answer that is on its way does not bring it back.
    void over() {
        isOver = true;
        holds = false;
    }

    boolean holds(long now) {
        return holds && (isAlwaysMajority() || until - now > 0);
    }

    private boolean isAlwaysMajority() {
        return terms.majority() == 1;
    }

    private void reckon() {
        if (isOver) return;
        boolean isPromised = promisedAt.size() >= terms.majority() - 1;
        holds = isAlwaysMajority() || isRenewed || isPromised;
        if (isAlwaysMajority() || !holds) return;
        long at = isRenewed ? renewedAt : majorityAt();
        if (isPromised) at = later(at, majorityAt());
        until = at + terms.spanNanos();
    }

    /// When the oldest of those promises was asked for that it takes.
    private long majorityAt() {
        var latest = promisedAt.values().stream().sorted((a, b) -> Long.signum(b - a)).toList();
        return latest.get(terms.majority() - 2);
    }

    private static long later(long a, long b) {
        return b - a > 0 ? b : a;
    }
}
