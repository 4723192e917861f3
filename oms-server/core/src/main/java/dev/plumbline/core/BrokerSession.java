package dev.plumbline.core;

/// The FIX session, or other line, over which an order was sent: a broker may have several.
public record BrokerSession(String value) {
    /// No id. FIX counterparts that mean it also write 0, -1, NONE or UNKNOWN; decoding turns those into this.
    public static final BrokerSession NONE = new BrokerSession("");

    public boolean isNone() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value;
    }
}
