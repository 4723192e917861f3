package dev.plumbline.server;

import java.time.Instant;
import java.util.function.LongSupplier;

/// The wall clock in nanoseconds since the epoch, UTC: the only clock of the server.
public final class Nanos {
    public static final LongSupplier CLOCK = Nanos::now;

    private Nanos() {}

    private static long now() {
        var now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
