package dev.plumbline.console.timeline;

import dev.plumbline.core.Order;

/// The figures of an order as the history names and writes them.
final class OrderFigures {
    private OrderFigures() {}

    /// Empty for a figure that the summary of an order does not have, such as one of its executions.
    static String of(Order order, String figure) {
        return switch (figure) {
            case "ordStatus" -> order.ordStatus().label();
            case "clOrdID" -> order.clOrdID().value();
            case "orderID" -> order.orderID().value();
            case "orderQty" -> order.orderQty().toString();
            case "price" -> order.price().toString();
            case "cumQty" -> order.cumQty().toString();
            case "leavesQty" -> order.leavesQty().toString();
            case "avgPx" -> order.avgPx().toString();
            default -> "";
        };
    }
}
