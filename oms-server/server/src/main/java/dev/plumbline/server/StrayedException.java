package dev.plumbline.server;

import java.util.OptionalLong;

/// The journal here has inputs that never became part of the history: another server took over before they got further.
final class StrayedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final long UNKNOWN = 0;

    private final long from;

    StrayedException(String message) {
        this(message, OptionalLong.empty());
    }

    private StrayedException(String message, OptionalLong from) {
        super(message);
        this.from = from.orElse(UNKNOWN);
    }

    StrayedException from(OptionalLong number) {
        return new StrayedException(String.valueOf(getMessage()), number);
    }

    /// The record of the journal from which on it can go another way than the history; all before it is history. Nothing where that
    /// is not known.
    OptionalLong from() {
        return from == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(from);
    }
}
