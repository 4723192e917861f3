package dev.plumbline.adapter.simulator;

import java.math.BigDecimal;

import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;

/// What is traded, and its tick: inside the engine a price is a whole number of ticks.
///
/// @param decimals of a price: a tick is `10^-decimals`
/// @param reference the price, in ticks, around which the other participants wander
record Instrument(Symbol symbol, int decimals, long reference) {
    private static final int FEWEST_DECIMALS = 2;

    static Instrument of(Symbol symbol, Px reference) {
        int decimals = Math.max(FEWEST_DECIMALS, reference.scale());
        return new Instrument(symbol, decimals, ticks(reference, decimals));
    }

    boolean isOnTick(Px px) {
        return px.scale() <= decimals;
    }

    long ticks(Px px) {
        return ticks(px, decimals);
    }

    private static long ticks(Px px, int decimals) {
        return BigDecimal.valueOf(px.unscaled(), px.scale()).setScale(decimals).unscaledValue().longValueExact();
    }

    Px px(long ticks) {
        return new Px(ticks, decimals);
    }

    Px tick() {
        return px(1);
    }

    Money money(long ticksTimesQty) {
        return new Money(BigDecimal.valueOf(ticksTimesQty, decimals));
    }

    /// A basis point of the reference, at least a tick: the step in which the participants think.
    long step() {
        return Math.max(1, reference / 10_000);
    }
}
