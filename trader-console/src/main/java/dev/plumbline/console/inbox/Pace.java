package dev.plumbline.console.inbox;

/// Holds back what a person could not read anyway: lets a thing happen at once when it has rested long enough, and else
/// as soon as it has. A list that grows two hundred times a second is painted anew as a whole each time, and nobody sees
/// more of it than of one that grows twice.
///
/// For one thread.
public final class Pace {
    /// As often as lists grow on the screen.
    public static final long LIST_NANOS = 500_000_000;

    private final long restNanos;
    private long lastAt;
    private boolean hasBegun;

    public Pace(long restNanos) {
        this.restNanos = restNanos;
    }

    /// True where it may happen now, and then it counts as having happened.
    ///
    /// @param nanoTime of [System#nanoTime()]
    public boolean isDue(long nanoTime) {
        if (hasBegun && nanoTime - lastAt < restNanos) return false;
        hasBegun = true;
        lastAt = nanoTime;
        return true;
    }
}
