package dev.plumbline.console.ui;

import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;

/// What a single key may do to an order, and what a person is asked about first.
public final class SingleKey {
    private static final Money CANCELS_MAX = Money.of("1000000");

    private SingleKey() {}

    /// Whether the order may be cancelled without a question: it is known to be worth 1,000,000 at most, LeavesQty times its
    /// price, or times its AvgPx where it has no price. One without either is worth nobody knows what, so a person is asked.
    public static boolean mayCancel(Order order) {
        var px = order.price().isStated() ? order.price() : order.cumQty().isPositive() ? order.avgPx() : Px.NONE;
        return px.isStated() && order.leavesQty().times(px).abs().compareTo(CANCELS_MAX) <= 0;
    }
}
