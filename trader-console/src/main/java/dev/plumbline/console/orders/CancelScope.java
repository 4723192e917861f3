package dev.plumbline.console.orders;

import java.util.List;
import java.util.function.Function;

import dev.plumbline.console.ui.Amounts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;

/// Which orders a cancel of many means, and what they come to.
///
/// @param which the rows that are meant
/// @param sides of these
record CancelScope(Which which, Sides sides) {
    /// Above so many orders, or above so much left in any one currency, a person types the word: a single key is too little
    /// for that.
    static final int TYPED_ABOVE = 20;
    static final Money TYPED_ABOVE_NOTIONAL = Money.of("10000000");

    static final String WORD = "CANCEL";

    enum Which {
        SELECTED("Selected"),
        SHOWN("All shown"),
        ALL("All of the desk");

        final String label;

        Which(String label) {
            this.label = label;
        }
    }

    enum Sides {
        BOTH("Both sides"),
        BUYS("▲ Buys"),
        SELLS("▼ Sells and shorts");

        final String label;

        Sides(String label) {
            this.label = label;
        }

        boolean has(Order order) {
            return switch (this) {
                case BOTH -> true;
                case BUYS -> order.side().isBuy();
                case SELLS -> !order.side().isBuy();
            };
        }
    }

    List<Order> of(List<Order> open) {
        return open.stream().filter(sides::has).toList();
    }

    /// Amounts of different currencies are not added up. What is left is valued by the limit or, where there is none, by the
    /// average of the order's fills; an order without either is only counted.
    ///
    /// @param currency of an order, [Currency#NONE] where it is not known: these count together, as one more currency
    static boolean mustBeTyped(List<Order> orders, Function<Order, Currency> currency) {
        if (orders.size() > TYPED_ABOVE) return true;
        var sums = new Amounts();
        for (var order : orders) sums.add(currency.apply(order), leavesNotional(order));
        return sums.each().stream().anyMatch(sum -> sum.compareTo(TYPED_ABOVE_NOTIONAL) > 0);
    }

    private static Money leavesNotional(Order order) {
        var px = order.price().isStated() ? order.price() : order.cumQty().isPositive() ? order.avgPx() : Px.NONE;
        return px.isStated() ? order.leavesQty().times(px).abs() : Money.ZERO;
    }

    /// `12 orders · ▲ 8 buys EUR 4,100,000 · ▼ 4 sells EUR 40,000 + USD 940,000`: LeavesQty times limit; what has no limit is
    /// counted apart.
    ///
    /// @param currency of an order, [Currency#NONE] where it is not known
    static String summary(List<Order> orders, Function<Order, Currency> currency) {
        if (orders.isEmpty()) return "no open orders";
        var text = new StringBuilder(Show.count(orders.size())).append(orders.size() == 1 ? " order" : " orders");
        part(text, "▲", "buy", orders.stream().filter(order -> order.side().isBuy()).toList(), currency);
        part(text, "▼", "sell", orders.stream().filter(order -> !order.side().isBuy()).toList(), currency);
        long market = orders.stream().filter(order -> !order.price().isStated()).count();
        if (market > 0) text.append(" · ").append(market).append(" without a limit not valued");
        return text.toString();
    }

    private static void part(
            StringBuilder text, String glyph, String name, List<Order> orders, Function<Order, Currency> currency) {
        if (orders.isEmpty()) return;
        var notional = new Amounts();
        for (var order : orders)
            if (order.price().isStated()) notional.add(currency.apply(order), order.leavesQty().times(order.price()).abs());
        text.append(" · ").append(glyph).append(' ').append(Show.count(orders.size())).append(' ').append(name);
        if (orders.size() > 1) text.append('s');
        text.append(' ').append(notional.words());
    }
}
