package dev.plumbline.console.ui;

import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.plumbline.core.Currency;
import dev.plumbline.core.Money;

/// Sums of money, one for each currency: amounts of several are never added up. What is in a currency that nobody told
/// counts together, as one more.
public final class Amounts {
    private final TreeMap<Currency, Money> sums = new TreeMap<>();

    public void add(Currency currency, Money money) {
        sums.merge(currency, money, Money::plus);
    }

    public Collection<Money> each() {
        return sums.values();
    }

    /// In whole units, `EUR 2,342,750 + USD 1,000`; the number alone where nobody told a currency, and `0` of nothing.
    public String words() {
        if (sums.isEmpty()) return Show.amount(Money.ZERO);
        return sums.entrySet().stream()
                .map(sum -> (sum.getKey().isNone() ? "" : sum.getKey().value() + " ") + Show.amount(sum.getValue()))
                .collect(Collectors.joining(" + "));
    }
}
