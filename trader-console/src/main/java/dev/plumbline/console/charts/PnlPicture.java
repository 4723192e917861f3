package dev.plumbline.console.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import dev.plumbline.console.charts.Curve.Point;
import dev.plumbline.console.charts.Shape.Anchor;
import dev.plumbline.console.charts.Shape.Ink;

/// The curve of a result, laid out for a place of some size.
final class PnlPicture {
    /// A longer silence than that is a gap in the line, not a straight piece of it.
    static final long GAP_NANOS = 40_000_000_000L;
    private static final long SHORTEST_NANOS = 60_000_000_000L;
    /// Zero is shown where it is no further away than so many heights of the curve: else it would flatten it.
    private static final double ZERO_WITHIN = 2;
    private static final double LABEL_WIDTH = 80;
    private static final double HUNDREDTH = 0.01;

    private PnlPicture() {}

    static List<Shape> of(List<Point> points, double width, double height) {
        if (points.isEmpty()) return List.of();
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (var point : points) {
            low = Math.min(low, Math.min(point.total(), point.realised()) * HUNDREDTH);
            high = Math.max(high, Math.max(point.total(), point.realised()) * HUNDREDTH);
        }
        double reach = (high - low) * ZERO_WITHIN;
        if (low > 0 && low <= reach) low = 0;
        if (high < 0 && -high <= reach) high = 0;
        long first = points.getFirst().at();
        var frame = Frame.of(width, height, first, Math.max(first + SHORTEST_NANOS, points.getLast().at()), low, high);
        var shapes = new ArrayList<Shape>(frame.grid());
        if (low <= 0 && high >= 0)
            shapes.add(new Shape.Line(frame.left(), frame.yAt(0), frame.right(), frame.yAt(0), Ink.LABEL, false));
        for (var piece : pieces(points)) {
            shapes.add(path(frame, piece, Point::realised, Ink.REALISED, true));
            shapes.add(path(frame, piece, Point::total, Ink.CURVE, false));
        }
        var last = points.getLast();
        label(shapes, frame, last, last.total(), last.realised() < last.total() ? -8 : 8, "total", Ink.CURVE);
        if (last.realised() != last.total())
            label(shapes, frame, last, last.realised(), last.realised() < last.total() ? 8 : -8, "realised", Ink.REALISED);
        return shapes;
    }

    /// Where the line ends, or before it where there is no room.
    private static void label(
            List<Shape> shapes, Frame frame, Point last, long value, double below, String text, Ink ink) {
        double end = frame.xAt(last.at());
        boolean hasRoom = end + LABEL_WIDTH < frame.right();
        shapes.add(new Shape.Text(
                hasRoom ? end + 6 : frame.right() - 4, frame.yAt(value * HUNDREDTH) + (hasRoom ? 0 : below), text, ink,
                hasRoom ? Anchor.LEFT : Anchor.RIGHT));
    }

    /// Without the gaps in which nothing was heard.
    static List<List<Point>> pieces(List<Point> points) {
        var pieces = new ArrayList<List<Point>>();
        int from = 0;
        for (int i = 1; i <= points.size(); i++) {
            if (i < points.size() && points.get(i).at() - points.get(i - 1).at() <= GAP_NANOS) continue;
            pieces.add(points.subList(from, i));
            from = i;
        }
        return pieces;
    }

    private static Shape.Path path(
            Frame frame, List<Point> piece, ToLongFunction<Point> value, Ink ink, boolean isDashed) {
        var xs = new double[piece.size()];
        var ys = new double[piece.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = frame.xAt(piece.get(i).at());
            ys[i] = frame.yAt(value.applyAsLong(piece.get(i)) * HUNDREDTH);
        }
        var kept = perPixel(xs, ys);
        return new Shape.Path(at(xs, kept), at(ys, kept), ink, isDashed);
    }

    /// Of the points over one pixel the first, the lowest, the highest and the last: more cannot be seen.
    static int[] perPixel(double[] xs, double[] ys) {
        var kept = new ArrayList<Integer>();
        for (int from = 0; from < xs.length; ) {
            int to = from;
            int lowest = from;
            int highest = from;
            while (to < xs.length && Math.floor(xs[to]) == Math.floor(xs[from])) {
                if (ys[to] < ys[lowest]) lowest = to;
                if (ys[to] > ys[highest]) highest = to;
                to++;
            }
            for (int i = from; i < to; i++) if (i == from || i == lowest || i == highest || i == to - 1) kept.add(i);
            from = to;
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] at(double[] values, int[] places) {
        var at = new double[places.length];
        for (int i = 0; i < at.length; i++) at[i] = values[places[i]];
        return at;
    }
}
