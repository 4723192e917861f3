package dev.plumbline.console.charts;

import java.util.Arrays;

/// A thing to be drawn: what a picture is made of. Places are in pixels from the top left.
sealed interface Shape {

    /// What a shape is drawn with; the style sheet says which colour that is.
    enum Ink {
        GRID,
        LABEL,
        BUY,
        SELL,
        SHORT,
        LIMIT,
        AVERAGE,
        REFERENCE,
        CURVE,
        REALISED,
        WORSE,
        BETTER,
        EVEN
    }

    record Line(double x1, double y1, double x2, double y2, Ink ink, boolean isDashed) implements Shape {}

    /// A line through many points.
    ///
    /// @param xs not to be changed, nor `ys`
    @SuppressWarnings("ArrayRecordComponent")
    record Path(double[] xs, double[] ys, Ink ink, boolean isDashed) implements Shape {
        @Override
        public boolean equals(Object other) {
            return other instanceof Path path && Arrays.equals(xs, path.xs) && Arrays.equals(ys, path.ys) && ink == path.ink
                    && isDashed == path.isDashed;
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(xs) * 31 + Arrays.hashCode(ys);
        }

        @Override
        public String toString() {
            return "Path" + Arrays.toString(xs) + Arrays.toString(ys) + ink;
        }
    }

    /// A triangle, up for what was bought and down for what was sold.
    ///
    /// @param radius half its height
    /// @param isCrossed struck out: it was busted
    /// @param isRinged it was corrected
    record Marker(double x, double y, double radius, boolean isUp, Ink ink, boolean isCrossed, boolean isRinged, String says)
            implements Shape {}

    /// A column.
    ///
    /// @param isHollow drawn by its edge alone
    /// @param isChosen with a second edge around it
    record Bar(double x, double y, double width, double height, Ink ink, boolean isHollow, boolean isChosen, String says)
            implements Shape {}

    /// @param anchor where `x` is
    record Text(double x, double y, String text, Ink ink, Anchor anchor) implements Shape {}

    enum Anchor {
        LEFT,
        MIDDLE,
        RIGHT
    }
}
