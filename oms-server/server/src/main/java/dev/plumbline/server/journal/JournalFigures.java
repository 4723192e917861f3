package dev.plumbline.server.journal;

/// How the journal is doing, since it was opened: for metrics.
///
/// @param entries that are durable
/// @param bytes written
/// @param flushes each a write, and a sync of the disk where the power may fail
/// @param longestFlushNanos of all
/// @param waiting batches that were handed over and are not durable yet, those of the flush in hand included
/// @param stalledNanos how long the disk has been at the flush in hand
public record JournalFigures(
        long entries, long bytes, long flushes, long longestFlushNanos, int waiting, long stalledNanos) {
    public static final JournalFigures NONE = new JournalFigures(0, 0, 0, 0, 0, 0);

    JournalFigures flushed(long more, long moreBytes, long nanos) {
        return new JournalFigures(
                entries + more, bytes + moreBytes, flushes + 1, Math.max(longestFlushNanos, nanos), waiting, stalledNanos);
    }

    JournalFigures waiting(int batches) {
        return new JournalFigures(entries, bytes, flushes, longestFlushNanos, batches, stalledNanos);
    }

    JournalFigures stalled(long nanos) {
        return new JournalFigures(entries, bytes, flushes, longestFlushNanos, waiting, nanos);
    }
}
