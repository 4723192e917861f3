package dev.plumbline.core;

import java.util.ArrayList;
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
        var sum = new Sum(currency, rates);
        for (var position : positions) {
            sum.realized = sum.plus(sum.realized, new Amount(position.realizedPnl(), position.currency()));
            for (var fee : position.fees()) sum.fees = sum.plus(sum.fees, fee);
            switch (marks.unrealizedPnl(position)) {
                case Value.Known(var amount) -> sum.unrealized = sum.plus(sum.unrealized, amount);
                case Value.NoMark missing -> sum.misses(missing);
                case Value.NoRate missing -> sum.misses(missing);
            }
        }
        return sum.missing.isEmpty()
                ? new Whole(currency, sum.realized, sum.unrealized, sum.fees)
                : new Incomplete(List.copyOf(sum.missing));
    }

    /// While it is being added up.
    final class Sum {
        private final Currency currency;
        private final Rates rates;
        private final List<Value> missing = new ArrayList<>();
        private Money realized = Money.ZERO;
        private Money unrealized = Money.ZERO;
        private Money fees = Money.ZERO;

        private Sum(Currency currency, Rates rates) {
            this.currency = currency;
            this.rates = rates;
        }

        private Money plus(Money sum, Amount amount) {
            return switch (rates.in(currency, amount)) {
                case Value.Known(var converted) -> sum.plus(converted.money());
                case Value.NoMark none -> misses(none, sum);
                case Value.NoRate none -> misses(none, sum);
            };
        }

        private Money misses(Value what, Money sum) {
            misses(what);
            return sum;
        }

        private void misses(Value what) {
            if (!missing.contains(what)) missing.add(what);
        }
    }
}
