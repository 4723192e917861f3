package dev.plumbline.console.charts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// What there is to see of an order or a symbol: its executions and the prices that they are held against.
///
/// @param fills in the order in which they happened
/// @param limits of the order, in the order in which they came into force; empty for a symbol or a market order
/// @param reference [Px#NONE] where none is known
/// @param average the running average of the executions that stand; as long as `fills`, [Px#NONE] before the first
record FillsScene(String title, List<ExecutionItem> fills, List<Limit> limits, Px reference, List<Px> average) {
    static final FillsScene EMPTY = new FillsScene("", List.of(), List.of(), Px.NONE, List.of());

    /// A limit, from the time at which it was asked for, nanoseconds since the epoch, UTC.
    record Limit(long from, Px px) {}

    FillsScene {
        fills = List.copyOf(fills);
        limits = List.copyOf(limits);
        average = List.copyOf(average);
    }

    static FillsScene of(String title, List<ExecutionItem> fills, List<Limit> limits, Px reference) {
        return new FillsScene(title, fills, limits, reference, averages(fills));
    }

    /// Those that the broker has accepted; before it has, the one that was sent.
    static List<Limit> limits(Order order) {
        var limits = new ArrayList<Limit>();
        for (var request : order.requests()) {
            boolean counts = request.kind() == Request.Kind.NEW
                    || request.is(Request.Kind.REPLACE, Request.Stage.ACCEPTED);
            if (counts && request.price().isStated()) limits.add(new Limit(request.sentAt(), request.price()));
        }
        return limits;
    }

    private static List<Px> averages(List<ExecutionItem> fills) {
        var averages = new ArrayList<Px>(fills.size());
        var qty = Qty.ZERO;
        var paid = Money.ZERO;
        for (var item : fills) {
            if (item.execution().stands()) {
                qty = qty.plus(item.execution().qty());
                paid = paid.plus(item.execution().notional());
            }
            averages.add(qty.isZero() ? Px.NONE : paid.per(qty));
        }
        return averages;
    }

    boolean isEmpty() {
        return fills.isEmpty() && limits.isEmpty();
    }

    /// First and last moment that there is something of.
    Span whole() {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (var item : fills) {
            first = Math.min(first, item.execution().transactTime());
            last = Math.max(last, item.execution().transactTime());
        }
        for (var limit : limits) {
            first = Math.min(first, limit.from);
            last = Math.max(last, limit.from);
        }
        return first > last ? Span.around(0, 0) : Span.around(first, last);
    }

    /// For those who hear it rather than see it, and as a line above the picture.
    String summary() {
        if (fills.isEmpty()) return title.isEmpty() ? "Choose an order or a symbol" : title + ": no executions";
        var words = new StringBuilder(title).append(": ").append(count(fills.size(), "execution"));
        sum(words, "bought", Side::isBuy);
        sum(words, "sold", side -> !side.isBuy());
        long busted = fills.stream().filter(item -> !item.execution().stands()).count();
        if (busted > 0) words.append(" · ").append(busted).append(" busted");
        if (reference.isStated()) words.append(" · reference ").append(Show.px(reference));
        return words.toString();
    }

    private void sum(StringBuilder words, String verb, Predicate<Side> isWanted) {
        var qty = Qty.ZERO;
        var paid = Money.ZERO;
        for (var item : fills) {
            if (!item.execution().stands() || !isWanted.test(item.side())) continue;
            qty = qty.plus(item.execution().qty());
            paid = paid.plus(item.execution().notional());
        }
        if (!qty.isZero())
            words.append(" · ").append(verb).append(' ').append(Show.qty(qty)).append(" at ").append(Show.px(paid.per(qty)));
    }

    static String count(long count, String what) {
        return Show.count(count) + " " + what + (count == 1 ? "" : "s");
    }

    /// For the eye.
    static double number(Px px) {
        return BigDecimal.valueOf(px.unscaled(), px.scale()).doubleValue();
    }

    static double number(Qty qty) {
        return BigDecimal.valueOf(qty.unscaled(), qty.scale()).doubleValue();
    }
}
