package dev.plumbline.core;

/// Symbol(55): what is traded.
public record Symbol(String value) {
    /// No id. FIX counterparts that mean it also write 0, -1, NONE or UNKNOWN; decoding turns those into this.
    public static final Symbol NONE = new Symbol("");

    public boolean isNone() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value;
    }
}
