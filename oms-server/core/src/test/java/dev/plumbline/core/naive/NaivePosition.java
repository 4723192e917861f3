package dev.plumbline.core.naive;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;

/// A position folded from nothing: executions in the order of TransactTime, then ExecID (rule 13), at average cost.
record NaivePosition(BigDecimal qty, BigDecimal avgPx, BigDecimal realizedPnl) {
    private static final MathContext PLENTY = new MathContext(60);

    /// @param qty positive for a buy, negative for a sale
    record Traded(long transactTime, String execID, BigDecimal qty, BigDecimal px) {}

    static NaivePosition of(List<Traded> executions) {
        var sorted = executions.stream()
                .sorted(Comparator.comparingLong(Traded::transactTime).thenComparing(Traded::execID))
                .toList();
        var position = new NaivePosition(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        for (var execution : sorted) position = position.after(execution);
        return position;
    }

    private NaivePosition after(Traded traded) {
        if (traded.qty.signum() == 0) return this;
        boolean closes = qty.signum() == -traded.qty.signum();
        if (!closes) return opened(traded.qty, traded.px);
        var closed = traded.qty.abs().min(qty.abs());
        var gain = traded.px.subtract(avgPx).multiply(closed).multiply(BigDecimal.valueOf(qty.signum()));
        var left = qty.add(closed.multiply(BigDecimal.valueOf(traded.qty.signum())));
        var rest = traded.qty.abs().subtract(closed).multiply(BigDecimal.valueOf(traded.qty.signum()));
        var closing = new NaivePosition(left, left.signum() == 0 ? BigDecimal.ZERO : avgPx, realizedPnl.add(gain));
        return rest.signum() == 0 ? closing : closing.opened(rest, traded.px);
    }

    private NaivePosition opened(BigDecimal more, BigDecimal px) {
        var cost = qty.multiply(avgPx).add(more.multiply(px));
        var total = qty.add(more);
        return new NaivePosition(total, cost.divide(total, PLENTY), realizedPnl);
    }
}
