package dev.plumbline.console.charts;

/// The time that a picture shows: all there is, or what a person has zoomed into.
///
/// @param from nanoseconds since the epoch
/// @param to after `from`
record Span(long from, long to) {
    private static final long SHORTEST = 10_000_000;
    private static final long LONGEST = 14L * 24 * 3_600 * 1_000_000_000;

    /// With room on both sides, and not too short to be drawn.
    static Span around(long first, long last) {
        long room = Math.max((last - first) / 25, 500_000_000);
        return new Span(first - room, last + room);
    }

    /// @param factor below 1 to come nearer
    /// @param centre the time that stays where it is
    Span zoomed(double factor, long centre) {
        long length = Math.clamp(Math.round((to - from) * factor), SHORTEST, LONGEST);
        double share = (double) (centre - from) / (to - from);
        long begin = centre - Math.round(length * share);
        return new Span(begin, begin + length);
    }

    Span moved(long by) {
        return new Span(from + by, to + by);
    }

    boolean has(long time) {
        return time >= from && time <= to;
    }

    long length() {
        return to - from;
    }
}
