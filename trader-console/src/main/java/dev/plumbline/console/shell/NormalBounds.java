package dev.plumbline.console.shell;

import javafx.stage.Stage;

/// Where a window is while it is not maximised, for it to go back to.
///
/// Looked at now and then, and believed only when it was not maximised the next time either: some window systems tell of the new size
/// before they tell that it is maximised.
final class NormalBounds {
    private static final String OF_STAGE = "dev.plumbline.normal-bounds";

    private Bounds believed;
    private Bounds latest;

    NormalBounds(Bounds first) {
        believed = first;
        latest = first;
    }

    void look(Bounds now, boolean isMaximised) {
        if (isMaximised) {
            latest = believed;
            return;
        }
        believed = latest;
        latest = now;
    }

    /// @param now as it is now
    Bounds normal(Bounds now, boolean isMaximised) {
        return isMaximised ? believed : now;
    }

    /// From here on the stage, which is about to open there, is looked at.
    static void begin(Stage stage, Bounds first) {
        stage.getProperties().put(OF_STAGE, new NormalBounds(first));
    }

    /// @param now of the stage as it is now
    static void look(Stage stage, Bounds now) {
        of(stage, now).look(now, isAside(stage));
    }

    /// Of a stage that may be maximised.
    ///
    /// @param now as it is now
    static Bounds normal(Stage stage, Bounds now) {
        return of(stage, now).normal(now, isAside(stage));
    }

    private static NormalBounds of(Stage stage, Bounds now) {
        if (!(stage.getProperties().get(OF_STAGE) instanceof NormalBounds)) begin(stage, now);
        return stage.getProperties().get(OF_STAGE) instanceof NormalBounds known ? known : new NormalBounds(now);
    }

    private static boolean isAside(Stage stage) {
        return stage.isMaximized() || stage.isFullScreen() || stage.isIconified();
    }
}
