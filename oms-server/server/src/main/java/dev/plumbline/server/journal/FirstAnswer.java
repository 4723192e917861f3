package dev.plumbline.server.journal;

/// What a client was answered first, for the day on which it asks the same again.
///
/// @param clOrdID of the command that was sent, empty where it was refused
/// @param refusal why it was refused, empty where it was not
/// @param text the same for a person
public record FirstAnswer(Asker asker, String clOrdID, String refusal, String text) {}
