package dev.plumbline.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// An amount: quantity times price, or a sum of such. Exact and without a bound; only division rounds.
/// Equal amounts are equal whatever their digits. Not a currency: that is carried beside it.
public record Money(BigDecimal amount) implements Comparable<Money> {
    public static final Money ZERO = new Money(BigDecimal.ZERO);

    /// Decimals of a quotient that is shown, such as AvgPx(6).
    public static final int SHOWN_DECIMALS = 8;

    public Money {
        if (amount.scale() != 0) amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        if (amount.scale() < 0) amount = amount.setScale(0);
    }

    public static Money of(String text) {
        return new Money(new BigDecimal(text));
    }

    static Money of(long unscaled, int scale) {
        return new Money(BigDecimal.valueOf(unscaled, scale));
    }

    static Money product(long unscaled, int scale, Px px) {
        if (!px.isStated()) throw new ArithmeticException("counting with a Px that was not stated");
        return new Money(BigDecimal.valueOf(unscaled, scale).multiply(BigDecimal.valueOf(px.unscaled(), px.scale())));
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.amount));
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(other.amount));
    }

    Money times(Qty qty) {
        return new Money(amount.multiply(decimal(qty)));
    }

    Money times(Money factor) {
        return new Money(amount.multiply(factor.amount));
    }

    public Money negated() {
        return new Money(amount.negate());
    }

    public Money abs() {
        return new Money(amount.abs());
    }

    public int signum() {
        return amount.signum();
    }

    /// The part of this amount that belongs to `part` of `whole`, to 34 digits.
    public Money share(Qty part, Qty whole) {
        if (part.equals(whole)) return this;
        return new Money(amount.multiply(decimal(part)).divide(decimal(whole), MathContext.DECIMAL128));
    }

    /// Price per unit, rounded half even to [#SHOWN_DECIMALS], or to as many as a [Px] has room for; zero for a quantity
    /// of zero. For showing: keep the amount.
    public Px per(Qty qty) {
        if (qty.isZero()) return Px.ZERO;
        var quotient = amount.divide(decimal(qty), SHOWN_DECIMALS, RoundingMode.HALF_EVEN);
        int decimals = SHOWN_DECIMALS;
        while (decimals > 0 && quotient.unscaledValue().bitLength() >= Long.SIZE)
            quotient = quotient.setScale(--decimals, RoundingMode.HALF_EVEN);
        return new Px(quotient.unscaledValue().longValueExact(), decimals);
    }

    private static BigDecimal decimal(Qty qty) {
        return BigDecimal.valueOf(qty.unscaled(), qty.scale());
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
