package dev.plumbline.console.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.plumbline.console.export.Column;
import dev.plumbline.console.export.Sheet;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;

/// The blotter's columns as values, for files and the clipboard: exact, where the screen rounds.
final class OrderSheet {
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

    private OrderSheet() {}

    private static Map<String, Column<Order>> byId(List<Column<Order>> columns) {
        var byId = new HashMap<String, Column<Order>>();
        for (var column : OrderColumn.ALL)
            byId.put(column.id(), columns.stream().filter(each -> each.title().equals(column.title())).findFirst().orElseThrow());
        return byId;
    }

    /// @param columns ids of those that are shown, from the left
    static Sheet<Order> of(List<String> columns, List<Order> orders) {
        return new Sheet<>("Orders", columns.stream().map(BY_ID::get).filter(Objects::nonNull).toList(), orders);
    }
}
