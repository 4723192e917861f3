package dev.plumbline.console.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.plumbline.console.charts.LeftOut.Why;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// How much worse than a benchmark executions were for us, in basis points: positive where something was bought above it
/// or sold below it. Each counts by what it is worth at the benchmark, so that the mean is the whole cost over the whole value.
///
/// @param measures from the best to the worst
record Slippage(Benchmark against, List<Measure> measures, LeftOut leftOut) {
    static final Slippage NOTHING = new Slippage(Benchmark.FIRST, List.of(), LeftOut.of(List.of()));

    private static final int SHOWN_DECIMALS = 2;

    Slippage {
        measures = List.copyOf(measures);
    }

    /// @param fills in the order in which they happened
    /// @param orders finds an order by its key
    static Slippage of(Benchmark against, List<ExecutionItem> fills, Function<OrderKey, Optional<Order>> orders) {
        var measuring = new Measuring(against);
        byOrder(fills).forEach((key, each) -> measuring.measure(orders.apply(key), each));
        measuring.measures.sort(Comparator.comparing(Measure::bp));
        return new Slippage(against, measuring.measures, LeftOut.of(measuring.leftOut));
    }

    private static Map<OrderKey, List<ExecutionItem>> byOrder(List<ExecutionItem> fills) {
        var byOrder = new LinkedHashMap<OrderKey, List<ExecutionItem>>();
        for (var item : fills) byOrder.computeIfAbsent(item.order(), _ -> new ArrayList<>(4)).add(item);
        return byOrder;
    }

    private static final class Measuring {
        final Benchmark against;
        final List<Measure> measures = new ArrayList<>();
        final List<Why> leftOut = new ArrayList<>();

        Measuring(Benchmark against) {
            this.against = against;
        }

        void measure(Optional<Order> order, List<ExecutionItem> fills) {
            var standing = new ArrayList<ExecutionItem>(fills.size());
            for (var item : fills) {
                if (!item.execution().stands()) leftOut.add(Why.BUSTED);
                else if (item.side() == Side.NONE) leftOut.add(Why.NO_SIDE);
                else standing.add(item);
            }
            if (order.isEmpty()) standing.forEach(_ -> leftOut.add(Why.NO_ORDER));
            else if (against == Benchmark.LIMIT) againstLimit(order.get(), standing);
            else againstFirst(order.get(), standing);
        }

        /// Only where all executions of the order are here: else none of them is known to be the first.
        private void againstFirst(Order order, List<ExecutionItem> fills) {
            if (fills.isEmpty()) return;
            if (qty(fills).isLessThan(order.cumQty())) {
                fills.forEach(_ -> leftOut.add(Why.EARLIER_MISSING));
                return;
            }
            leftOut.add(Why.FIRST);
            var first = fills.getFirst().execution().px();
            for (var item : fills.subList(1, fills.size())) measure(item, first);
        }

        private static Qty qty(List<ExecutionItem> fills) {
            var sum = Qty.ZERO;
            for (var item : fills) sum = sum.plus(item.execution().qty());
            return sum;
        }

        /// After a corporate action the limit is told anew or not, but not of which shares it was: nothing is measured by it.
        private void againstLimit(Order order, List<ExecutionItem> fills) {
            for (var item : fills) {
                var terms = terms(order, item.execution().clOrdID());
                if (!item.execution().ratio().isOne()) leftOut.add(Why.CORPORATE_ACTION);
                else if (terms.isEmpty()) leftOut.add(Why.NO_TERMS);
                else if (order.ordType() == OrdType.STOP || !terms.get().price().isStated()) leftOut.add(Why.NO_LIMIT);
                else measure(item, terms.get().price());
            }
        }

        private void measure(ExecutionItem item, Px benchmark) {
            if (benchmark.isPositive() && item.execution().qty().isPositive()) measures.add(Measure.of(item, benchmark));
            else leftOut.add(Why.NO_PRICE);
        }
    }

    /// The request on whose terms was executed what a broker reports under the id `named`: that request, or where it is a
    /// cancel, or a replace that was not accepted, the one before it. Empty where the order has none of that id, and more than one.
    static Optional<Request> terms(Order order, ClOrdID named) {
        var requests = order.requests();
        var first = requests.getFirst();
        if (requests.size() == 1) return Optional.of(first);
        var wanted = named;
        for (var request : requests.subList(1, requests.size()).reversed()) {
            if (!request.clOrdID().equals(wanted)) continue;
            if (request.is(Request.Kind.REPLACE, Request.Stage.ACCEPTED)) return Optional.of(request);
            wanted = request.origClOrdID();
        }
        return wanted.equals(first.clOrdID()) ? Optional.of(first) : Optional.empty();
    }

    boolean isEmpty() {
        return measures.isEmpty();
    }

    Money value() {
        var sum = Money.ZERO;
        for (var each : measures) sum = sum.plus(each.value());
        return sum;
    }

    private Money cost() {
        var sum = Money.ZERO;
        for (var each : measures) sum = sum.plus(each.cost());
        return sum;
    }

    /// The whole cost over the whole value, half even.
    BigDecimal mean() {
        return cost().amount().multiply(Measure.BP).divide(value().amount(), Measure.DECIMALS, RoundingMode.HALF_EVEN);
    }

    /// Half of the value was executed at this slippage or a better one.
    BigDecimal median() {
        return quantile(50);
    }

    Measure worst() {
        return measures.getLast();
    }

    /// So much of the value, in percent, was executed at this slippage or a better one.
    BigDecimal quantile(int percent) {
        var wanted = value().amount().multiply(BigDecimal.valueOf(percent));
        var sum = BigDecimal.ZERO;
        for (var each : measures) {
            sum = sum.add(each.value().amount());
            if (sum.multiply(BigDecimal.valueOf(100)).compareTo(wanted) >= 0) return each.bp();
        }
        return measures.getLast().bp();
    }

    /// For those who hear it rather than see it, and as a line above the picture.
    ///
    /// @param title of what is measured
    String summary(String title) {
        var words = new StringBuilder(title).append(" against ").append(against.words()).append(": ");
        if (isEmpty()) words.append("no execution to measure");
        else
            words.append("median ").append(bp(median())).append(" · mean ").append(bp(mean()))
                    .append(" · worst ").append(bp(worst().bp())).append(" (").append(worst().item().execution().execID())
                    .append(" of order ").append(worst().item().order()).append(") · ").append(whole());
        var missing = leftOut.words();
        return missing.isEmpty() ? words.toString() : words.append(" · ").append(missing).toString();
    }

    /// Amounts of several currencies are not converted, so their sum is not said.
    private String whole() {
        var words = FillsScene.count(measures.size(), "execution");
        var currencies = new HashMap<Currency, Integer>();
        for (var each : measures) currencies.merge(each.item().execution().costs().currency(), 1, Integer::sum);
        if (currencies.size() > 1) return words + " in " + currencies.size() + " currencies, weighted as they are";
        var cost = cost();
        if (cost.signum() == 0) return words + ", even";
        var currency = currencies.keySet().iterator().next();
        return words + (cost.signum() > 0 ? ", worse by " : ", better by ")
                + Show.grouped(cost.abs().amount().setScale(SHOWN_DECIMALS, RoundingMode.HALF_EVEN).toPlainString())
                + (currency.isNone() ? "" : " " + currency);
    }

    /// With its sign, also where it rounds to zero: `+1.25 bp`.
    static String bp(BigDecimal bp) {
        var digits = Show.grouped(bp.abs().setScale(SHOWN_DECIMALS, RoundingMode.HALF_EVEN).toPlainString());
        return (bp.signum() > 0 ? "+" : bp.signum() < 0 ? "−" : "") + digits + " bp";
    }
}
