package dev.plumbline.core;

/// The answer at the command door: sent on, or refused with one reason.
public sealed interface Decision {
    record Accepted() implements Decision {}

    /// @param text says what was wrong and with which figure, for a person
    record Refused(Refusal why, String text) implements Decision {}
}
