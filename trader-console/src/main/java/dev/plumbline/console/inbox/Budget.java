package dev.plumbline.console.inbox;

/// How long a pulse may take over what has come: a quarter of the time between two pulses. Where a machine is so busy that
/// pulses come seldom, each has more to take over; with a fixed budget ever more would wait, and what is shown grow older.
///
/// For the FX thread.
public final class Budget {
    /// Of a pulse that comes when it should, 60 times a second.
    static final long LEAST_NANOS = 4_000_000;

    /// A hand at the keys feels no less than this.
    static final long MOST_NANOS = 25_000_000;

    private static final int PART = 4;

    private long last = Long.MIN_VALUE / 2;

    /// @param now of the pulse, as it is told to an animation timer
    public long of(long now) {
        long sinceLast = now - last;
        last = now;
        return Math.clamp(sinceLast / PART, LEAST_NANOS, MOST_NANOS);
    }
}
