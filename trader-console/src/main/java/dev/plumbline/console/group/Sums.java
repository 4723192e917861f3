package dev.plumbline.console.group;

import java.math.BigDecimal;
import java.math.RoundingMode;

import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;

/// What a group adds up to. Exact: an order that was added and taken away again leaves no trace.
///
/// @param count orders
/// @param open those of them that are open
/// @param notional quantity times price over what was executed
public record Sums(int count, int open, Total orderQty, Total cumQty, Total leavesQty, Money notional) {
    public static final Sums NONE = new Sums(0, 0, Total.ZERO, Total.ZERO, Total.ZERO, Money.ZERO);

    private static final int PERMILLE = 3;

    static Sums of(Order order) {
        return new Sums(
                1, order.isOpen() ? 1 : 0, Total.of(order.orderQty()), Total.of(order.cumQty()),
                Total.of(order.leavesQty()), order.executions().notional());
    }

    Sums plus(Sums other) {
        return new Sums(
                count + other.count, open + other.open, orderQty.plus(other.orderQty), cumQty.plus(other.cumQty),
                leavesQty.plus(other.leavesQty),
                other.notional.signum() == 0 ? notional : notional.plus(other.notional));
    }

    Sums minus(Sums other) {
        return new Sums(
                count - other.count, open - other.open, orderQty.minus(other.orderQty), cumQty.minus(other.cumQty),
                leavesQty.minus(other.leavesQty),
                other.notional.signum() == 0 ? notional : notional.minus(other.notional));
    }

    /// Average price of what was executed, weighted by CumQty, to 8 decimals half even, or to as many as a [Px] has room
    /// for; [Px#NONE] where nothing was executed. Means something only where all orders are of one symbol: see
    /// [Group#avgPx()].
    Px avgPx() {
        if (cumQty.isZero()) return Px.NONE;
        int decimals = Money.SHOWN_DECIMALS;
        var quotient = notional.amount().divide(cumQty.value(), decimals, RoundingMode.HALF_EVEN);
        while (decimals > 0 && quotient.unscaledValue().bitLength() >= Long.SIZE)
            quotient = notional.amount().divide(cumQty.value(), --decimals, RoundingMode.HALF_EVEN);
        return new Px(quotient.unscaledValue().longValueExact(), decimals);
    }

    /// CumQty in thousandths of OrderQty, rounded down so that only what is filled whole shows so; more than 1,000 where
    /// more was executed than ordered, and 0 where nothing was ordered.
    public int filledPermille() {
        if (orderQty.value().signum() <= 0) return 0;
        var share = cumQty.value().movePointRight(PERMILLE).divide(orderQty.value(), 0, RoundingMode.DOWN);
        return share.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }
}
