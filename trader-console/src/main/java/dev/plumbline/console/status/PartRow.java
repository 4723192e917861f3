package dev.plumbline.console.status;

import dev.plumbline.console.inbox.OpenOrders.Hanging;

/// A line to a broker or a part of the server, with its state.
///
/// @param kind Broker or Service
/// @param state as the desk told it: UP, DOWN, REFUSED, TROUBLE, BEHIND
/// @param at nanoseconds since the epoch, UTC
/// @param hanging what hangs on it; nothing for a service
record PartRow(String kind, String name, String state, String text, long at, Hanging hanging) {
    static final String BROKER = "Broker";
    static final String SERVICE = "Service";

    PartRow with(Hanging now) {
        return new PartRow(kind, name, state, text, at, now);
    }

    boolean isBroker() {
        return kind.equals(BROKER);
    }

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
