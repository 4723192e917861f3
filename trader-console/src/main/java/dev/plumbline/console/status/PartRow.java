package dev.plumbline.console.status;

import dev.plumbline.console.inbox.OpenOrders.Hanging;
import dev.plumbline.console.ui.Show;

/// A source of what is shown, a line to a broker or a part of the server, with its state.
///
/// @param kind Server, Feed, Broker or Service
/// @param state of a broker or service as the desk told it: UP, DOWN, REFUSED, TROUBLE, BEHIND; of the others UP, or what
///     the feed does
/// @param at since when, nanoseconds since the epoch, UTC; 0 where that is not known
/// @param hanging what hangs on it; nothing but for a broker
record PartRow(String kind, String name, String state, String text, long at, Hanging hanging, Heard heard) {
    static final String SERVER = "Server";
    static final String FEED = "Feed";
    static final String BROKER = "Broker";
    static final String SERVICE = "Service";

    /// How a source was heard.
    ///
    /// @param ago how long ago, in words
    /// @param seq the number of its last message; negative where there are none
    /// @param gaps how often messages of it were missing; negative where they have no numbers
    record Heard(String ago, Freshness freshness, long seq, long gaps) {
        static final Heard UNTOLD = new Heard(Show.NOTHING, Freshness.FRESH, -1, -1);

        /// Glyph and word, so that colour is never the only sign.
        String label() {
            return freshness.glyph() + ago;
        }
    }

    PartRow with(Hanging now) {
        return new PartRow(kind, name, state, text, at, now, heard);
    }

    PartRow with(Heard now) {
        return new PartRow(kind, name, state, text, at, hanging, now);
    }

    boolean isBroker() {
        return kind.equals(BROKER);
    }

    boolean isUp() {
        return state.equals("UP") || state.equals("LIVE");
    }

    /// Trouble that does not stop the trade, or that is being mended.
    boolean isImpaired() {
        return switch (state) {
            case "TROUBLE", "BEHIND", "STALE", "LOADING", "CONNECTING" -> true;
            default -> false;
        };
    }

    /// Silent for longer than it should be, though nobody says that it is down.
    boolean isSilent() {
        return isUp() && heard.freshness() != Freshness.FRESH;
    }

    /// Glyph and word, so that colour is never the only sign.
    String label() {
        return (isUp() ? "● " : isImpaired() ? "⚠ " : "✖ ") + state;
    }
}
