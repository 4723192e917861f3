package dev.plumbline.console.group;

import java.math.BigDecimal;

import dev.plumbline.core.Qty;

/// A sum of quantities: exact and without a bound, where a [Qty] would overflow on a sum over a desk's day.
public record Total(BigDecimal value) implements Comparable<Total> {
    public static final Total ZERO = new Total(BigDecimal.ZERO);

    public Total {
        if (value.scale() != 0) value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (value.scale() < 0) value = value.setScale(0);
    }

    /// Zero for a quantity that is not stated.
    static Total of(Qty qty) {
        return qty.isStated() && !qty.isZero() ? new Total(BigDecimal.valueOf(qty.unscaled(), qty.scale())) : ZERO;
    }

    Total plus(Total other) {
        return other.isZero() ? this : new Total(value.add(other.value));
    }

    Total minus(Total other) {
        return other.isZero() ? this : new Total(value.subtract(other.value));
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    @Override
    public int compareTo(Total other) {
        return value.compareTo(other.value);
    }

    /// Without exponent and trailing zeros.
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
