package dev.plumbline.core;

/// An input that had been parked and was looked at again, because what it waited for has come.
///
/// @param input its number
/// @param outcome what became of it now
/// @param reason why it was quarantined, empty otherwise
public record Released(long input, Outcome outcome, String reason) {}
