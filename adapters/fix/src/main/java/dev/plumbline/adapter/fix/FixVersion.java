package dev.plumbline.adapter.fix;

/// The versions of FIX that we speak. Since 5.0 the session has a version of its own, FIXT.1.1.
public enum FixVersion {
    FIX_4_2("FIX.4.2", "FIX.4.2", "standard-4.2"),
    FIX_4_4("FIX.4.4", "FIX.4.4", "standard-4.4"),
    FIX_5_0_SP2("FIX.5.0SP2", "FIXT.1.1", "standard-5.0sp2");

    private final String label;
    private final String beginString;
    private final String dialect;

    FixVersion(String label, String beginString, String dialect) {
        this.label = label;
        this.beginString = beginString;
        this.dialect = dialect;
    }

    /// As it is written in the configuration; for 5.0 SP2 also DefaultApplVerID in the engine's words.
    public String label() {
        return label;
    }

    /// BeginString(8) of its messages.
    public String beginString() {
        return beginString;
    }

    /// The name of the dialect profile of a broker that keeps to the book of this version.
    public String dialect() {
        return dialect;
    }

    @Override
    public String toString() {
        return label;
    }
}
