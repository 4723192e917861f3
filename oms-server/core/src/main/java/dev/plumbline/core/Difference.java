package dev.plumbline.core;

/// One figure that changed.
///
/// @param by the number of the input that did it
/// @param at the number of the input with which it took effect: a later one where `by` had to wait for it
/// @param from what was shown before, empty for nothing
/// @param to what is shown since, empty for nothing
public record Difference(long by, long at, Figure figure, String from, String to) {
    /// `cumQty 0 → 200`, `execution E1 LIVE 200 @ 50`.
    @Override
    public String toString() {
        if (from.isEmpty()) return figure + " " + to;
        return figure + " " + from + " → " + (to.isEmpty() ? "none" : to);
    }
}
