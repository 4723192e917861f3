package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// [Totals] while they are being added up.
final class Sum {
    private final Currency currency;
    private final Marks marks;
    private final Rates rates;
    private final List<Value> missing = new ArrayList<>();
    private Money realized = Money.ZERO;
    private Money unrealized = Money.ZERO;
    private Money fees = Money.ZERO;

    Sum(Currency currency, Marks marks, Rates rates) {
        this.currency = currency;
        this.marks = marks;
        this.rates = rates;
    }

    void add(Position position) {
        realized = plus(realized, new Amount(position.realizedPnl(), position.currency()));
        for (var fee : position.fees()) fees = plus(fees, fee);
        switch (marks.unrealizedPnl(position)) {
            case Value.Known(var amount) -> unrealized = plus(unrealized, amount);
            case Value.NoMark none -> misses(none);
            case Value.NoRate none -> misses(none);
        }
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

    Totals totals() {
        return missing.isEmpty()
                ? new Totals.Whole(currency, realized, unrealized, fees)
                : new Totals.Incomplete(List.copyOf(missing));
    }
}
