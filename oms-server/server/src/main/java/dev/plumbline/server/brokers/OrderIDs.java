package dev.plumbline.server.brokers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.SessionOrderID;
import dev.plumbline.core.Shelf;

/// In which shard the orders are that a broker has given an OrderID: those that were over when the server started, and of all
/// others the newest million, some 100 MB at most, besides the ids, which the orders have, too. Of one thread, and later of
/// another.
public final class OrderIDs {
    private static final int KEPT = 1_000_000;

    private final BrokerSession broker;
    private final List<Shelf> shelves;

    private final Map<OrderID, Place> places = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderID, Place> eldest) {
            return size() > KEPT;
        }
    };

    /// @param enteredAt when the order was, [Long#MAX_VALUE] where the broker has just spoken of it
    private record Place(int shard, long enteredAt) {}

    private OrderIDs(BrokerSession broker, List<Shelf> shelves) {
        this.broker = broker;
        this.shelves = List.copyOf(shelves);
    }

    public static OrderIDs none(BrokerSession broker) {
        return of(broker, List.of());
    }

    /// @param shelves by shard: orders of before the server started
    public static OrderIDs of(BrokerSession broker, List<Shelf> shelves) {
        return new OrderIDs(broker, shelves);
    }

    public void put(OrderID orderID, int shard) {
        var known = places.get(orderID);
        if (known == null || known.shard != shard) places.put(orderID, new Place(shard, Long.MAX_VALUE));
    }

    /// One from before this server acts. Some brokers begin anew each day: the order that was entered last is meant, in whatever
    /// order they are put.
    public void putOlder(OrderID orderID, int shard, long enteredAt) {
        var known = places.get(orderID);
        if (known == null ? isOlderThanOnShelf(orderID, enteredAt) : isKnown(known, shard, enteredAt)) return;
        places.put(orderID, new Place(shard, enteredAt));
    }

    /// This, or a newer one.
    private static boolean isKnown(Place known, int shard, long enteredAt) {
        return known.enteredAt > enteredAt || (known.enteredAt == enteredAt && known.shard == shard);
    }

    private boolean isOlderThanOnShelf(OrderID orderID, long enteredAt) {
        return newestOnShelf(orderID).filter(newest -> newest.enteredAt > enteredAt).isPresent();
    }

    /// The shard, or -1 where the OrderID is not known.
    int shardOf(OrderID orderID) {
        var known = places.get(orderID);
        return known != null ? known.shard : newestOnShelf(orderID).map(OnShelf::shard).orElse(-1);
    }

    private Optional<OnShelf> newestOnShelf(OrderID orderID) {
        var name = new SessionOrderID(broker, orderID);
        Optional<OnShelf> newest = Optional.empty();
        for (int i = 0; i < shelves.size(); i++) {
            int place = shelves.get(i).find(name);
            if (place < 0) continue;
            long enteredAt = shelves.get(i).enteredAt(place);
            if (newest.isEmpty() || newest.get().enteredAt < enteredAt) newest = Optional.of(new OnShelf(i, enteredAt));
        }
        return newest;
    }

    private record OnShelf(int shard, long enteredAt) {}
}
