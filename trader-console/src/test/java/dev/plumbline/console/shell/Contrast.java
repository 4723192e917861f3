package dev.plumbline.console.shell;

import javafx.scene.paint.Color;

/// How well one colour can be told from another, by WCAG 2: 1 for the same, 21 for black on white. Text of normal size
/// wants 4.5 (level AA), 7 for level AAA.
public final class Contrast {
    private Contrast() {}

    public static double of(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    /// What is seen where `over` lies on `ground`.
    public static Color blend(Color over, Color ground) {
        return ground.interpolate(Color.color(over.getRed(), over.getGreen(), over.getBlue()), over.getOpacity());
    }
}
