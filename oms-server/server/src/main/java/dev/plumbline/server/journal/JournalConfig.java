package dev.plumbline.server.journal;

import java.nio.file.Path;
import java.time.Duration;

import dev.plumbline.journal.Durability;
import dev.plumbline.journal.LogConfig;

/// @param retain so long files stay, also where snapshots and the store have what is in them
/// @param stalledAfter a disk that takes longer than this closes the door to new orders
/// @param leastSpace bytes; with less room on the disk than this no new orders are taken
public record JournalConfig(
        Path folder, Durability durability, Duration retain, long segmentBytes, Duration stalledAfter, long leastSpace) {

    /// With the usual limits.
    public JournalConfig(Path folder, Durability durability, Duration retain) {
        this(folder, durability, retain, LogConfig.SEGMENT_BYTES, Duration.ofSeconds(1), 256L << 20);
    }

    LogConfig log() {
        return new LogConfig(durability, segmentBytes);
    }
}
