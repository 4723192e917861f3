package dev.plumbline.core;

/// What one rule of the door says of a command, for a person: see [Book#checks].
///
/// @param rule its name, such as `Max qty`
/// @param text with the figures, such as `12,500 of at most 100,000`
public record Check(String rule, Verdict verdict, String text) {}
