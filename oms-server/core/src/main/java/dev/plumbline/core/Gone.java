package dev.plumbline.core;

/// An order from outside that turned out to be part of another: there is nothing under its key any more. What it had
/// executed is told again as that of the other order.
///
/// @param position of the account and symbol that it was thought to be of, as it is now
public record Gone(OrderKey key, Position position) {}
