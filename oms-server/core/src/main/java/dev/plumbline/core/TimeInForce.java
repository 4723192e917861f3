package dev.plumbline.core;

/// TimeInForce(59). An absent one means [#DAY].
public enum TimeInForce {
    DAY('0', "Day"),
    GOOD_TILL_CANCEL('1', "GTC"),
    AT_THE_OPENING('2', "OPG"),
    IMMEDIATE_OR_CANCEL('3', "IOC"),
    FILL_OR_KILL('4', "FOK"),
    GOOD_TILL_CROSSING('5', "GTX"),
    GOOD_TILL_DATE('6', "GTD"),
    AT_THE_CLOSE('7', "ATC");

    private final char fix;
    private final String label;

    TimeInForce(char fix, String label) {
        this.fix = fix;
        this.label = label;
    }

    public char fix() {
        return fix;
    }

    public String label() {
        return label;
    }

    /// Lives over the night: DoneForDay rests such an order, it does not end it (FIX 4.4 matrix H.1.a).
    public boolean isGoodTill() {
        return this == GOOD_TILL_CANCEL || this == GOOD_TILL_DATE;
    }
}
