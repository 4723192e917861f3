package dev.plumbline.core;

/// What an input left of one order, for everyone who keeps a copy: desk, replica, store.
///
/// @param input the number of the input that did it; for a parked report that was released, its own number
/// @param order the order after it
/// @param position of the order's account and symbol, after it
public record Change(long input, Order order, Booking booking, Position position) {}
