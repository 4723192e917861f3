package dev.plumbline.core;

/// What a report did to the executions of its order.
public sealed interface Booking {
    Booking NONE = new None();

    record None() implements Booking {}

    record Booked(Execution execution) implements Booking {}

    record Busted(Execution was, Execution now) implements Booking {}

    record Corrected(Execution was, Execution now) implements Booking {}
}
