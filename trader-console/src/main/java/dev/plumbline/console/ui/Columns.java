package dev.plumbline.console.ui;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Side;

/// Gives a table its columns. Their value is the whole record of the row and the cell picks its field: so a row has one
/// property, and a change costs one notification.
///
/// @param <R> the row
/// @param <V> the record that it shows
public final class Columns<R, V> {
    private static final PseudoClass BUY = PseudoClass.getPseudoClass("buy");
    private static final PseudoClass SELL = PseudoClass.getPseudoClass("sell");
    private static final PseudoClass SHORT = PseudoClass.getPseudoClass("short");
    private static final PseudoClass UP = PseudoClass.getPseudoClass("up");
    private static final PseudoClass DOWN = PseudoClass.getPseudoClass("down");

    /// For a symbol of up to eight characters, such as NESN.SW.
    public static final int SYMBOL_PX = 72;

    /// For an account of up to ten.
    public static final int ACCOUNT_PX = 84;

    private static final String FORMER_ID = "former-id";

    /// A person may make a column so narrow.
    private static final double LEAST_PX = 24;

    private final TableView<R> table;
    private final Function<R, ObservableValue<V>> value;
    private BiConsumer<TableCell<R, V>, String> dress = (_, _) -> {};

    private Columns(TableView<R> table, Function<R, ObservableValue<V>> value) {
        this.table = table;
        this.value = value;
    }

    /// A table of the house: rows of one height (which the style sheet gives, for it grows with the zoom), columns that keep their
    /// widths, the widest one of prose or else the last one taking what is left.
    public static <R, V> Columns<R, V> of(
            TableView<R> table, String id, String whenEmpty, Function<R, ObservableValue<V>> value) {
        table.setId(id);
        table.getStyleClass().addAll("blotter");
        table.setAccessibleText(id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1).replace('-', ' '));
        table.setPlaceholder(Parts.quiet(whenEmpty));
        table.setTableMenuButtonVisible(true);
        table.setColumnResizePolicy(new Elastic());
        Zoom.follow(table);
        return new Columns<>(table, value);
    }

    /// What is done to each cell when it is made, given the id of its column. To be said before the first column.
    public Columns<R, V> dressed(BiConsumer<TableCell<R, V>, String> each) {
        dress = each;
        return this;
    }

    public TableColumn<R, V> text(String title, int width, Function<V, String> text) {
        return cells(title, width, Comparator.comparing(text), () -> new TextCell<>(text, "text-cell"));
    }

    /// An id. Where it does not fit, its middle goes: ids of one run differ at the end, those of two shards at the
    /// beginning. The whole of it is the cell's tooltip.
    public TableColumn<R, V> id(String title, int width, Function<V, String> text) {
        return cells(title, width, Comparator.comparing(text), () -> {
            var cell = new ProseCell<R, V>(text);
            cell.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            return cell;
        });
    }

    /// An id that may be longer than its column, which gives way to others where there is little room.
    public TableColumn<R, V> longID(String title, int width, Function<V, String> text) {
        var column = id(title, width, text);
        Elastic.prose(column);
        return column;
    }

    /// Text that may be longer than its column: the whole of it is the cell's tooltip.
    public TableColumn<R, V> prose(String title, int width, Function<V, String> text) {
        var column = cells(title, width, Comparator.comparing(text), () -> new ProseCell<>(text));
        Elastic.prose(column);
        return column;
    }

    /// Any other cell of text that may be longer than its column, and shows the whole as its tooltip.
    public TableColumn<R, V> proseCells(String title, int width, Comparator<V> order, Cells<R, V> cells) {
        var column = cells(title, width, order, cells);
        Elastic.prose(column);
        return column;
    }

    /// Right-aligned, in digits of one width; sorted by `order`, not by the text.
    public TableColumn<R, V> number(String title, int width, Function<V, String> text, Comparator<V> order) {
        return toTheRight(cells(title, width, order, () -> new TextCell<>(text, "number-cell")));
    }

    /// A result: its sign decides the colour, and is written.
    public TableColumn<R, V> signed(
            String title, int width, Function<V, String> text, ToIntFunction<V> sign, Comparator<V> order) {
        return toTheRight(cells(title, width, order, () -> new SignedCell<>(text, sign)));
    }

    private static <R, V> TableColumn<R, V> toTheRight(TableColumn<R, V> column) {
        column.getStyleClass().add("number-column");
        return column;
    }

    public TableColumn<R, V> side(int width, Function<V, Side> side) {
        return cells("Side", width, Comparator.comparing(side), () -> new SideCell<>(side));
    }

    /// Any other cell.
    public TableColumn<R, V> cells(String title, int width, Comparator<V> order, Cells<R, V> cells) {
        var column = new TableColumn<R, V>(title);
        column.setId(title.toLowerCase(Locale.ROOT).replace(' ', '-'));
        column.setPrefWidth(width);
        column.setMinWidth(LEAST_PX);
        Elastic.declare(column, width);
        column.setCellValueFactory(features -> value.apply(features.getValue()));
        column.setCellFactory(_ -> {
            var cell = cells.cell();
            dress.accept(cell, column.getId());
            return cell;
        });
        column.setComparator(order);
        table.getColumns().add(column);
        return column;
    }

    /// Under this id workspaces of older consoles know the column.
    public static void formerly(TableColumn<?, ?> column, String id) {
        column.getProperties().put(FORMER_ID, id);
    }

    static Optional<String> formerID(TableColumn<?, ?> column) {
        return column.getProperties().get(FORMER_ID) instanceof String id ? Optional.of(id) : Optional.empty();
    }

    /// Keeps the rows as they come: for lists whose order says something.
    public void unsorted() {
        table.getColumns().forEach(column -> column.setSortable(false));
    }

    /// Makes a cell.
    public interface Cells<R, V> {
        TableCell<R, V> cell();
    }

    private static class TextCell<R, V> extends StillCell<R, V> {
        private final Function<V, String> text;

        TextCell(Function<V, String> text, String styleClass) {
            this.text = text;
            getStyleClass().add(styleClass);
            if (styleClass.equals("number-cell")) setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(@Nullable V item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : text.apply(item));
        }
    }

    private static final class ProseCell<R, V> extends TextCell<R, V> {
        private final Tooltip whole = new Tooltip();

        ProseCell(Function<V, String> text) {
            super(text, "text-cell");
            whole.setWrapText(true);
            whole.setMaxWidth(480);
        }

        @Override
        protected void updateItem(@Nullable V item, boolean empty) {
            super.updateItem(item, empty);
            whole.setText(getText());
            setTooltip(getText().isEmpty() ? null : whole);
        }
    }

    private static final class SideCell<R, V> extends StillCell<R, V> {
        private final Function<V, Side> side;

        SideCell(Function<V, Side> side) {
            this.side = side;
            getStyleClass().add("side-cell");
        }

        @Override
        protected void updateItem(@Nullable V item, boolean empty) {
            super.updateItem(item, empty);
            var shown = empty || item == null ? Side.NONE : side.apply(item);
            setText(empty ? "" : Show.side(shown));
            pseudoClassStateChanged(BUY, shown == Side.BUY);
            pseudoClassStateChanged(SELL, shown == Side.SELL);
            pseudoClassStateChanged(SHORT, shown == Side.SELL_SHORT || shown == Side.SELL_SHORT_EXEMPT);
        }
    }

    private static final class SignedCell<R, V> extends TextCell<R, V> {
        private final ToIntFunction<V> sign;

        SignedCell(Function<V, String> text, ToIntFunction<V> sign) {
            super(text, "number-cell");
            this.sign = sign;
        }

        @Override
        protected void updateItem(@Nullable V item, boolean empty) {
            super.updateItem(item, empty);
            int shown = empty || item == null ? 0 : sign.applyAsInt(item);
            pseudoClassStateChanged(UP, shown > 0);
            pseudoClassStateChanged(DOWN, shown < 0);
        }
    }
}
