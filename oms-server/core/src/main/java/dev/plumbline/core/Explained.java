package dev.plumbline.core;

import java.util.List;

/// An input and all that it did to what is explained.
///
/// @param readAs what it was read as, for a person
/// @param outcome when it came
/// @param reason why it was parked or quarantined, empty otherwise
/// @param released what became of it later, where it was parked and what it waited for came
/// @param did in the order in which it took effect; empty where it changed nothing
public record Explained(
        Recorded input, String readAs, Outcome outcome, String reason, List<Release> released, List<Difference> did) {

    /// @param by number of the input that released it
    public record Release(long by, Outcome outcome, String reason) {}

    /// It was parked and still is.
    public boolean isWaiting() {
        return outcome == Outcome.PARKED && released.isEmpty();
    }
}
