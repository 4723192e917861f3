package dev.plumbline.core;

/// The request `clOrdID`, which was to be sent, has not left us and never will: an input like [Silence]. Its broker cannot
/// know it, so it is over, and so is the order where it is the order's own. Nothing follows where the broker has spoken of
/// it all the same.
///
/// @param clOrdID of the new order, cancel or replace
/// @param reason for a person
/// @param at when that was certain, nanoseconds since the epoch, UTC
public record Unsent(ClOrdID clOrdID, String reason, long at) {}
