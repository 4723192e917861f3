package dev.plumbline.console.ui;

import java.util.function.Supplier;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.ObservableValueBase;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Something that a person can do: buttons, menus and keys share it, so they agree on when and why it is not possible.
///
/// @param key as [KeyCombination] writes it, empty for none
/// @param obstacle why it cannot be done now, empty where it can
public record Act(String name, String key, Feather icon, ObservableValue<String> obstacle, Runnable work) {

    public boolean isPossible() {
        return obstacle.getValue().isEmpty();
    }

    /// Does it where it is possible, and nothing where it is not.
    public void run() {
        if (isPossible()) work.run();
    }

    /// One that is always possible.
    public static Act always(String name, String key, Feather icon, Runnable work) {
        return new Act(name, key, icon, new ReadOnlyStringWrapper(""), work);
    }

    /// One whose obstacle is asked for when it is to be done, for what is chosen changes without a word: for keys and the palette, not
    /// for buttons.
    public static Act asked(String name, String key, Feather icon, Supplier<String> obstacle, Runnable work) {
        return new Act(name, key, icon, new ObservableValueBase<>() {
            @Override
            public String getValue() {
                return obstacle.get();
            }
        }, work);
    }

    /// Turns something on, or off again.
    public static Act toggle(String name, Feather icon, Property<Boolean> on) {
        return always(name, "", icon, () -> on.setValue(!on.getValue()));
    }

    public boolean isKey(KeyEvent event) {
        return !key.isEmpty() && keyCombination().match(event);
    }

    public KeyCombination keyCombination() {
        return KeyCombination.valueOf(key);
    }

    /// A button that is disabled with its reason as tooltip; the tooltip hangs on a frame, for a disabled node shows
    /// none.
    public Node button(String id) {
        return button(id, new Button(name, new FontIcon(icon)));
    }

    /// A button for a narrow bar: a short label and no icon. The tooltip has the name.
    public Node textButton(String id, String label) {
        var button = new Button(label);
        button.setAccessibleText(name);
        return button(id, button);
    }

    private Node button(String id, Button button) {
        button.setId(id);
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(obstacle.map(why -> !why.isEmpty()));
        button.setOnAction(_ -> run());
        var tip = new Tooltip();
        tip.textProperty().bind(obstacle.map(why -> why.isEmpty() ? withKey() : name + ": " + why));
        var frame = new StackPane(button);
        frame.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip.install(frame, tip);
        return frame;
    }

    private String withKey() {
        return key.isEmpty() ? name : name + "  (" + key + ")";
    }
}
