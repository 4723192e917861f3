package dev.plumbline.server.brokers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Shelf;

/// In which shard the orders are that a broker has given an OrderID: those that were over when the server started, and of all
/// others the newest million, some 100 MB at most, shared with the orders that have them. Of one thread, and later of
/// another.
public final class OrderIDs {
    private static final int KEPT = 1_000_000;

    private final BrokerSession broker;
    private final List<Shelf> shelves;

    private final Map<OrderID, Integer> shards = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderID, Integer> eldest) {
            return size() > KEPT;
        }
    };

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
        shards.put(orderID, shard);
    }

    /// The shard, or -1 where the OrderID is not known.
    int shardOf(OrderID orderID) {
        var shard = shards.get(orderID);
        if (shard != null) return shard;
        for (int i = 0; i < shelves.size(); i++) if (shelves.get(i).find(broker, orderID) >= 0) return i;
        return -1;
    }
}
