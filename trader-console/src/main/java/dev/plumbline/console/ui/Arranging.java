package dev.plumbline.console.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;

/// What a person does to the columns of a table, beyond the mouse: each act has its effect at once.
///
/// For the FX thread.
final class Arranging<R> {
    /// So much wider or narrower at a time.
    private static final double STEP_PX = 8;

    private final TableView<R> table;
    private final TableMemory built;

    /// @param built how it is without a person's changes
    Arranging(TableView<R> table, TableMemory built) {
        this.table = table;
        this.built = built;
    }

    /// Shows it or hides it; the last one that is shown stays.
    void toggle(TableColumn<R, ?> column) {
        if (!column.isVisible() || table.getVisibleLeafColumns().size() > 1) column.setVisible(!column.isVisible());
    }

    /// By so many places to the right, to the left where it is negative.
    void move(TableColumn<R, ?> column, int by) {
        var all = new ArrayList<>(table.getColumns());
        int to = all.indexOf(column) + by;
        if (to < 0 || to >= all.size()) return;
        all.remove(column);
        all.add(to, column);
        var sort = new ArrayList<>(table.getSortOrder());
        table.getColumns().setAll(all);
        if (!sort.equals(table.getSortOrder())) table.getSortOrder().setAll(sort);
    }

    /// @param steps negative for narrower
    void widen(TableColumn<R, ?> column, int steps) {
        if (column.isVisible()) table.resizeColumn(column, steps * STEP_PX);
    }

    /// Up, then down, then not at all.
    ///
    /// @param isMore besides what it is sorted by already
    void sort(TableColumn<R, ?> column, boolean isMore) {
        if (!column.isSortable()) return;
        var order = table.getSortOrder();
        boolean wasUp = order.contains(column) && column.getSortType() == SortType.ASCENDING;
        boolean isOver = order.contains(column) && column.getSortType() == SortType.DESCENDING;
        column.setSortType(wasUp ? SortType.DESCENDING : SortType.ASCENDING);
        if (isOver) order.remove(column);
        else if (!isMore) order.setAll(List.of(column));
        else if (!wasUp) order.add(column);
    }

    void reset() {
        built.applyTo(table);
    }

    /// `▲`, with its place where there are more; empty where it is not sorted by.
    String sortSign(TableColumn<R, ?> column) {
        int at = table.getSortOrder().indexOf(column);
        if (at < 0) return "";
        return (column.getSortType() == SortType.ASCENDING ? "▲" : "▼") + (table.getSortOrder().size() > 1 ? " " + (at + 1) : "");
    }
}
