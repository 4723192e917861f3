package dev.plumbline.adapter.simulator;

/// A message on its way to the wire.
///
/// @param possResend goes with PossResend(97): the client may have this content already, under another MsgSeqNum
/// @param garbling what makes its content unreadable
record Outgoing(BrokerMessage message, boolean possResend, Garbling garbling) {
    /// Sound in its frame, so that FIX has nothing against it.
    enum Garbling {
        NONE,
        NO_NUMBER,
        UNKNOWN_EXEC_TYPE
    }

    static Outgoing first(BrokerMessage message) {
        return new Outgoing(message, false, Garbling.NONE);
    }

    static Outgoing again(BrokerMessage message, boolean possResend) {
        return new Outgoing(message, possResend, Garbling.NONE);
    }

    static Outgoing unreadable(BrokerMessage message, Garbling garbling) {
        return new Outgoing(message, false, garbling);
    }
}
