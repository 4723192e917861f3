package dev.plumbline.console.feed;

/// A server of the desk cluster, as this console sees it now.
///
/// @param address where it listens
/// @param since when it came up, nanoseconds since the epoch, UTC; 0 where it does not tell
public record Server(String address, long since) {}
