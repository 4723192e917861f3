package dev.plumbline.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The newest [Rate] of each pair of currencies, and the way from one to another: the pair itself, whichever way round it
/// was told, else over one currency that both have a rate with, that whose older leg is the newest. Exact, but for the
/// division of an inverse, which has 34 digits. Single writer.
public final class Rates {
    private final Map<Currency, Map<Currency, Rate>> newest = new TreeMap<>();

    /// Takes in a rate; an older one of the same pair than is known, either way round, changes nothing.
    /// @return whether it is the newest now
    public boolean take(Rate rate) {
        var known = newest.getOrDefault(rate.base(), Map.of()).get(rate.quote());
        if (known != null && !rate.isNewerThan(known)) return false;
        newest.computeIfAbsent(rate.base(), _ -> new TreeMap<>()).put(rate.quote(), rate);
        newest.computeIfAbsent(rate.quote(), _ -> new TreeMap<>()).put(rate.base(), rate);
        return true;
    }

    /// What `amount` is in `to`. Nothing is nothing in any currency.
    public Value in(Currency to, Amount amount) {
        var from = amount.currency();
        if (from.equals(to)) return new Value.Known(amount);
        if (amount.money().signum() == 0) return new Value.Known(new Amount(Money.ZERO, to));
        var direct = newest.getOrDefault(from, Map.of()).get(to);
        return direct != null ? new Value.Known(converted(amount, direct)) : crossed(amount, to);
    }

    private Value crossed(Amount amount, Currency to) {
        var first = newest.getOrDefault(amount.currency(), Map.of());
        var second = newest.getOrDefault(to, Map.of());
        var over = new TreeSet<>(first.keySet());
        over.retainAll(second.keySet());
        Value crossed = new Value.NoRate(amount.currency(), to);
        long bestAt = Long.MIN_VALUE;
        for (var currency : over) {
            var there = first.get(currency);
            var on = second.get(currency);
            if (there == null || on == null) continue;
            long at = Math.min(there.at(), on.at());
            if (crossed instanceof Value.Known && at <= bestAt) continue;
            bestAt = at;
            crossed = new Value.Known(converted(converted(amount, there), on));
        }
        return crossed;
    }

    private static Amount converted(Amount amount, Rate rate) {
        var px = BigDecimal.valueOf(rate.px().unscaled(), rate.px().scale());
        var money = amount.money().amount();
        return amount.currency().equals(rate.base())
                ? new Amount(new Money(money.multiply(px)), rate.quote())
                : new Amount(new Money(money.divide(px, MathContext.DECIMAL128)), rate.base());
    }
}
