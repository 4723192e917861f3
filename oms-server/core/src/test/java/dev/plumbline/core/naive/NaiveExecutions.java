package dev.plumbline.core.naive;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution.State;
import dev.plumbline.core.News;
import dev.plumbline.core.Report;

/// The executions of one order: first its trades, then what was done to each (rules 2 and 5).
final class NaiveExecutions {

    /// @param qty as it stands now
    record Fill(String execID, long transactTime, BigDecimal qty, BigDecimal px, State state) {
        boolean stands() {
            return state != State.BUSTED;
        }
    }

    private NaiveExecutions() {}

    static List<Fill> of(List<Report> reports) {
        var fills = new ArrayList<Fill>();
        var keys = new HashSet<ExecID>();
        for (int i = 0; i < reports.size(); i++) {
            var report = reports.get(i);
            if (!(report.news() instanceof News.Trade(var lastQty, var lastPx))) continue;
            var px = NaiveBook.number(lastPx.unscaled(), lastPx.scale());
            if (report.execID().isNone()) {
                var advance = advance(reports.subList(0, i), report);
                if (advance.signum() > 0) fills.add(new Fill("", report.transactTime(), advance, px, State.LIVE));
            } else if (keys.add(report.execID())) {
                var qty = NaiveBook.number(lastQty.unscaled(), lastQty.scale());
                fills.add(amended(new Fill(report.execID().value(), report.transactTime(), qty, px, State.LIVE), reports));
            }
        }
        return fills;
    }

    /// Rule 2: a trade without ExecID is as much as the broker's CumQty has gone beyond what is booked.
    private static BigDecimal advance(List<Report> before, Report report) {
        var cumQty = report.told().cumQty();
        if (!cumQty.isStated()) return BigDecimal.ZERO;
        return NaiveBook.number(cumQty.unscaled(), cumQty.scale()).subtract(cumQty(of(before)));
    }

    static BigDecimal cumQty(List<Fill> fills) {
        var sum = BigDecimal.ZERO;
        for (var fill : fills) if (fill.stands()) sum = sum.add(fill.qty());
        return sum;
    }

    /// Corrected in the order of the broker's clock; one bust is enough, for good.
    private static Fill amended(Fill fill, List<Report> reports) {
        var ids = idsOf(fill.execID(), reports);
        boolean busted = false;
        var now = fill;
        for (var report : reports.stream().sorted(Comparator.comparingLong(Report::transactTime)).toList()) {
            if (report.news() instanceof News.TradeCancel(var ref) && ids.contains(ref.value())) busted = true;
            if (report.news() instanceof News.TradeCorrect(var ref, var qty, var px) && ids.contains(ref.value())) {
                var newPx = px.isStated() ? NaiveBook.number(px.unscaled(), px.scale()) : now.px();
                var newQty = NaiveBook.number(qty.unscaled(), qty.scale());
                now = new Fill(fill.execID(), fill.transactTime(), newQty, newPx, State.CORRECTED);
            }
        }
        return busted ? new Fill(now.execID(), now.transactTime(), now.qty(), now.px(), State.BUSTED) : now;
    }

    /// The trade's own ExecID and those of its corrections, and of their corrections.
    private static Set<String> idsOf(String execID, List<Report> reports) {
        var ids = new HashSet<>(Set.of(execID));
        for (boolean more = true; more; ) {
            more = false;
            for (var report : reports)
                if (report.news() instanceof News.TradeCorrect(var ref, _, _) && ids.contains(ref.value()))
                    more |= ids.add(report.execID().value());
        }
        return ids;
    }

    /// Busts and corrections of what is not there.
    static Set<Report> waiting(List<Report> reports) {
        var there = new HashSet<String>();
        for (var report : reports)
            if (report.news() instanceof News.Trade && !report.execID().isNone())
                there.addAll(idsOf(report.execID().value(), reports));
        var waiting = new HashSet<Report>();
        for (var report : reports) {
            if (report.news() instanceof News.TradeCancel(var ref) && !there.contains(ref.value())) waiting.add(report);
            if (report.news() instanceof News.TradeCorrect(var ref, _, _) && !there.contains(ref.value()))
                waiting.add(report);
        }
        return waiting;
    }
}
