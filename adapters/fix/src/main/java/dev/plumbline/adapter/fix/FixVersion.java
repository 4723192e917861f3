package dev.plumbline.adapter.fix;

/// The versions of FIX that we speak. Since 5.0 the session has a version of its own, FIXT.1.1.
public enum FixVersion {
    FIX_4_2("FIX.4.2", "FIX.4.2"),
    FIX_4_4("FIX.4.4", "FIX.4.4"),
    FIX_5_0_SP2("FIX.5.0SP2", "FIXT.1.1");

    private final String label;
    private final String beginString;

    FixVersion(String label, String beginString) {
        this.label = label;
        this.beginString = beginString;
    }

    /// As it is written in the configuration; for 5.0 SP2 also DefaultApplVerID in the engine's words.
    public String label() {
        return label;
    }

    /// BeginString(8) of its messages.
    public String beginString() {
        return beginString;
    }

    @Override
    public String toString() {
        return label;
    }
}
