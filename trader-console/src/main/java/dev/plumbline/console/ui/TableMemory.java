package dev.plumbline.console.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;

import com.fasterxml.jackson.annotation.JsonFormat;

/// How a person has arranged a table: which columns, in which order, how wide, sorted by what. To be kept with the
/// workspace. Columns go by their ids: one that is not there is kept all the same, for when it comes, and one that is new stays
/// where the table put it.
///
/// @param rules how its rows look
public record TableMemory(
        List<Column> columns, List<Sort> sort,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<FormatRule> rules) {
    public static final TableMemory NONE = new TableMemory(List.of(), List.of());

    /// The width that the column was declared with.
    public static final double AS_BUILT = 0;

    private static final double WIDTH_MIN = 20;
    private static final double WIDTH_MAX = 2_000;

    /// @param width in pixels at a zoom of 100 %; [#AS_BUILT] where nobody has changed it, so that a column which a later console
    ///   makes wider is wider for everybody
    public record Column(String id, double width, boolean visible) {}

    public record Sort(String id, boolean descending) {}

    public TableMemory {
        columns = List.copyOf(columns);
        sort = List.copyOf(sort);
        rules = List.copyOf(rules);
    }

    public TableMemory(List<Column> columns, List<Sort> sort) {
        this(columns, sort, List.of());
    }

    TableMemory ruledBy(List<FormatRule> others) {
        return new TableMemory(columns, sort, others);
    }

    /// This, and what `before` says of columns that it does not know: each behind the one that it stood behind.
    TableMemory withAbsentOf(TableMemory before) {
        var all = new ArrayList<>(columns);
        int at = 0;
        for (var column : before.columns) {
            int known = place(all, column.id);
            if (known >= 0) at = known + 1;
            else all.add(at++, column);
        }
        boolean isSortedAsBefore = sort.equals(before.sort.stream().filter(each -> place(columns, each.id) >= 0).toList());
        return new TableMemory(all, isSortedAsBefore ? before.sort : sort, rules);
    }

    TableMemory without(String id) {
        return new TableMemory(columns.stream().filter(column -> !column.id.equals(id)).toList(), sort, rules);
    }

    boolean knows(String id) {
        return place(columns, id) >= 0;
    }

    private static int place(List<Column> columns, String id) {
        for (int i = 0; i < columns.size(); i++) if (columns.get(i).id.equals(id)) return i;
        return -1;
    }

    /// Each column under the name that it has in `table` now.
    TableMemory renamedFor(TableView<?> table) {
        var names = new HashMap<String, String>();
        for (var column : table.getColumns()) Columns.formerID(column).ifPresent(former -> names.put(former, column.getId()));
        if (columns.stream().anyMatch(column -> names.containsValue(column.id))) return this;
        return new TableMemory(
                columns.stream().map(each -> new Column(names.getOrDefault(each.id, each.id), each.width, each.visible)).toList(),
                sort.stream().map(each -> new Sort(names.getOrDefault(each.id, each.id), each.descending)).toList(), rules);
    }

    /// Without rules.
    public static TableMemory of(TableView<?> table) {
        var columns = table.getColumns().stream()
                .map(column -> new Column(column.getId(), width(column), column.isVisible()))
                .toList();
        var sort = table.getSortOrder().stream()
                .map(column -> new Sort(column.getId(), column.getSortType() == SortType.DESCENDING))
                .toList();
        return new TableMemory(columns, sort);
    }

    private static double width(TableColumn<?, ?> column) {
        double zoom = Zoom.of(column);
        double width = Math.rint(column.getWidth() / zoom);
        return width == Math.rint(Elastic.declared(column) / zoom) ? AS_BUILT : width;
    }

    /// Arranges `table` so.
    public <R> void applyTo(TableView<R> table) {
        if (columns.isEmpty()) return;
        var arranged = new ArrayList<TableColumn<R, ?>>();
        for (var remembered : columns)
            for (var column : table.getColumns()) if (remembered.id.equals(column.getId())) {
                column.setVisible(remembered.visible);
                Zoom.setWidth(table, column, remembered.width == AS_BUILT
                        ? Elastic.declared(column)
                        : Math.clamp(remembered.width, WIDTH_MIN, WIDTH_MAX) * Zoom.of(column));
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
