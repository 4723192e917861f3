package dev.plumbline.core;

/// A quantity: exact, up to 18 digits, fractional where the instrument is. Signed only in positions.
/// Overflow throws [ArithmeticException]. Not for prices: see [Px].
public record Qty(long unscaled, int scale) implements Comparable<Qty> {
    public static final Qty ZERO = new Qty(0, 0);

    /// "The message does not say." Counting with it throws; ask [#isStated()] first.
    public static final Qty NONE = new Qty(Long.MIN_VALUE, 0);

    public Qty {
        if (scale < 0 || scale > Decimals.MAX_SCALE) throw new ArithmeticException("scale out of range: " + scale);
        int shortest = scale == 0 ? 0 : Decimals.shortestScale(unscaled, scale);
        unscaled = Decimals.shrunk(unscaled, scale, shortest);
        scale = shortest;
    }

    public static Qty of(long whole) {
        return new Qty(whole, 0);
    }

    /// @throws NumberFormatException where `text` is no FIX float, or has more than 18 digits that count
    public static Qty of(String text) {
        return Decimals.parse(text, Qty::new);
    }

    public boolean isStated() {
        return unscaled != Long.MIN_VALUE;
    }

    public Qty or(Qty other) {
        return isStated() ? this : other;
    }

    public int signum() {
        return Long.signum(stated());
    }

    public boolean isPositive() {
        return isStated() && unscaled > 0;
    }

    public boolean isZero() {
        return unscaled == 0;
    }

    public Qty plus(Qty other) {
        int common = Math.max(scale, other.scale);
        return new Qty(
                Math.addExact(
                        Decimals.rescaled(stated(), scale, common), Decimals.rescaled(other.stated(), other.scale, common)),
                common);
    }

    public Qty minus(Qty other) {
        return plus(other.negated());
    }

    public Qty negated() {
        return new Qty(Math.negateExact(stated()), scale);
    }

    public Qty abs() {
        return signum() < 0 ? negated() : this;
    }

    public Qty min(Qty other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Qty max(Qty other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isMoreThan(Qty other) {
        return compareTo(other) > 0;
    }

    public boolean isLessThan(Qty other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Qty other) {
        return Decimals.compare(unscaled, scale, other.unscaled, other.scale);
    }

    private long stated() {
        if (!isStated()) throw new ArithmeticException("counting with a Qty that was not stated");
        return unscaled;
    }

    /// What this quantity costs at `px`: exact, whatever the digits.
    public Money times(Px px) {
        return Money.product(stated(), scale, px);
    }

    /// Without exponent and trailing zeros; empty where not stated.
    @Override
    public String toString() {
        return isStated() ? Decimals.text(unscaled, scale) : "";
    }
}
