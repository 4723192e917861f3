package dev.plumbline.core;

/// What an input left of one order, for everyone who keeps a copy: desk, replica, store.
///
/// @param input the number of the input that did it; for a parked report that was released, its own number
/// @param order the order after it
/// @param position of the order's account and symbol, after it; of what the order was told to be of before, where [#isOfFormerPosition()]
public record Change(long input, Order order, Booking booking, Position position) {
    /// An order from outside turns out to be of another account or symbol (rule 12): what it has executed counts there, and no more where it
    /// was told. That is a change of its own, with nothing booked, ahead of the one that tells the order's own position.
    public boolean isOfFormerPosition() {
        return !position.account().equals(order.account()) || !position.symbol().equals(order.symbol());
    }
}
