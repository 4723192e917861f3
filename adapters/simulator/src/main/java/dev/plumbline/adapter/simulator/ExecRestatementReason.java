package dev.plumbline.adapter.simulator;

/// ExecRestatementReason(378): why the broker changed an order that nobody asked it to change.
enum ExecRestatementReason {
    /// It is no restatement.
    NONE(-1),
    REPRICING(3),
    PARTIAL_DECLINE(5);

    private final int fix;

    ExecRestatementReason(int fix) {
        this.fix = fix;
    }

    int fix() {
        return fix;
    }
}
