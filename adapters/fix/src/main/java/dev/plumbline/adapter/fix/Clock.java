package dev.plumbline.adapter.fix;

import java.time.Instant;

/// Wall clock time as the core counts it.
final class Clock {
    private Clock() {}

    /// Nanoseconds since the epoch, UTC.
    static long nanos() {
        var now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }
}
