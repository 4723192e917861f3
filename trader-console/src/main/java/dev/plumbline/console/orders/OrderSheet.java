package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.plumbline.console.export.Cell;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.export.Sheet;
import dev.plumbline.console.group.Sums;
import dev.plumbline.console.group.Total;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;

/// The blotter's columns as values, for files and the clipboard: exact, where the screen rounds.
final class OrderSheet {
    private static final String NAME = "Orders";

    private static final Map<String, Column<Order>> BY_ID = byId(List.of(
            Column.time("Entered", Order::enteredAt),
            Column.text("ClOrdID", order -> order.clOrdID().value()),
            Column.text("Side", order -> order.side().label()),
            Column.text("Symbol", order -> order.symbol().value()),
            Column.qty("Qty", Order::orderQty),
            Column.text("Type", order -> Show.ordType(order.ordType())),
            Column.px("Limit", Order::price),
            Column.qty("Filled", Order::cumQty),
            Column.qty("Leaves", Order::leavesQty),
            Column.px("Avg", order -> order.cumQty().isZero() ? Px.NONE : order.avgPx()),
            Column.text("Status", order -> StateChip.of(order).text()),
            Column.text("TIF", order -> order.timeInForce().label()),
            Column.text("Account", order -> order.account().value()),
            Column.text("Broker", order -> order.session().value()),
            Column.time("Updated", Order::updatedAt),
            Column.text("Remarks", OrderColumn::remarks)));

    private static final Map<String, Function<Head, Cell>> OF_HEADS = Map.of(
            "qty", head -> cell(head.sums.orderQty()),
            "filled", head -> cell(head.sums.cumQty()),
            "leaves", head -> cell(head.sums.leavesQty()),
            "avg", head -> Column.<Px>px("", px -> px).cell().apply(head.avgPx),
            "status", head -> new Cell.Text(head.sums.open() + " open of " + head.sums.count()));

    /// A row of the blotter in groups, as it was when it was taken: the sums of a group, or one of its orders.
    sealed interface Line {
        /// The names of the groups that it lies in, from the outermost.
        String group();
    }

    record Head(String group, Sums sums, Px avgPx) implements Line {}

    record Member(String group, Order order) implements Line {}

    private OrderSheet() {}

    private static Map<String, Column<Order>> byId(List<Column<Order>> columns) {
        var byId = new HashMap<String, Column<Order>>();
        for (var column : OrderColumn.ALL)
            byId.put(column.id(), columns.stream().filter(each -> each.title().equals(column.title())).findFirst().orElseThrow());
        return byId;
    }

    /// @param columns ids of those that are shown, from the left
    static Sheet<Order> of(List<String> columns, List<Order> orders) {
        return new Sheet<>(NAME, columns.stream().map(BY_ID::get).filter(Objects::nonNull).toList(), orders);
    }

    /// Those that are no head.
    static List<Order> orders(List<Shown> rows) {
        return rows.stream().flatMap(row -> row instanceof Shown.One one ? Stream.of(one.order()) : Stream.empty()).toList();
    }

    /// In the order of the screen, each group with its sums before its orders: of a group that is closed the sums alone. Two
    /// columns come first, so that sums and orders can be told apart: the group, and how many orders a sum is of.
    static Sheet<Line> grouped(List<String> columns, List<Shown> rows) {
        var all = new ArrayList<Column<Line>>();
        all.add(Column.text("Group", Line::group));
        all.add(new Column<>("Orders", Column.Kind.QUANTITY, OrderSheet::count));
        for (var id : columns) {
            var column = BY_ID.get(id);
            if (column != null) all.add(new Column<>(column.title(), column.kind(), line -> cell(id, column, line)));
        }
        return new Sheet<>(NAME, all, lines(rows));
    }

    private static List<Line> lines(List<Shown> rows) {
        var lines = new ArrayList<Line>();
        var group = "";
        for (var row : rows)
            switch (row) {
                case Shown.Head head -> {
                    group = path(head);
                    lines.add(new Head(group, head.sums(), head.group().avgPx()));
                }
                case Shown.One one -> lines.add(new Member(group, one.order()));
            }
        return lines;
    }

    private static String path(Shown.Head head) {
        return String.join(" / ", head.group().path().stream().map(name -> name.isEmpty() ? "(none)" : name).toList());
    }

    private static Cell count(Line line) {
        return switch (line) {
            case Head head -> Column.<Sums>count("", Sums::count).cell().apply(head.sums);
            case Member _ -> Cell.EMPTY;
        };
    }

    private static Cell cell(String id, Column<Order> column, Line line) {
        return switch (line) {
            case Head head -> OF_HEADS.getOrDefault(id, _ -> Cell.EMPTY).apply(head);
            case Member member -> column.cell().apply(member.order);
        };
    }

    private static Cell cell(Total total) {
        return new Cell.Decimal(total.value());
    }
}
