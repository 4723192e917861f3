package dev.plumbline.console.staging;

import dev.plumbline.wire.DeskMessage.Wish;

/// An order that waits to be released.
///
/// @param requestId fixed when it was staged: whatever happens, the desk sees one request
/// @param stagedAt nanoseconds since the epoch, UTC
/// @param reason what became of its release, where it did not leave; else empty
record Staged(String requestId, long stagedAt, Wish.Enter wish, State state, String reason) {
    enum State {
        WAITING("waiting", "◌"),
        /// Released, and the desk has not answered.
        SENDING("sending", "…"),
        /// The desk does not want it: this request is over. Edited, it becomes another.
        REFUSED("refused", "✖"),
        /// Released, and whether the desk has it is not known.
        UNKNOWN("unknown", "?");

        private final String label;
        private final String glyph;

        State(String label, String glyph) {
            this.label = label;
            this.glyph = glyph;
        }

        /// Glyph and word, so that colour is never the only sign.
        String shown() {
            return glyph + " " + label;
        }
    }

    Staged now(State state, String reason) {
        return new Staged(requestId, stagedAt, wish, state, reason);
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isSending() {
        return state == State.SENDING;
    }

    /// Its first release, or a repeat of one that is harmless.
    boolean mayBeReleased() {
        return state == State.WAITING || state == State.UNKNOWN;
    }
}
