package dev.plumbline.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// New shares for old ones in a corporate action, in lowest terms: 2 for 1 is `2/1`. Quantities are multiplied by it,
/// prices divided, and what was paid stays the same.
///
/// @param numerator above 0
/// @param denominator above 0
public record Ratio(long numerator, long denominator) {
    public static final Ratio ONE = new Ratio(1, 1);

    /// Decimals of a scaled quantity that does not come out even: a third of a share.
    private static final int DECIMALS = 8;

    public Ratio {
        if (numerator <= 0 || denominator <= 0)
            throw new ArithmeticException("no ratio: " + numerator + "/" + denominator);
        long common = BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).longValueExact();
        numerator /= common;
        denominator /= common;
    }

    /// What makes `to` of `from`; both are positive.
    static Ratio of(Qty to, Qty from) {
        int scale = Math.max(to.scale(), from.scale());
        return new Ratio(
                Decimals.rescaled(to.unscaled(), to.scale(), scale),
                Decimals.rescaled(from.unscaled(), from.scale(), scale));
    }

    Ratio times(Ratio other) {
        if (isOne()) return other;
        if (other.isOne()) return this;
        var one = new Ratio(numerator, other.denominator);
        var two = new Ratio(other.numerator, denominator);
        return new Ratio(
                Math.multiplyExact(one.numerator, two.numerator), Math.multiplyExact(one.denominator, two.denominator));
    }

    public boolean isOne() {
        return numerator == denominator;
    }

    /// Exact where the decimals suffice, else half even to 8 of them, or to as many as `qty` has.
    Qty scaled(Qty qty) {
        if (isOne()) return qty;
        int decimals = Math.max(DECIMALS, qty.scale());
        var scaled = BigDecimal.valueOf(qty.unscaled(), qty.scale())
                .multiply(BigDecimal.valueOf(numerator))
                .divide(BigDecimal.valueOf(denominator), decimals, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        if (scaled.scale() < 0) scaled = scaled.setScale(0);
        return new Qty(scaled.unscaledValue().longValueExact(), scaled.scale());
    }

    @Override
    public String toString() {
        return numerator + ":" + denominator;
    }
}
