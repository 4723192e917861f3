package dev.plumbline.core;

/// A price per unit: exact, up to 18 digits; zero and negative prices exist (spreads, power, oil once).
/// Overflow throws [ArithmeticException]. Not for amounts: see [Money].
public record Px(long unscaled, int scale) implements Comparable<Px> {
    public static final Px ZERO = new Px(0, 0);

    /// "The message does not say." Counting with it throws; ask [#isStated()] first.
    public static final Px NONE = new Px(Long.MIN_VALUE, 0);

    public Px {
        if (scale < 0 || scale > Decimals.MAX_SCALE) throw new ArithmeticException("scale out of range: " + scale);
        int shortest = scale == 0 ? 0 : Decimals.shortestScale(unscaled, scale);
        unscaled = Decimals.shrunk(unscaled, scale, shortest);
        scale = shortest;
    }

    public static Px of(long whole) {
        return new Px(whole, 0);
    }

    /// @throws NumberFormatException where `text` is no FIX float, or has more than 18 digits that count
    public static Px of(String text) {
        return Decimals.parse(text, Px::new);
    }

    public boolean isStated() {
        return unscaled != Long.MIN_VALUE;
    }

    public Px or(Px other) {
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

    public Px plus(Px other) {
        int common = Math.max(scale, other.scale);
        return new Px(
                Math.addExact(
                        Decimals.rescaled(stated(), scale, common), Decimals.rescaled(other.stated(), other.scale, common)),
                common);
    }

    public Px minus(Px other) {
        return plus(other.negated());
    }

    public Px negated() {
        return new Px(Math.negateExact(stated()), scale);
    }

    public Px abs() {
        return signum() < 0 ? negated() : this;
    }

    public Px min(Px other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Px max(Px other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isMoreThan(Px other) {
        return compareTo(other) > 0;
    }

    public boolean isLessThan(Px other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Px other) {
        return Decimals.compare(unscaled, scale, other.unscaled, other.scale);
    }

    private long stated() {
        if (!isStated()) throw new ArithmeticException("counting with a Px that was not stated");
        return unscaled;
    }

    /// Without exponent and trailing zeros; empty where not stated.
    @Override
    public String toString() {
        return isStated() ? Decimals.text(unscaled, scale) : "";
    }
}
