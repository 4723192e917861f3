package dev.plumbline.console.attention;

/// Counts over the last hour, to the minute: sixty numbers, however much happens.
final class Solved {
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final int MINUTES = 60;

    private final int[] counts = new int[MINUTES];
    private long minute = Long.MIN_VALUE;

    void add(long now) {
        turnTo(now);
        counts[Math.floorMod(minute, MINUTES)]++;
    }

    int inHour(long now) {
        turnTo(now);
        int sum = 0;
        for (int each : counts) sum += each;
        return sum;
    }

    /// A clock that is set back counts into the minute that it had come to.
    private void turnTo(long now) {
        long to = Math.floorDiv(now, NANOS_PER_MINUTE);
        if (minute == Long.MIN_VALUE) minute = to;
        for (long each = Math.max(minute, to - MINUTES) + 1; each <= to; each++)
            counts[Math.floorMod(each, MINUTES)] = 0;
        minute = Math.max(minute, to);
    }
}
