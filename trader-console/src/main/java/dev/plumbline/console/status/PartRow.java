package dev.plumbline.console.status;

/// A line to a broker or a part of the server, with its state.
///
/// @param kind Broker or Service
/// @param state as the desk told it: UP, DOWN, REFUSED, TROUBLE, BEHIND
/// @param at nanoseconds since the epoch, UTC
record PartRow(String kind, String name, String state, String text, long at) {

    boolean isUp() {
        return state.equals("UP");
    }

    /// Trouble that does not stop the trade.
    boolean isImpaired() {
        return state.equals("TROUBLE") || state.equals("BEHIND");
    }

    /// Glyph and word, so that colour is never the only sign.
    String label() {
        return (isUp() ? "● " : isImpaired() ? "⚠ " : "✖ ") + state;
    }
}
