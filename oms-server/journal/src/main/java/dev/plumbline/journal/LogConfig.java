package dev.plumbline.journal;

/// How a log is kept.
///
/// @param segmentBytes a file that has grown to this is closed, and the next one begun
public record LogConfig(Durability durability, long segmentBytes) {
    /// The size of a file by default: 128 MiB.
    public static final long SEGMENT_BYTES = 128L << 20;

    public LogConfig {
        if (segmentBytes < 1) throw new IllegalArgumentException("segmentBytes is " + segmentBytes + ": give 1 or more");
    }

    public static LogConfig of(Durability durability) {
        return new LogConfig(durability, SEGMENT_BYTES);
    }
}
