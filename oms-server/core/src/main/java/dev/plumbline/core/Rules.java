package dev.plumbline.core;

import java.util.Map;
import java.util.Set;

/// What an order is checked against before it leaves: who may trade what, and the limits.
///
/// @param accounts the accounts there are
/// @param referencePx each symbol with the price at which a market order is valued
/// @param maxOrderQty the largest OrderQty of one order
/// @param maxNotional the largest OrderQty times price of one order
public record Rules(
        Set<BrokerSession> sessions,
        Set<Account> accounts,
        Map<Symbol, Px> referencePx,
        Qty maxOrderQty,
        Money maxNotional) {

    Decision check(Command.Enter enter) {
        if (!sessions.contains(enter.session()))
            return refused(Refusal.UNKNOWN_SESSION, "no broker session '" + enter.session() + "'");
        if (!accounts.contains(enter.account()))
            return refused(Refusal.UNKNOWN_ACCOUNT, "no account '" + enter.account() + "'");
        if (!referencePx.containsKey(enter.symbol()))
            return refused(Refusal.UNKNOWN_SYMBOL, "no symbol '" + enter.symbol() + "'");
        return check(enter.symbol(), enter.ordType(), enter.orderQty(), enter.price());
    }

    Decision check(Symbol symbol, OrdType ordType, Qty orderQty, Px price) {
        if (!orderQty.isPositive())
            return refused(Refusal.BAD_QUANTITY, "OrderQty must be above 0, not '" + orderQty + "'");
        if (needsPrice(ordType) && !price.isStated())
            return refused(Refusal.BAD_PRICE, "an order of type " + ordType.label() + " needs a Price");
        if (orderQty.isMoreThan(maxOrderQty))
            return refused(Refusal.MAX_ORDER_QTY, "OrderQty " + orderQty + " is above the limit of " + maxOrderQty);
        var notional = orderQty.times(price.or(referencePx.getOrDefault(symbol, Px.ZERO))).abs();
        if (notional.compareTo(maxNotional) > 0)
            return refused(Refusal.MAX_NOTIONAL, "notional " + notional + " is above the limit of " + maxNotional);
        return new Decision.Accepted();
    }

    private static boolean needsPrice(OrdType ordType) {
        return ordType == OrdType.LIMIT || ordType == OrdType.STOP_LIMIT;
    }

    private static Decision refused(Refusal why, String text) {
        return new Decision.Refused(why, text);
    }
}
