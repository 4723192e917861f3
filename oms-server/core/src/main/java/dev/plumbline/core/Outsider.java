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

    private final List<Waiting.Parked> reports = new ArrayList<>(0);

    /// As they came.
    List<Waiting.Parked> reports() {
        return reports;
    }

    /// Takes one more that was applied to `order`, and says whether it tells of a time before the others something that
    /// may turn the order into another.
    boolean isLate(long input, Report report, Order order) {
        var added = new Waiting.Parked(input, report);
        boolean isLate = !reports.isEmpty() && BY_TIME.compare(added, reports.getLast()) < 0;
        if (isLate) reports.add(insertionPoint(added), added);
        else reports.add(added);
        return isLate && !isMereTrade(report, order) && describe();
    }

    /// Not so where the report that the order was adopted from waits itself, or was before a restart.
    private boolean describe() {
        for (var known : reports) if (known.report().told().describesAnOrder()) return true;
        return false;
    }

    private int insertionPoint(Waiting.Parked added) {
        int i = reports.size();
        while (i > 0 && BY_TIME.compare(added, reports.get(i - 1)) < 0) i--;
        return i;
    }

    private static boolean isMereTrade(Report report, Order order) {
        int index = order.indexOf(report.clOrdID());
        return report.news() instanceof News.Trade
                && index >= 0
                && report.origClOrdID().isNone()
                && report.transactTime() > order.requests().getFirst().sentAt()
                && report.told().orderQty().equals(order.requests().get(index).orderQty());
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
