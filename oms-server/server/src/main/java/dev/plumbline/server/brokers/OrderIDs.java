package dev.plumbline.server.brokers;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plumbline.core.OrderID;

/// In which shard the orders are that a broker has given an OrderID: the newest million, some 100 MB at most, shared with
/// the orders that have them. Of one thread, and later of another.
public final class OrderIDs {
    private static final int KEPT = 1_000_000;

    private final Map<OrderID, Integer> shards;

    private OrderIDs(int capacity) {
        shards = new LinkedHashMap<>(capacity) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<OrderID, Integer> eldest) {
                return size() > KEPT;
            }
        };
    }

    public static OrderIDs none() {
        return new OrderIDs(16);
    }

    /// @param count so many will be put into it, or more
    public static OrderIDs expecting(int count) {
        return new OrderIDs((int) (Math.min(count, KEPT) / 0.75) + 1);
    }

    public void put(OrderID orderID, int shard) {
        shards.put(orderID, shard);
    }

    /// The shard, or -1 where the OrderID is not known.
    int shardOf(OrderID orderID) {
        return shards.getOrDefault(orderID, -1);
    }
}
