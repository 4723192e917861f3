package dev.plumbline.core;

import java.util.List;

/// What became of an input, and all that changed by it: its own order first, then what had waited for it.
///
/// @param reason why it was parked or quarantined, empty otherwise
public record Result(Outcome outcome, String reason, List<Change> changes) {
    static Result of(Outcome outcome, String reason) {
        return new Result(outcome, reason, List.of());
    }
}
