/// Orders, executions and positions as records and pure functions: no I/O, no clock, no threads, no randomness.
/// It requires nothing, so the same inputs give the same orders on any machine, next year.
module dev.plumbline.core {
    exports dev.plumbline.core;
}
