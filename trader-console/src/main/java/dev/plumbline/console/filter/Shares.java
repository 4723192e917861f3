package dev.plumbline.console.filter;

import java.math.BigDecimal;

import dev.plumbline.core.Qty;

/// Compares a part of a quantity with so many percent of it, exactly.
final class Shares {
    private static final long WHOLE = 100;

    private Shares() {}

    /// Negative where `part` is less than `percent` of `whole`, zero where it is just that, else positive. Both are
    /// stated.
    static int compare(Qty part, Qty whole, BigDecimal percent) {
        if (percent.scale() == 0 && percent.precision() < 10 && part.scale() == whole.scale()) {
            long factor = percent.longValue();
            if (fits(part.unscaled(), WHOLE) && fits(whole.unscaled(), factor))
                return Long.compare(part.unscaled() * WHOLE, whole.unscaled() * factor);
        }
        return decimal(part).movePointRight(2).compareTo(decimal(whole).multiply(percent));
    }

    private static boolean fits(long number, long factor) {
        return Math.multiplyHigh(number, factor) == number * factor >> 63;
    }

    private static BigDecimal decimal(Qty qty) {
        return BigDecimal.valueOf(qty.unscaled(), qty.scale());
    }
}
