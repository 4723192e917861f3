package dev.plumbline.console.shell;

import java.util.List;

/// Where a window is on the screens, in pixels.
public record Bounds(double x, double y, double width, double height) {
    /// Of a window's title at least so much must be on a screen for a person to get hold of it.
    private static final double GRIP = 80;
    private static final double SIZE_MIN = 160;

    /// The same, or where its title would lie beyond all screens, moved onto the first: the monitor that it was on may
    /// have been unplugged. Never larger than the screen that it is on.
    public Bounds onOneOf(List<Bounds> screens) {
        if (screens.isEmpty()) return this;
        var screen = screens.stream().filter(this::canBeGrippedOn).findFirst().orElse(screens.getFirst());
        double w = Math.clamp(width, Math.min(SIZE_MIN, screen.width), screen.width);
        double h = Math.clamp(height, Math.min(SIZE_MIN, screen.height), screen.height);
        if (canBeGrippedOn(screen)) return new Bounds(x, y, w, h);
        return new Bounds(
                Math.clamp(x, screen.x, screen.x + screen.width - w), Math.clamp(y, screen.y, screen.y + screen.height - h), w, h);
    }

    private boolean canBeGrippedOn(Bounds screen) {
        double seen = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
        return seen >= GRIP && y >= screen.y && y <= screen.y + screen.height - GRIP / 2;
    }
}
