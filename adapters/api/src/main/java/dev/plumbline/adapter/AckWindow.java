package dev.plumbline.adapter;

import java.util.concurrent.ConcurrentSkipListSet;

/// Which messages of a session were handed over and are not yet in the journal. The lowest of them is where a broker would
/// have to send again from, should we crash now. Any thread.
public final class AckWindow {
    private final ConcurrentSkipListSet<Long> open = new ConcurrentSkipListSet<>();

    /// About to be handed over. Again is harmless.
    public void delivered(long msgSeqNum) {
        open.add(msgSeqNum);
    }

    /// In the journal. Those of before a reset may come late: they are passed over.
    public void acknowledged(long msgSeqNum) {
        open.remove(msgSeqNum);
    }

    /// The numbers begin again: what was open cannot be had again by number.
    public void reset() {
        open.clear();
    }

    /// The number that a restart may expect next: nothing below it can be lost.
    /// @param expected the number that the session itself expects next
    public long safe(long expected) {
        var lowest = open.ceiling(Long.MIN_VALUE);
        return lowest == null ? expected : Math.min(lowest, expected);
    }

    /// How many were handed over and are not in the journal.
    public int size() {
        return open.size();
    }
}
