package dev.plumbline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the broker has told of an order that was not entered through us, for the day on which it turns out to be
/// another, and to tell it again where a report comes late (rule 12).
final class Outsider {
    private static final Comparator<Waiting.Parked> BY_TIME = Comparator
            .<Waiting.Parked>comparingLong(known -> known.report().transactTime())
            .thenComparing(known -> known.report().execID().value())
            .thenComparingLong(known -> Fingerprint.of(known.report()));

    /// Of an order that was entered through us there is nothing to remember.
    static final Outsider NOBODY = new Outsider();

    private final List<Waiting.Parked> reports = new ArrayList<>(0);
    private boolean isWhole = true;

    /// As they came.
    List<Waiting.Parked> reports() {
        return reports;
    }

    /// Takes one more that was applied to `order`, and says whether it tells of a time before the one that the order was
    /// adopted from: then that was about a later id of its chain, or told less. What we asked ourselves is not told
    /// again, and trades without ExecID are known by their place among the others: such an order stays as it is.
    boolean isOlder(long input, Report report, Order order) {
        var added = new Waiting.Parked(input, report);
        reports.add(insertionPoint(added), added);
        boolean isOlder = report.transactTime() < order.enteredAt() && report.told().describesAnOrder();
        return isOlder && isWhole && !order.has(Flag.NO_EXECID);
    }

    /// From now on the reports are not all that made the order.
    void isIncomplete() {
        isWhole = false;
    }

    boolean isWhole() {
        return isWhole;
    }

    /// As it was put away.
    static Outsider of(List<Waiting.Parked> reports, boolean isWhole) {
        var outsider = new Outsider();
        outsider.reports.addAll(reports);
        outsider.isWhole = isWhole;
        return outsider;
    }

    private int insertionPoint(Waiting.Parked added) {
        int i = reports.size();
        while (i > 0 && BY_TIME.compare(added, reports.get(i - 1)) < 0) i--;
        return i;
    }

    /// The order of these reports in the order of their time, under the key and with the order of executions that
    /// `before` has.
    Order told(Order before) {
        var order = OrderLifecycle.adopted(first(), before.key());
        var left = new ArrayList<>(reports);
        for (boolean moves = true; moves && !left.isEmpty(); ) {
            moves = false;
            for (var known : List.copyOf(left)) {
                var step = OrderLifecycle.step(order, known.report());
                if (step.outcome() != Outcome.APPLIED) continue;
                order = step.order();
                left.remove(known);
                moves = true;
            }
        }
        return order.with(order.executions().inTheOrderOf(before.executions()));
    }

    /// The first that says enough to make an order of.
    private Report first() {
        for (var known : reports) if (known.report().told().describesAnOrder()) return known.report();
        throw new IllegalStateException("adopted without a report that describes an order");
    }

    static OrderKey keyOf(Report report) {
        var clOrdID = OrderLifecycle.firstClOrdID(report);
        return clOrdID.isNone() ? OrderKey.of(report.session(), report.orderID()) : OrderKey.of(clOrdID);
    }
}
