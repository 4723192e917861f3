package dev.plumbline.core;

/// What an order is filed under, for as long as it exists: the ClOrdID of its first request, or, for an order
/// that came from outside without one, `session/OrderID:…`. Traders see ClOrdID and OrderID, not this.
public record OrderKey(String value) {
    public static OrderKey of(ClOrdID first) {
        return new OrderKey(first.value());
    }

    public static OrderKey of(BrokerSession session, OrderID orderID) {
        return new OrderKey(session + "/OrderID:" + orderID);
    }

    @Override
    public String toString() {
        return value;
    }
}
