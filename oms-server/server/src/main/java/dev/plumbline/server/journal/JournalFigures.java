package dev.plumbline.server.journal;

/// How the journal is doing, since it was opened: for metrics.
///
/// @param entries that are durable
/// @param bytes written
/// @param flushes each a write, and a sync of the disk where the power may fail
/// @param longestFlushNanos of all
/// @param waiting batches that wait to be written
/// @param stalledNanos how long the disk has been at the flush in hand
public record JournalFigures(
        long entries, long bytes, long flushes, long longestFlushNanos, int waiting, long stalledNanos) {
    public static final JournalFigures NONE = new JournalFigures(0, 0, 0, 0, 0, 0);
}
