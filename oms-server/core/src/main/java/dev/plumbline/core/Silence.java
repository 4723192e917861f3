package dev.plumbline.core;

/// Nothing was heard of the request `clOrdID` from when it was sent until `at`: an input like any other, so that the same
/// inputs give the same orders on any machine. Who has a clock finds out; what follows from it is decided in
/// [OrderLifecycle#silent].
///
/// @param clOrdID of the new order, cancel or replace
/// @param at nanoseconds since the epoch, UTC
public record Silence(ClOrdID clOrdID, long at) {}
