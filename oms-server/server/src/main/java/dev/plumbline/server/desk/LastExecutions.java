package dev.plumbline.server.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// The executions of which something was told last, for who asks for the whole picture: each once, as it is now. So they are the same
/// whether they were followed change by change or taken from the orders at a start. Bounded. One thread.
final class LastExecutions {
    private final int most;
    /// The one told last is last.
    private final LinkedHashMap<Place, ExecutionItem> kept = new LinkedHashMap<>();

    /// @param index in the order's executions, as some have no id
    private record Place(OrderKey order, int index) {}

    LastExecutions(int most) {
        this.most = most;
    }

    /// Not all that changes is booked, such as what is learned of a trade that was busted: so the orders are held against each other.
    ///
    /// @param before the order as it was told last, null where it was not
    void changed(@Nullable Order before, Order now) {
        var executions = now.executions();
        if (before != null && !isOther(before, now)) {
            if (executions != before.executions())
                executions.changedSince(before.executions()).forEach(i -> put(now, i, executions.list().get(i)));
            return;
        }
        if (before != null) gone(now.key());
        for (int i = 0; i < executions.size(); i++) put(now, i, executions.list().get(i));
    }

    /// What an order from outside was told to be, and to have executed, need not be what it turns out to be.
    private static boolean isOther(Order before, Order now) {
        return before.executions().size() > now.executions().size()
                || before.side() != now.side()
                || !before.symbol().equals(now.symbol())
                || !before.account().equals(now.account());
    }

    private void put(Order order, int index, Execution execution) {
        kept.putLast(new Place(order.key(), index), item(order, execution));
        if (kept.size() > most) kept.pollFirstEntry();
    }

    void gone(OrderKey order) {
        kept.keySet().removeIf(place -> place.order.equals(order));
    }

    boolean isFull() {
        return kept.size() >= most;
    }

    /// One that was there before and is older than all that are kept.
    void restored(Order order, int index, Execution execution) {
        if (!isFull()) kept.putFirst(new Place(order.key(), index), item(order, execution));
    }

    List<Item> all() {
        return new ArrayList<>(kept.values());
    }

    static ExecutionItem item(Order order, Execution execution) {
        return new ExecutionItem(order.key(), order.account(), order.symbol(), order.side(), execution);
    }
}
