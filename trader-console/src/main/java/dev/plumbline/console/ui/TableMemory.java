package dev.plumbline.console.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;

/// How a person has arranged a table: which columns, in which order, how wide, sorted by what. To be kept with the
/// workspace. Columns go by their ids: of a column that is no longer there nothing is said, and one that is new stays
/// where the table put it.
public record TableMemory(List<Column> columns, List<Sort> sort) {
    public static final TableMemory NONE = new TableMemory(List.of(), List.of());

    private static final double WIDTH_MIN = 20;
    private static final double WIDTH_MAX = 2_000;

    /// @param width in pixels at a zoom of 100 %
    public record Column(String id, double width, boolean visible) {}

    public record Sort(String id, boolean descending) {}

    public TableMemory {
        columns = List.copyOf(columns);
        sort = List.copyOf(sort);
    }

    public static TableMemory of(TableView<?> table) {
        var columns = table.getColumns().stream()
                .map(column -> new Column(column.getId(), Math.rint(column.getWidth()), column.isVisible()))
                .toList();
        var sort = table.getSortOrder().stream()
                .map(column -> new Sort(column.getId(), column.getSortType() == SortType.DESCENDING))
                .toList();
        return new TableMemory(columns, sort);
    }

    /// Arranges `table` so.
    public <R> void applyTo(TableView<R> table) {
        if (columns.isEmpty()) return;
        var arranged = new ArrayList<TableColumn<R, ?>>();
        for (var remembered : columns)
            for (var column : table.getColumns()) if (remembered.id.equals(column.getId())) {
                column.setVisible(remembered.visible);
                column.setPrefWidth(Math.clamp(remembered.width, WIDTH_MIN, WIDTH_MAX));
                arranged.add(column);
            }
        for (var column : table.getColumns()) if (!arranged.contains(column)) arranged.add(column);
        if (!arranged.equals(table.getColumns())) table.getColumns().setAll(arranged);
        sort(table);
        Elastic.share(table);
    }

    private <R> void sort(TableView<R> table) {
        var order = new ArrayList<TableColumn<R, ?>>();
        for (var remembered : sort)
            for (var column : table.getColumns()) if (remembered.id.equals(column.getId())) {
                column.setSortType(remembered.descending ? SortType.DESCENDING : SortType.ASCENDING);
                order.add(column);
            }
        table.getSortOrder().setAll(order);
    }
}
