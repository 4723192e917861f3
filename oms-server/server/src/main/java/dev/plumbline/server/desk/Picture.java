package dev.plumbline.server.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.plumbline.core.Account;
import dev.plumbline.core.BookState;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Item;

/// What a desk sees at one moment, all of it or what has changed. Orders become items only as they are handed out: those at
/// rest are packed, and to unpack all of them at once would keep everybody else waiting. Never changes.
///
/// @param earlier orders that were finished before the server started
/// @param isPartial only what has changed
record Picture(
        List<Item> before, List<Earlier> earlier, List<Order> orders, List<Item> after, boolean isPartial) {

    /// One at rest, packed; whose it is stands beside it, as who may see it is asked often.
    record Earlier(BookState.Entry entry, Account account) {}

    static Picture partial(List<Item> changed) {
        return new Picture(changed, List.of(), List.of(), List.of(), true);
    }

    /// Some of it.
    Picture only(Predicate<Item> items, Predicate<Account> accounts) {
        return new Picture(
                before.stream().filter(items).toList(), earlier.stream().filter(entry -> accounts.test(entry.account())).toList(),
                orders.stream().filter(order -> accounts.test(order.account())).toList(), after.stream().filter(items).toList(), isPartial);
    }

    int size() {
        return before.size() + earlier.size() + orders.size() + after.size();
    }

    List<Item> part(int from, int to) {
        var items = new ArrayList<Item>(to - from);
        for (int i = from; i < to; i++) items.add(item(i));
        return items;
    }

    private Item item(int index) {
        int i = index;
        if (i < before.size()) return before.get(i);
        i -= before.size();
        if (i < earlier.size()) return item(earlier.get(i).entry().filed().order());
        i -= earlier.size();
        return i < orders.size() ? item(orders.get(i)) : after.get(i - orders.size());
    }

    static Item item(Order order) {
        return new Item.OrderItem(order.summed());
    }
}
