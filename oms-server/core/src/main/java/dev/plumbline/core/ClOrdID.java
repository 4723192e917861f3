package dev.plumbline.core;

/// ClOrdID(11) and OrigClOrdID(41): our id of one request. A chain of them names one order.
public record ClOrdID(String value) {
    /// No id. FIX counterparts that mean it also write 0, -1, NONE or UNKNOWN; decoding turns those into this.
    public static final ClOrdID NONE = new ClOrdID("");

    public boolean isNone() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value;
    }
}
