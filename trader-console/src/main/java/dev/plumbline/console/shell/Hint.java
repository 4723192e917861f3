package dev.plumbline.console.shell;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/// A line at the bottom of the window that says for a few seconds why a key did nothing. It takes no click and no cursor.
final class Hint {
    private static final Duration SHOWN = Duration.seconds(6);

    private final Label line = new Label();
    private final StackPane layer = new StackPane(line);
    private final PauseTransition shown = new PauseTransition(SHOWN);

    Hint() {
        line.setId("key-hint");
        line.getStyleClass().add("key-hint");
        StackPane.setAlignment(line, Pos.BOTTOM_CENTER);
        layer.getStyleClass().add("hint-layer");
        layer.setMouseTransparent(true);
        layer.setManaged(false);
        layer.setVisible(false);
        shown.setOnFinished(_ -> hide());
    }

    /// To be laid over the window.
    Region region() {
        return layer;
    }

    void show(String text) {
        line.setText("⚠ " + text);
        layer.setManaged(true);
        layer.setVisible(true);
        shown.playFromStart();
    }

    void hide() {
        shown.stop();
        layer.setManaged(false);
        layer.setVisible(false);
    }
}
