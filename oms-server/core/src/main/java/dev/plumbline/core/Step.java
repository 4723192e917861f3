package dev.plumbline.core;

/// What one report made of one order.
///
/// @param order the order after it; the same instance where nothing changed
/// @param reason why it was parked or quarantined, empty otherwise
public record Step(Order order, Outcome outcome, Booking booking, String reason) {
    static Step applied(Order order, Booking booking) {
        return new Step(order, Outcome.APPLIED, booking, "");
    }

    static Step duplicate(Order order) {
        return new Step(order, Outcome.DUPLICATE, Booking.NONE, "");
    }

    static Step parked(Order order, String reason) {
        return new Step(order, Outcome.PARKED, Booking.NONE, reason);
    }

    static Step quarantined(Order order, String reason) {
        return new Step(order, Outcome.QUARANTINED, Booking.NONE, reason);
    }
}
