package dev.plumbline.console.ui;

import java.util.Locale;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The dialog in which the columns of a table are shown, hidden, moved, widened and sorted by with the keyboard alone.
final class ColumnsView<R> {
    private static final int WIDTH_PX = 560;
    private static final int ROWS_MOST = 18;
    private static final int ROW_PX = 25;

    private final TableView<R> table;
    private final Arranging<R> arranging;
    private final Optional<Flashed> flashed;
    private final ListView<TableColumn<R, ?>> list = new ListView<>();

    private ColumnsView(TableView<R> table, TableMemory built, Optional<Flashed> flashed) {
        this.table = table;
        this.flashed = flashed;
        arranging = new Arranging<>(table, built);
    }

    /// Opens it.
    ///
    /// @param built how the table is without a person's changes
    static <R> Act act(TableView<R> table, TableMemory built, Optional<Flashed> flashed) {
        return Act.always("Columns of the " + of(table) + " …", "Ctrl+Shift+C", Feather.COLUMNS, () -> new ColumnsView<>(table, built, flashed).open());
    }

    private static String of(TableView<?> table) {
        var name = table.getAccessibleText();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private void open() {
        var owner = table.getScene().getWindow();
        var dialog = new Dialog<ButtonType>();
        dialog.setTitle("Columns of the " + of(table));
        dialog.initOwner(owner);
        dialog.setResizable(true);
        var pane = dialog.getDialogPane();
        Parts.dress(pane, owner);
        pane.setPrefWidth(WIDTH_PX);
        var close = new ButtonType("Close", ButtonData.CANCEL_CLOSE);
        var reset = new ButtonType("As built", ButtonData.LEFT);
        pane.getButtonTypes().addAll(reset, close);
        pane.lookupButton(reset).setId("columns-reset");
        pane.lookupButton(close).setId("columns-close");
        pane.lookupButton(reset).addEventFilter(ActionEvent.ACTION, event -> {
            event.consume();
            arranging.reset();
            flashed.ifPresent(Flashed::reset);
            show();
        });
        list.setId("columns");
        list.setAccessibleText("Columns");
        list.setCellFactory(_ -> new Cell());
        list.setPrefHeight(ROW_PX * Math.min(ROWS_MOST, table.getColumns().size() + 1));
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, dialog::close));
        var content = new VBox(10, list, keys());
        flashed.ifPresent(flash -> content.getChildren().add(lasting(flash)));
        pane.setContent(content);
        show();
        list.getSelectionModel().selectFirst();
        dialog.setOnShown(_ -> list.requestFocus());
        dialog.show();
    }

    private Region keys() {
        var flash = flashed.isPresent() ? "F lights it up at a change.  " : "";
        var sort = table.getColumns().stream().anyMatch(TableColumn::isSortable) ? "S sorts by it, Shift+S also by it.  " : "";
        var keys = Parts.quiet("Space shows or hides, Alt+↑ ↓ moves, + − widens and narrows.  " + sort + flash + "Esc closes");
        keys.setWrapText(true);
        keys.setMinHeight(Region.USE_PREF_SIZE);
        return keys;
    }

    private static Region lasting(Flashed flash) {
        var millis = Choice.of("flash-ms", "How long it is lit", Flashed.MILLIS.toArray(Integer[]::new), each -> each + " ms");
        flash.millis().subscribe(now -> millis.setValue(now));
        millis.valueProperty().subscribe(chosen -> flash.last(chosen));
        var line = new HBox(8, Parts.label("_Lit for", millis), millis);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void onKey(KeyEvent event, Runnable close) {
        var column = list.getSelectionModel().getSelectedItem();
        if (column == null || event.isControlDown()) return;
        switch (event.getCode()) {
            case ESCAPE -> close.run(); // a list keeps it for itself
            case SPACE -> arranging.toggle(column);
            case S -> arranging.sort(column, event.isShiftDown());
            case F -> flashed.ifPresent(flash -> flash.toggle(column.getId()));
            case PLUS, EQUALS, ADD -> arranging.widen(column, 1);
            case MINUS, SUBTRACT -> arranging.widen(column, -1);
            case UP, DOWN -> {
                if (!event.isAltDown()) return;
                arranging.move(column, event.getCode() == KeyCode.UP ? -1 : 1);
            }
            default -> {
                return;
            }
        }
        event.consume();
        show();
    }

    /// As the table is now, the same column chosen.
    private void show() {
        var chosen = list.getSelectionModel().getSelectedItem();
        list.getItems().setAll(table.getColumns());
        if (chosen != null) list.getSelectionModel().select(chosen);
        list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS_MOST / 2));
        list.refresh();
    }

    private String line(TableColumn<R, ?> column) {
        var lit = flashed.map(each -> each.is(column.getId()) ? "flashes" : "").orElse("");
        return "%s %-14s %4.0f px  %-4s %s".formatted(
                column.isVisible() ? "☑" : "☐", column.getText(), column.getWidth(), arranging.sortSign(column), lit);
    }

    private final class Cell extends ListCell<TableColumn<R, ?>> {
        Cell() {
            getStyleClass().add("rule-cell");
        }

        @Override
        protected void updateItem(@Nullable TableColumn<R, ?> column, boolean empty) {
            super.updateItem(column, empty);
            setText(empty || column == null ? "" : line(column));
        }
    }
}
