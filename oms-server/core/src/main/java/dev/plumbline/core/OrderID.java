package dev.plumbline.core;

/// OrderID(37): the id that the broker gave to the order.
public record OrderID(String value) {
    /// No id. FIX counterparts that mean it also write 0, -1, NONE or UNKNOWN; decoding turns those into this.
    public static final OrderID NONE = new OrderID("");

    public boolean isNone() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value;
    }
}
