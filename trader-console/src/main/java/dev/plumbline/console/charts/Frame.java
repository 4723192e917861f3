package dev.plumbline.console.charts;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.console.charts.Shape.Anchor;
import dev.plumbline.console.charts.Shape.Ink;

/// The axes of a picture: time to the right, a value upwards, with a grid at round values.
///
/// @param origin the time at which x is 0, nanoseconds since the epoch: times are counted from there, so that no digit of
///     them is lost
record Frame(double width, double height, long origin, Scale x, Scale y) {
    private static final double LEFT = 8;
    private static final double RIGHT = 74;
    private static final double TOP = 10;
    private static final double BOTTOM = 22;
    private static final double X_EVERY = 110;
    /// About how wide a letter of a label is.
    private static final double LETTER = 6.5;
    private static final double Y_EVERY = 36;

    /// @param low smallest value that must be seen; `high` is not below it
    static Frame of(double width, double height, long from, long to, double low, double high) {
        double room = high > low ? (high - low) * 0.08 : Math.max(Math.abs(high) * 0.002, 0.01);
        return new Frame(
                width, height, from,
                new Scale(0, (double) Math.max(1, to - from), LEFT, Math.max(LEFT + 1, width - RIGHT)),
                new Scale(low - room, high + room, Math.max(TOP + 1, height - BOTTOM), TOP));
    }

    double xAt(long time) {
        return x.at((double) (time - origin));
    }

    double yAt(double value) {
        return y.at(value);
    }

    long timeAt(double pixel) {
        return origin + Math.round(x.value(pixel));
    }

    double left() {
        return x.pixelFrom();
    }

    double right() {
        return x.pixelTo();
    }

    boolean isInside(double pixel) {
        return pixel >= left() && pixel <= right();
    }

    List<Shape> grid() {
        var shapes = new ArrayList<Shape>();
        for (var tick : Ticks.ofValues(y.from(), y.to(), (int) Math.max(1, (y.pixelFrom() - y.pixelTo()) / Y_EVERY)).list()) {
            double at = yAt(tick.value());
            shapes.add(new Shape.Line(left(), at, right(), at, Ink.GRID, false));
            shapes.add(new Shape.Text(right() + 6, at, tick.label(), Ink.LABEL, Anchor.LEFT));
        }
        long from = origin;
        long to = origin + (long) x.to();
        for (var tick : Ticks.ofTimes(from, to, (int) Math.max(1, (right() - left()) / X_EVERY)).list()) {
            double at = xAt((long) tick.value());
            shapes.add(new Shape.Line(at, y.pixelTo(), at, y.pixelFrom(), Ink.GRID, false));
            boolean isCut = at < tick.label().length() * LETTER / 2;
            shapes.add(new Shape.Text(
                    isCut ? 0 : at, height - BOTTOM / 2, tick.label(), Ink.LABEL, isCut ? Anchor.LEFT : Anchor.MIDDLE));
        }
        return shapes;
    }
}
