package dev.plumbline.server.brokers;

import dev.plumbline.core.OrderID;

/// Hands out what is private to this package.
public final class ShardOf {
    private ShardOf() {}

    /// As [OrderIDs#shardOf].
    public static int orderID(OrderIDs ids, OrderID orderID) {
        return ids.shardOf(orderID);
    }
}
