package dev.plumbline.console.shell;

import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import dev.plumbline.console.ui.Zoom;

/// The main window as a person has left it: its place, its size and its colours. It can be shown with its bars alone while
/// all else is still to be made; [Shell#open] then lays its own into it.
///
/// For the FX thread.
public final class Frame {
    private final Stage stage;
    private final Scene scene;

    /// @param width where it was never opened before
    public Frame(Stage stage, Preferences preferences, double width, double height) {
        this.stage = stage;
        scene = new Scene(new StackPane(), width, height);
        style(scene, preferences);
        stage.setMinWidth(900);
        stage.setMinHeight(560);
        stage.setScene(scene);
        place(preferences);
    }

    /// Colours and size of letters, of any window of the console.
    static void style(Scene scene, Preferences preferences) {
        var sheets = preferences.theme().sheets();
        if (!scene.getStylesheets().equals(sheets)) scene.getStylesheets().setAll(sheets); // styles all anew
        scene.getRoot().setStyle(Zoom.style(preferences.zoom()));
    }

    private void place(Preferences preferences) {
        var kept = preferences.bounds();
        if (kept.width() <= 0) return;
        var bounds = kept.onOneOf(Dock.screens());
        stage.setX(bounds.x());
        stage.setY(bounds.y());
        stage.setWidth(bounds.width());
        stage.setHeight(bounds.height());
        NormalBounds.begin(stage, bounds);
        stage.setMaximized(preferences.maximised());
    }

    Stage stage() {
        return stage;
    }

    public Scene scene() {
        return scene;
    }

    /// Shows the window with its bars and nothing between them.
    public void show(Region top, Region bottom) {
        var ground = new Region();
        ground.getStyleClass().add("dock");
        var frame = new BorderPane(ground);
        frame.setTop(top);
        frame.setBottom(bottom);
        var layers = new StackPane(frame);
        layers.getStyleClass().add("console");
        layers.setStyle(scene.getRoot().getStyle());
        scene.setRoot(layers);
        stage.show();
    }

    /// Before the first key that is pressed, does `work`, which is to call [Shell#open]: then the key does what it is for.
    public void beforeFirstKey(Runnable work) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, new EventHandler<>() {
            @Override
            public void handle(KeyEvent early) {
                scene.removeEventFilter(KeyEvent.KEY_PRESSED, this);
                early.consume();
                work.run();
                Event.fireEvent(scene, early.copyFor(scene, scene));
            }
        });
    }

    /// Lays what a window holds into it, in place of what it has shown until now.
    void fill(Parent root) {
        scene.setRoot(root);
    }
}
