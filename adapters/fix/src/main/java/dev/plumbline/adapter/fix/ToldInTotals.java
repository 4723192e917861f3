package dev.plumbline.adapter.fix;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report.Told;

/// What a broker tells of quantities, as the order's totals: OrderQty with what was executed, CumQty since the order
/// began. What cannot be known from one report alone is not stated.
final class ToldInTotals {
    private ToldInTotals() {}

    static Told of(Told told, Dialect dialect) {
        if (isFilledOfZero(told, dialect)) return withCumQty(told, told.orderQty());
        if (dialect.orderQty() == Dialect.OrderQty.REMAINING) return withOrderQty(told, orderQty(told));
        if (dialect.cumQty() == Dialect.CumQty.DAY) return withCumQty(told, cumQty(told));
        return told;
    }

    /// The broker says Filled and leaves the figures at zero.
    static boolean isFilledOfZero(Told told, Dialect dialect) {
        return dialect.filledOfZero() == Dialect.FilledOfZero.WHOLE_ORDER
                && told.ordStatus() == OrdStatus.FILLED
                && told.orderQty().isPositive()
                && !told.cumQty().isPositive();
    }

    /// While an order lives, what is executed and what is open are all of it. Of one that ended with some of it
    /// executed, the quantity that once remained says nothing.
    private static Qty orderQty(Told told) {
        if (!told.cumQty().isStated() || told.cumQty().isZero()) return told.orderQty();
        boolean isWhole = leavesAll(told);
        return told.leavesQty().isStated() && isWhole ? plus(told.cumQty(), told.leavesQty()) : Qty.NONE;
    }

    private static Qty plus(Qty cumQty, Qty leavesQty) {
        try {
            return cumQty.plus(leavesQty);
        } catch (ArithmeticException tooLarge) {
            throw new Fields.Unreadable("CumQty(14) and LeavesQty(151) are out of range: " + cumQty + ", " + leavesQty);
        }
    }

    /// LeavesQty counts from the order's beginning, whatever CumQty does.
    private static Qty cumQty(Told told) {
        boolean isTold = told.orderQty().isStated() && told.leavesQty().isStated() && leavesAll(told);
        if (!isTold || told.leavesQty().isMoreThan(told.orderQty())) return Qty.NONE;
        return told.orderQty().minus(told.leavesQty());
    }

    /// LeavesQty is all that is not executed: of an order that is over, it is zero whatever was executed.
    private static boolean leavesAll(Told told) {
        return switch (told.ordStatus()) {
            case NEW, PARTIALLY_FILLED, FILLED, PENDING_NEW, PENDING_CANCEL, PENDING_REPLACE, STOPPED, SUSPENDED,
                    ACCEPTED_FOR_BIDDING -> true;
            case DONE_FOR_DAY, CALCULATED, CANCELED, EXPIRED, REJECTED, EVENT_CODE, NONE -> false;
        };
    }

    private static Told withOrderQty(Told told, Qty orderQty) {
        return told(told, orderQty, told.cumQty());
    }

    private static Told withCumQty(Told told, Qty cumQty) {
        return told(told, told.orderQty(), cumQty);
    }

    private static Told told(Told told, Qty orderQty, Qty cumQty) {
        return new Told(
                told.ordStatus(), told.account(), told.symbol(), told.side(), told.ordType(), told.timeInForce(),
                orderQty, told.price(), cumQty, told.leavesQty());
    }
}
