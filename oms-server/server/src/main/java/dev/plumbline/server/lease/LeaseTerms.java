package dev.plumbline.server.lease;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which servers there are, and for how long an answer of one of them holds. The same on each of them.
///
/// @param servers all that are configured, whether they run or not
/// @param span so long after it was asked for, a renewal or a promise is something to lean on
public record LeaseTerms(SortedSet<String> servers, Duration span) {
    /// No clock gains or loses more than this, in parts of a hundred: a hundred times what a quartz does.
    private static final int DRIFT = 1;

    public LeaseTerms {
        servers = Collections.unmodifiableSortedSet(new TreeSet<>(servers));
        if (servers.isEmpty()) throw new IllegalArgumentException("no servers");
        if (span.isNegative() || span.isZero()) throw new IllegalArgumentException("a span of " + span);
    }

    /// By the clock of whoever leans on it.
    long spanNanos() {
        return span.toNanos();
    }

    /// By the clock of whoever waits: the span as the slowest clock counts it.
    public long waitNanos() {
        return span.toNanos() * (100 + 3 * DRIFT) / 100;
    }

    /// Four times in a span, so that an answer may be slow, and some may be lost.
    public Duration renewEvery() {
        return span.dividedBy(4);
    }

    public int majority() {
        return servers.size() / 2 + 1;
    }

    /// So many of the others that promise nothing keep a server from a majority.
    public int refusals() {
        return servers.size() - majority() + 1;
    }
}
