package dev.plumbline.console.shell;

import java.util.function.Consumer;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Where a panel's view lies in its dock, from when it is first seen: a table in a tab that nobody has opened yet has no
/// cells, no style and no layout.
///
/// For the FX thread.
final class Slot extends StackPane {
    private final Region view;

    /// @param whenSeen is given this slot each time it comes into a window and is empty yet
    Slot(Region view, Consumer<Slot> whenSeen) {
        this.view = view;
        setMinSize(0, 0);
        sceneProperty().subscribe(scene -> {
            if (scene != null && isEmpty()) whenSeen.accept(this);
        });
    }

    boolean isEmpty() {
        return getChildren().isEmpty();
    }

    boolean isInWindow() {
        return getScene() != null;
    }

    void fill() {
        if (isEmpty()) getChildren().add(view);
    }
}
