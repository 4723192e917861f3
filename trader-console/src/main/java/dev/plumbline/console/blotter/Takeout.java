package dev.plumbline.console.blotter;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.export.Column;
import dev.plumbline.console.export.Sheet;
import dev.plumbline.console.ui.Act;

/// What a panel gives out of the console: what it shows as a file, and what is selected in it to the clipboard. Has the acts
/// for both, and a line that says what became of them.
///
/// For the FX thread.
///
/// @param <V> what a row shows; immutable, for a file is written on another thread
public final class Takeout<V> {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Exports exports;
    private final Node view;
    private final Supplier<String> filter;
    private final Supplier<Sheet<V>> shown;
    private final Supplier<List<V>> selected;
    private final Label notice = new Label();

    /// @param name of the panel, such as `Executions`
    /// @param view in whose window a person is asked where the file should go
    /// @param filter as it is typed now
    /// @param shown with the columns that are shown, in the order of the screen
    /// @param selected of these
    public Takeout(
            Exports exports, String name, Node view, Supplier<String> filter, Supplier<Sheet<V>> shown,
            Supplier<List<V>> selected) {
        this.exports = exports;
        this.view = view;
        this.filter = filter;
        this.shown = shown;
        this.selected = selected;
        notice.setId(name.toLowerCase(Locale.ROOT) + "-taken");
        notice.getStyleClass().add("notice");
        notice.setMinWidth(0);
        var whole = new Tooltip();
        whole.textProperty().bind(notice.textProperty());
        notice.setTooltip(whole);
        notice.visibleProperty().bind(notice.textProperty().isNotEmpty());
        notice.managedProperty().bind(notice.visibleProperty());
    }

    /// Of a table: its rows as they are sorted, its columns as they stand.
    ///
    /// @param value what a row shows now
    /// @param columns by the title of each column of the table: exact, where the screen rounds
    /// @throws IllegalArgumentException where the table has a column that is not among them
    public static <R, V> Takeout<V> of(
            Exports exports, String name, TableView<R> table, Function<R, V> value, Supplier<String> filter,
            List<Column<V>> columns) {
        Map<String, Column<V>> byTitle = new HashMap<>();
        for (var column : columns) byTitle.put(column.title(), column);
        for (var column : table.getColumns())
            if (!byTitle.containsKey(column.getText()))
                throw new IllegalArgumentException(name + ": nothing to export for column '" + column.getText() + "'");
        Supplier<Sheet<V>> shown = () -> new Sheet<>(
                name, table.getVisibleLeafColumns().stream().flatMap(column -> stream(byTitle, column.getText())).toList(),
                table.getItems().stream().map(value).toList());
        return new Takeout<>(
                exports, name, table, filter, shown,
                () -> table.getSelectionModel().getSelectedIndices().stream().sorted()
                        .filter(at -> at >= 0 && at < table.getItems().size())
                        .map(at -> value.apply(table.getItems().get(at)))
                        .toList());
    }

    private static <V> Stream<Column<V>> stream(Map<String, Column<V>> byTitle, String title) {
        return Stream.ofNullable(byTitle.get(title));
    }

    /// Export and copy, for the panel.
    ///
    /// @param of what its rows are, such as `executions`
    public List<Act> acts(String of) {
        return List.of(
                Act.always("Copy selected " + of, "Ctrl+C", Feather.COPY, this::copy),
                export(of));
    }

    /// Export alone.
    ///
    /// @param of what its rows are, such as `executions`
    public Act export(String of) {
        return Act.always("Export " + of + " as shown …", "Ctrl+E", Feather.DOWNLOAD, this::export);
    }

    private void export() {
        exports.export(view.getScene().getWindow(), shown.get(), filter.get(), this::say);
    }

    /// Copies what is selected.
    public void copy() {
        var rows = selected.get();
        if (rows.isEmpty()) {
            say("⚠ Nothing is selected");
            return;
        }
        var sheet = shown.get();
        Exports.copy(new Sheet<>(sheet.name(), sheet.columns(), rows));
        say("● Copied " + rows.size() + (rows.size() == 1 ? " row" : " rows"));
    }

    private void say(String text) {
        notice.setText(text);
        notice.pseudoClassStateChanged(BAD, text.startsWith("✖"));
    }

    /// Says what became of the last one; takes no room before there was one.
    public Node notice() {
        return notice;
    }
}
