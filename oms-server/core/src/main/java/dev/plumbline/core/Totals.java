package dev.plumbline.core;

import java.util.Collection;
import java.util.List;

/// PnL over several positions, in one currency. Where a price or a rate is missing there is no total: a sum without the
/// one position that nobody could value looks right and is not.
public sealed interface Totals {

    /// @param realizedPnl gross
    /// @param fees paid, negative where more was paid back
    record Whole(Currency currency, Money realizedPnl, Money unrealizedPnl, Money fees) implements Totals {
        /// All together, after fees.
        public Money netPnl() {
            return realizedPnl.plus(unrealizedPnl).minus(fees);
        }
    }

    /// @param missing each once, in the order of the positions
    record Incomplete(List<Value> missing) implements Totals {}

    /// Of `positions`, in `currency`.
    static Totals of(Collection<Position> positions, Currency currency, Marks marks, Rates rates) {
        var sum = new Sum(currency, marks, rates);
        positions.forEach(sum::add);
        return sum.totals();
    }
}
