package dev.plumbline.console.charts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a result was over the day: each sample of the last 15 minutes, and before that of each 15 seconds the lowest, the
/// highest and the last. Bounded; highest and lowest of all are exact.
final class Curve {
    /// Samples that are all kept: 15 minutes of one a second.
    static final int FINE = 900;
    static final long COARSE_NANOS = 15_000_000_000L;
    /// Points of the time before: a day of 15 seconds with three each.
    static final int COARSE = 3 * 5_760;

    private final ArrayDeque<Point> fine = new ArrayDeque<>();
    private final ArrayDeque<Point> coarse = new ArrayDeque<>();
    /// Those that have left `fine` and are not yet 15 seconds together.
    private final List<Point> between = new ArrayList<>();
    private Point high = Point.NONE;
    private Point low = Point.NONE;

    /// @param at nanoseconds since the epoch, UTC
    /// @param total realised and unrealised together, in hundredths
    /// @param realised in hundredths
    record Point(long at, long total, long realised) {
        static final Point NONE = new Point(Long.MIN_VALUE, 0, 0);

        boolean isNone() {
            return at == NONE.at;
        }
    }

    /// @param point later than the one before; an earlier one, as after the clock was set, is left out
    void add(Point point) {
        if (!fine.isEmpty() && point.at <= fine.getLast().at) return;
        if (high.isNone() || point.total > high.total) high = point;
        if (low.isNone() || point.total < low.total) low = point;
        fine.add(point);
        if (fine.size() > FINE) age(fine.removeFirst());
    }

    private void age(Point point) {
        if (!between.isEmpty() && slot(point) != slot(between.getFirst())) {
            coarse.addAll(reduced(between));
            between.clear();
            while (coarse.size() > COARSE) coarse.removeFirst();
        }
        between.add(point);
    }

    private static long slot(Point point) {
        return Math.floorDiv(point.at, COARSE_NANOS);
    }

    /// Lowest, highest and last, in the order in which they came.
    static List<Point> reduced(List<Point> points) {
        if (points.size() <= 3) return List.copyOf(points);
        var lowest = points.stream().min(Comparator.comparingLong(Point::total)).orElseThrow();
        var highest = points.stream().max(Comparator.comparingLong(Point::total)).orElseThrow();
        return points.stream().filter(each -> each == lowest || each == highest || each == points.getLast()).toList();
    }

    /// Oldest first.
    List<Point> points() {
        var points = new ArrayList<Point>(coarse.size() + between.size() + fine.size());
        points.addAll(coarse);
        points.addAll(between);
        points.addAll(fine);
        return points;
    }

    /// [Point#NONE] before the first.
    Point now() {
        return fine.isEmpty() ? Point.NONE : fine.getLast();
    }

    Point high() {
        return high;
    }

    Point low() {
        return low;
    }
}
