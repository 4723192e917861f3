package dev.plumbline.console.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/// The ways to the desk and back of the last minute, and what half and nearly all of them took at most.
final class Latency {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /// One is asked for each second.
    private static final int SAMPLES_MAX = 60;
    private static final long NANOS_PER_TENTH_MS = 100_000;

    private final ArrayDeque<Sample> samples = new ArrayDeque<>(SAMPLES_MAX);

    private record Sample(Instant at, long nanos) {}

    void add(long nanos, Instant now) {
        if (samples.size() == SAMPLES_MAX) samples.removeFirst();
        samples.addLast(new Sample(now, nanos));
    }

    /// `ping p50 0.9 · p99 11.2 ms`, by nearest rank.
    String text(Instant now) {
        var oldest = now.minus(WINDOW);
        samples.removeIf(sample -> sample.at.isBefore(oldest));
        if (samples.isEmpty()) return "ping –";
        long[] sorted = samples.stream().mapToLong(Sample::nanos).sorted().toArray();
        return "ping p50 " + ms(rank(sorted, 50)) + " · p99 " + ms(rank(sorted, 99)) + " ms";
    }

    private static long rank(long[] sorted, int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    private static String ms(long nanos) {
        long tenths = (nanos + NANOS_PER_TENTH_MS / 2) / NANOS_PER_TENTH_MS;
        return tenths / 10 + "." + tenths % 10;
    }
}
