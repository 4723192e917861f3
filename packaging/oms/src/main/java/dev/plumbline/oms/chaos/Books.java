package dev.plumbline.oms.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import dev.plumbline.adapter.simulator.Misdeed;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Order;
import dev.plumbline.oms.demo.Reconciliation;
import dev.plumbline.oms.demo.Seen;
import dev.plumbline.server.Await;
import dev.plumbline.server.store.Store;

/// What all parties say in the end, compared: the brokers' own ledgers, the server's memory, Postgres, and the clients'
/// record of what they were told.
///
/// @param unsent orders of ours that never went out, and are said to be rejected for that
/// @param misdeeds what the brokers' ledgers say that they did
record Books(
        Reconciliation reconciliation, long orders, long executions, long duplicates, long unsent, Map<Misdeed, Long> misdeeds) {

    static Books compare(Scene scene, Clients clients, Store reader) {
        var ledger = new ArrayList<Seen>();
        var misdeeds = new EnumMap<Misdeed, Long>(Misdeed.class);
        for (var broker : scene.brokers()) {
            var snapshot = Await.done(broker.snapshot());
            for (var entry : snapshot.orders()) ledger.add(Seen.of(entry));
            snapshot.misdeeds().forEach((deed, times) -> misdeeds.merge(deed, times, Long::sum));
        }
        var seen = Await.done(scene.door().picture());
        var sent = Reconciliation.withoutUnsent(seen.orders(), ledger);
        var reconciliation = new Reconciliation();
        reconciliation.compare("the broker", ledger, "memory", seen(sent));
        reconciliation.unplaced(seen.counts(), misdeeds, scene.starts());
        reconciliation.compare(
                "memory", seen(seen.orders()),
                "Postgres", Await.done(reader.orders()).stream().map(Seen::of).toList());
        answered(reconciliation, clients.accepted(), seen.orders());
        long unanswered = Await.done(scene.door().unanswered());
        if (unanswered > 0) reconciliation.differ("clients", unanswered + " requests are not answered");
        return new Books(
                reconciliation, seen.orders().size(),
                seen.orders().stream().mapToLong(order -> order.executions().size()).sum(), seen.counts().duplicate(),
                seen.orders().size() - sent.size(), misdeeds);
    }

    private static List<Seen> seen(List<Order> orders) {
        return orders.stream().map(Seen::of).toList();
    }

    /// What a client was told accepted is there, as what it was told; and there is no order that nobody was told of.
    private static void answered(Reconciliation reconciliation, List<Clients.Accepted> accepted, List<Order> orders) {
        var byKey = byKey(orders);
        var ids = new HashSet<String>();
        for (var one : accepted) {
            var order = byKey.get(one.order());
            boolean isThere = order != null
                    && order.requests().stream().anyMatch(request -> request.clOrdID().value().equals(one.clOrdID()));
            if (!isThere)
                reconciliation.differ(one.requestId(), "was accepted as " + one.clOrdID() + ", and memory does not have it");
            if (!ids.add(one.clOrdID()))
                reconciliation.differ(one.requestId(), "got the ClOrdID of another request, " + one.clOrdID());
        }
        for (var order : orders)
            if (!order.has(Flag.EXTERNAL) && !ids.contains(order.key().value()))
                reconciliation.differ(order.key().value(), "memory has it, and no client was told of it: entered twice?");
    }

    private static Map<String, Order> byKey(List<Order> orders) {
        var byKey = new HashMap<String, Order>();
        for (var order : orders) byKey.put(order.key().value(), order);
        return byKey;
    }

    List<String> differences() {
        return reconciliation.differences();
    }
}
