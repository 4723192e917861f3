package dev.plumbline.core;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    private static final int NAMES_SHOWN = 10;

    Decision check(Command.Enter enter) {
        if (!sessions.contains(enter.session()))
            return refused(Refusal.UNKNOWN_SESSION, no("broker session", enter.session(), sessions));
        if (!accounts.contains(enter.account()))
            return refused(Refusal.UNKNOWN_ACCOUNT, no("account", enter.account(), accounts));
        if (!referencePx.containsKey(enter.symbol()))
            return refused(Refusal.UNKNOWN_SYMBOL, no("symbol", enter.symbol(), referencePx.keySet()));
        if (!canBeSent(enter.ordType()))
            return refused(Refusal.UNSUPPORTED_ORDER, "OrdType " + enter.ordType().label() + " cannot be sent yet; use Limit, Market or Stop");
        if (enter.timeInForce() == TimeInForce.GOOD_TILL_DATE)
            return refused(Refusal.UNSUPPORTED_ORDER, "GTD cannot be sent yet; use GTC or Day");
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

    /// A command has one price and no ExpireDate: what needs more must not leave half said.
    private static boolean canBeSent(OrdType ordType) {
        return ordType == OrdType.MARKET || ordType == OrdType.LIMIT || ordType == OrdType.STOP;
    }

    private static boolean needsPrice(OrdType ordType) {
        return ordType == OrdType.LIMIT || ordType == OrdType.STOP || ordType == OrdType.STOP_LIMIT;
    }

    /// Names the thing and the mend.
    private static String no(String what, Object name, Collection<?> known) {
        var names = known.stream().map(Object::toString).sorted().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return "no " + what + " '" + name + "'; there is " + names + (known.size() > NAMES_SHOWN ? ", ..." : "");
    }

    private static Decision refused(Refusal why, String text) {
        return new Decision.Refused(why, text);
    }
}
