package dev.plumbline.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

import dev.plumbline.core.BookState;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Shelf;
import dev.plumbline.server.brokers.OrderIDs;
import dev.plumbline.server.orders.Restart;

/// The orders that all shards have, put together from scratch for who keeps a part of them: the desk, and what finds the shard of an
/// OrderID. Not to be kept itself.
///
/// @param placed all orders at hand, and of those on a shelf the newest, whatever shard they are in; the oldest first
/// @param shelves by shard
record Restored(List<Placed> placed, List<Shelf> shelves) {
    record Placed(int shard, BookState.Entry order) {}

    /// @param most so many orders of shelves, or a few more that were entered at the same time
    static Restored of(List<Restart> restarts, int most) {
        var placed = new ArrayList<Placed>();
        var shelves = new ArrayList<Shelf>();
        long since = newest(restarts, most);
        for (var restart : restarts) {
            var shelved = restart.book().shelved();
            for (var order : restart.book().filed()) placed.add(new Placed(restart.number(), order));
            shelved.entries()
                    .filter(order -> order.enteredAt() >= since)
                    .forEach(order -> placed.add(new Placed(restart.number(), order)));
            shelves.add(shelved.shelf());
        }
        placed.sort(Comparator.comparingLong(one -> one.order.enteredAt()));
        return new Restored(placed, shelves);
    }

    /// Since when so many of those on shelves were entered.
    private static long newest(List<Restart> restarts, int most) {
        var times = restarts.stream().flatMapToLong(Restored::times).toArray();
        if (times.length <= most) return Long.MIN_VALUE;
        Arrays.sort(times);
        return times[times.length - most];
    }

    private static LongStream times(Restart restart) {
        var shelved = restart.book().shelved();
        return shelved.places().mapToLong(place -> shelved.shelf().enteredAt(place));
    }

    List<BookState.Entry> orders() {
        var orders = new ArrayList<BookState.Entry>(placed.size());
        for (var one : placed) orders.add(one.order);
        return orders;
    }

    /// Those of one broker.
    OrderIDs orderIDs(BrokerSession broker) {
        var ids = OrderIDs.of(broker, shelves);
        for (var one : placed)
            if (one.order instanceof BookState.Filed filed && filed.order().session().equals(broker))
                for (var name : filed.order().heard().names()) ids.putOlder(name.orderID(), one.shard, filed.enteredAt());
        return ids;
    }
}
