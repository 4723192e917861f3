package dev.plumbline.console.shell;

/// What a person has set for all workspaces.
///
/// @param zoom in percent
/// @param calm no flashing: a bar at the edge instead
/// @param comfortable higher rows
/// @param workspace the one that was open last
/// @param bounds of the main window while it is not maximised, of no width where it was never opened
/// @param maximised it fills its screen
public record Preferences(
        Theme theme, int zoom, boolean calm, boolean comfortable, boolean sounds, boolean toured, String workspace,
        Bounds bounds, boolean maximised) {
    public static final int ZOOM_MIN = 70;
    public static final int ZOOM_MAX = 200;
    private static final int ZOOM_STEP = 10;

    public static final Preferences DEFAULT = new Preferences(
            Theme.DARK, 100, false, false, true, false, "", new Bounds(0, 0, 0, 0), false);

    public Preferences {
        zoom = Math.clamp(zoom, ZOOM_MIN, ZOOM_MAX);
    }

    Preferences with(Theme other) {
        return new Preferences(other, zoom, calm, comfortable, sounds, toured, workspace, bounds, maximised);
    }

    /// @param steps of ten percent, negative for smaller
    Preferences zoomed(int steps) {
        return withZoom(zoom + steps * ZOOM_STEP);
    }

    Preferences withZoom(int percent) {
        return new Preferences(theme, percent, calm, comfortable, sounds, toured, workspace, bounds, maximised);
    }

    Preferences withCalm(boolean isCalm) {
        return new Preferences(theme, zoom, isCalm, comfortable, sounds, toured, workspace, bounds, maximised);
    }

    Preferences withComfortable(boolean isComfortable) {
        return new Preferences(theme, zoom, calm, isComfortable, sounds, toured, workspace, bounds, maximised);
    }

    Preferences withSounds(boolean isLoud) {
        return new Preferences(theme, zoom, calm, comfortable, isLoud, toured, workspace, bounds, maximised);
    }

    Preferences withTour() {
        return new Preferences(theme, zoom, calm, comfortable, sounds, true, workspace, bounds, maximised);
    }

    Preferences in(String name) {
        return new Preferences(theme, zoom, calm, comfortable, sounds, toured, name, bounds, maximised);
    }

    Preferences at(Bounds other, boolean isMaximised) {
        return new Preferences(theme, zoom, calm, comfortable, sounds, toured, workspace, other, isMaximised);
    }
}
