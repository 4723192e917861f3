package dev.plumbline.core;

/// What a rule says of a command.
public enum Verdict {
    PASS,
    /// It may be sent, and a person should look twice.
    WARN,
    /// It is refused.
    BLOCK
}
