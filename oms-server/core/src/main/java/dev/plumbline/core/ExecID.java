package dev.plumbline.core;

/// ExecID(17) and ExecRefID(19): the broker's id of one report; no key by itself, see [Execution].
public record ExecID(String value) {
    /// No id. FIX counterparts that mean it also write 0, -1, NONE or UNKNOWN; decoding turns those into this.
    public static final ExecID NONE = new ExecID("");

    public boolean isNone() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value;
    }
}
