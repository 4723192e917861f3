package dev.plumbline.console.ticket;

import java.math.BigDecimal;
import java.math.RoundingMode;

import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Ticks and lots, up and down: exact, and onto the grid where the number was beside it.
final class Steps {
    private static final int CENTS = 2;
    private static final int DIGITS_MAX = 17;

    private Steps() {}

    /// 0.01, or finer where the reference price is: a reference of 1.08215 moves by 0.00001.
    static BigDecimal tick(Px reference) {
        int decimals = reference.isStated() ? Math.max(CENTS, reference.scale()) : CENTS;
        return BigDecimal.ONE.scaleByPowerOfTen(-decimals);
    }

    /// The price `ticks` further, negative for down; `from` itself where it has no room for that.
    static Px price(Px from, BigDecimal tick, int ticks) {
        var moved = moved(BigDecimal.valueOf(from.unscaled(), from.scale()), tick, ticks);
        return moved.precision() > DIGITS_MAX ? from : Px.of(moved.toPlainString());
    }

    /// The quantity `lots` further, negative for down; `from` itself where nothing would be left of it, or too much.
    static Qty qty(Qty from, Qty lot, int lots) {
        var moved = moved(decimal(from), decimal(lot), lots);
        return moved.signum() <= 0 || moved.precision() > DIGITS_MAX ? from : Qty.of(moved.toPlainString());
    }

    private static BigDecimal decimal(Qty qty) {
        return BigDecimal.valueOf(qty.unscaled(), qty.scale());
    }

    /// From 187.425 by 0.01, one up is 187.43 and one down 187.42: beside the grid, the first step is a shorter one.
    private static BigDecimal moved(BigDecimal from, BigDecimal step, int steps) {
        var rounding = steps > 0 ? RoundingMode.FLOOR : RoundingMode.CEILING;
        return from.divide(step, 0, rounding).add(BigDecimal.valueOf(steps)).multiply(step);
    }
}
