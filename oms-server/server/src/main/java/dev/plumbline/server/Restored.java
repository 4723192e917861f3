package dev.plumbline.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.plumbline.core.BookState;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Position;
import dev.plumbline.server.brokers.OrderIDs;
import dev.plumbline.server.orders.Restart;

/// What all shards have at the end of a restart, for who keeps a part of it: the desk, and what finds the shard of an
/// OrderID. Both keep the newest, whatever shard they are in.
///
/// @param placed orders, the oldest first
record Restored(List<Placed> placed, List<Position> positions) {
    record Placed(int shard, BookState.Entry order) {}

    static Restored of(List<Restart> restarts) {
        var placed = new ArrayList<Placed>();
        var positions = new ArrayList<Position>();
        for (var restart : restarts) {
            for (var order : restart.book().entries()) placed.add(new Placed(restart.number(), order));
            positions.addAll(restart.book().positions());
        }
        placed.sort(Comparator.comparingLong(one -> one.order.enteredAt()));
        return new Restored(placed, positions);
    }

    List<BookState.Entry> orders() {
        var orders = new ArrayList<BookState.Entry>(placed.size());
        for (var one : placed) orders.add(one.order);
        return orders;
    }

    /// Of each broker. On a thread of its own: brokers are the last to be let in.
    CompletableFuture<Map<BrokerSession, OrderIDs>> orderIDs() {
        return CompletableFuture.supplyAsync(
                this::byBroker, task -> Thread.ofPlatform().name("order-ids").daemon().start(task));
    }

    private Map<BrokerSession, OrderIDs> byBroker() {
        var all = new HashMap<BrokerSession, OrderIDs>();
        for (var one : placed)
            for (var orderID : one.order.orderIDs())
                all.computeIfAbsent(one.order.broker(), _ -> OrderIDs.expecting(placed.size())).put(orderID, one.shard);
        return all;
    }
}
