package dev.plumbline.core;

/// What a unit of `base` was worth in `quote` at a time, as markets write it: EUR/USD 1.08. An event, as a [Mark] is.
///
/// @param px above zero
/// @param at nanoseconds since the epoch, UTC
public record Rate(Currency base, Currency quote, Px px, long at) {
    public Rate {
        if (!px.isPositive()) throw new ArithmeticException("a rate is above 0, not '" + px + "'");
        if (base.isNone() || quote.isNone() || base.equals(quote))
            throw new IllegalArgumentException("a rate is between two currencies, not " + base + "/" + quote);
    }

    /// Later; of two at one time the one written the usual way round, then the higher: it must not matter which comes
    /// first.
    boolean isNewerThan(Rate other) {
        if (at != other.at) return at > other.at;
        return base.equals(other.base) ? px.isMoreThan(other.px) : base.compareTo(other.base) < 0;
    }
}
