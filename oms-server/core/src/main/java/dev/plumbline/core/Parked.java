package dev.plumbline.core;

import java.util.List;

/// A report that waits for what it refers to. When it came, and its bytes, are in the history under its number.
///
/// @param input its number
/// @param reason why it could not be applied
/// @param waitsFor any of these brings it back, in FIX's words, such as `ClOrdID X`
public record Parked(long input, Report report, String reason, List<String> waitsFor) {}
