package dev.plumbline.console.charts;

/// Turns values into places on an axis and back. Values are for the eye only, so they may be rounded.
///
/// @param from value at `pixelFrom`
/// @param to value at `pixelTo`; not `from`
record Scale(double from, double to, double pixelFrom, double pixelTo) {
    Scale {
        if (!(to - from != 0)) throw new IllegalArgumentException("a scale of no length: " + from + " to " + to);
    }

    double at(double value) {
        return pixelFrom + (value - from) / (to - from) * (pixelTo - pixelFrom);
    }

    double value(double pixel) {
        return from + (pixel - pixelFrom) / (pixelTo - pixelFrom) * (to - from);
    }
}
