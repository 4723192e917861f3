package dev.plumbline.core;

/// Account(1): whose order it is. Positions and limits are kept per account.
public record Account(String value) {
    /// No id. FIX counterparts that mean it also write 0, -1, NONE or UNKNOWN; decoding turns those into this.
    public static final Account NONE = new Account("");

    public boolean isNone() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value;
    }
}
