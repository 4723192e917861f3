package dev.plumbline.core;

import java.util.List;

/// What became of an input, and all that changed by it: its own order first, then what had waited for it.
///
/// @param reason why it was parked or quarantined, empty otherwise
/// @param released what had been parked and was waiting for this
/// @param gone orders that are no more, for they turned out to be another; after all of `changes`
public record Result(
        Outcome outcome, String reason, List<Change> changes, List<Released> released, List<Gone> gone) {

    public Result(Outcome outcome, String reason, List<Change> changes) {
        this(outcome, reason, changes, List.of(), List.of());
    }

    static Result of(Outcome outcome, String reason) {
        return new Result(outcome, reason, List.of());
    }
}
