package dev.plumbline.adapter.simulator;

/// CxlRejReason(102), with the code that FIX 4.2, which knows fewer, has to use instead.
enum CxlRejReason {
    TOO_LATE(0, 0),
    UNKNOWN_ORDER(1, 1),
    BROKER_OPTION(2, 2),
    ALREADY_PENDING(3, 3),
    DUPLICATE_CLORDID(6, 2);

    private final int fix;
    private final int fix42;

    CxlRejReason(int fix, int fix42) {
        this.fix = fix;
        this.fix42 = fix42;
    }

    int fix(FixVersion version) {
        return version == FixVersion.FIX42 ? fix42 : fix;
    }
}
