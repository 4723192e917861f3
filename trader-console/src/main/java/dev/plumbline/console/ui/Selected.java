package dev.plumbline.console.ui;

import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;

/// What is selected in a table, as a list of a model: the acts are about that list, so it must be what a person sees.
public final class Selected {
    private Selected() {}

    /// Keeps `list` equal to what is selected in `table`.
    ///
    /// It is copied as a whole with each change. What JavaFX tells of a change cannot be applied to another list: where rows
    /// come and go above the selected one, it tells that one as added again, and as removed never.
    public static <T> void keep(TableView<T> table, ObservableList<T> list) {
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<T>) _ -> take(table, list));
        take(table, list);
    }

    /// Copies what is selected now, for after a change of the table's rows: of some of these JavaFX tells nothing.
    public static <T> void take(TableView<T> table, ObservableList<T> list) {
        var now = table.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
        if (!now.equals(list)) list.setAll(now);
    }
}
