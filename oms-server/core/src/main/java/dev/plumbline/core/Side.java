package dev.plumbline.core;

/// Side(54).
public enum Side {
    BUY('1', "Buy"),
    SELL('2', "Sell"),
    SELL_SHORT('5', "SellShort"),
    SELL_SHORT_EXEMPT('6', "SellShortExempt"),
    /// The message does not say.
    NONE('0', "");

    private final char fix;
    private final String label;

    Side(char fix, String label) {
        this.fix = fix;
        this.label = label;
    }

    public char fix() {
        return fix;
    }

    /// FIX's name of the value.
    public String label() {
        return label;
    }

    public boolean isBuy() {
        return this == BUY;
    }

    /// `qty` as it moves a position: positive for a buy.
    public Qty signed(Qty qty) {
        return isBuy() ? qty : qty.negated();
    }
}
