package dev.plumbline.core;

/// What a unit of a symbol was worth at a time: a last trade, a settlement price, a mid. An event like a report: where it
/// comes from is not the core's concern.
///
/// @param currency of `px`; [Currency#NONE] for that of whatever position it is held against
/// @param px may be zero or negative, as that of a spread or of oil once
/// @param at nanoseconds since the epoch, UTC
public record Mark(Symbol symbol, Currency currency, Px px, long at) {
    public Mark {
        if (!px.isStated()) throw new ArithmeticException("a mark without a price");
    }

    /// Later; of two at one time the higher, so that it does not matter which comes first.
    boolean isNewerThan(Mark other) {
        return at != other.at ? at > other.at : px.isMoreThan(other.px);
    }
}
