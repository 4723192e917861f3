package dev.plumbline.adapter.simulator;

/// OrdRejReason(103), with the code that FIX 4.2, which knows fewer, has to use instead.
enum OrdRejReason {
    /// Not rejected.
    NONE(-1, -1),
    BROKER_OPTION(0, 0),
    UNKNOWN_SYMBOL(1, 1),
    EXCEEDS_LIMIT(3, 3),
    UNKNOWN_ORDER(5, 5),
    DUPLICATE_ORDER(6, 6),
    UNSUPPORTED(11, 0),
    INCORRECT_QUANTITY(13, 0),
    UNKNOWN_ACCOUNT(15, 0),
    OTHER(99, 0);

    private final int fix;
    private final int fix42;

    OrdRejReason(int fix, int fix42) {
        this.fix = fix;
        this.fix42 = fix42;
    }

    int fix(FixVersion version) {
        return version == FixVersion.FIX42 ? fix42 : fix;
    }
}
