package dev.plumbline.server.lease;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What one server does about another that it has lost: first nobody promises it anything, then the arbiter ends it, then
/// a span goes by. Only after that has the lost one nothing left to lean on, wherever it is and whatever it believes.
final class Fencing {
    final Run lost;
    private final Map<String, Run> refusers = new HashMap<>();
    private boolean isOver;
    private long quietAt;

    Fencing(Run lost) {
        this.lost = lost;
    }

    /// `by` promises nothing to the lost one any more. Of each server its last run counts.
    void refused(Run by) {
        refusers.merge(by.server(), by, (a, b) -> a.incarnation() > b.incarnation() ? a : b);
    }

    Set<Run> refusers() {
        return new HashSet<>(refusers.values());
    }

    /// The arbiter says that the run is over: nothing that it got before holds longer than a span from now.
    void over(long now, LeaseTerms terms) {
        if (!isOver) quietAt = now + terms.waitNanos();
        isOver = true;
    }

    boolean isOver() {
        return isOver;
    }

    boolean isQuiet(long now) {
        return isOver && quietAt - now <= 0;
    }
}
