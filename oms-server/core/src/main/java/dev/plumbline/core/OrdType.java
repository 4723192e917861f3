package dev.plumbline.core;

/// OrdType(40).
public enum OrdType {
    MARKET('1', "Market"),
    LIMIT('2', "Limit"),
    STOP('3', "Stop"),
    STOP_LIMIT('4', "StopLimit"),
    /// Any other: kept as it is, none of our rules depends on it.
    OTHER('?', "Other"),
    NONE('0', "");

    private final char fix;
    private final String label;

    OrdType(char fix, String label) {
        this.fix = fix;
        this.label = label;
    }

    public char fix() {
        return fix;
    }

    public String label() {
        return label;
    }
}
