package dev.plumbline.console.ui;

import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

/// Makes boxes of which one value is chosen, and into which nothing is typed.
public final class Choice {
    private Choice() {}

    /// @param id for style and tests
    /// @param spoken what is chosen, for those who hear the screen
    /// @param label how a value is shown
    public static <T> ComboBox<T> of(String id, String spoken, T[] values, Function<T, String> label) {
        return named(new ComboBox<>(FXCollections.observableArrayList(values)), id, spoken, label);
    }

    /// The same of a box that there is already.
    public static <T> ComboBox<T> named(ComboBox<T> box, String id, String spoken, Function<T, String> label) {
        box.setId(id);
        box.setAccessibleText(spoken);
        box.setConverter(shown(label));
        return box;
    }

    private static <T> StringConverter<T> shown(Function<T, String> label) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : label.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("chosen, never typed");
            }
        };
    }
}
