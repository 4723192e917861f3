package dev.plumbline.console.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;

import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// The slippage of one execution.
///
/// @param cost exact: above zero for what was bought dearer or sold cheaper than at the benchmark
/// @param value of the quantity at the benchmark, exact, above zero; it is the weight of the execution
/// @param bp `cost` in basis points of `value`, rounded away from zero to [#DECIMALS], so that what is not even never reads so
record Measure(ExecutionItem item, Money cost, Money value, BigDecimal bp) {
    static final int DECIMALS = 4;
    static final BigDecimal BP = BigDecimal.valueOf(10_000);

    /// @param benchmark above zero
    static Measure of(ExecutionItem item, Px benchmark) {
        var execution = item.execution();
        var value = execution.qty().times(benchmark);
        var dearer = execution.notional().minus(value);
        var cost = item.side().isBuy() ? dearer : dearer.negated();
        return new Measure(item, cost, value, cost.amount().multiply(BP).divide(value.amount(), DECIMALS, RoundingMode.UP));
    }
}
