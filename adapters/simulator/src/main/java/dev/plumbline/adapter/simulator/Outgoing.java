package dev.plumbline.adapter.simulator;

/// A message on its way to the wire.
///
/// @param possResend goes with PossResend(97): the client may have this content already, under another MsgSeqNum
record Outgoing(BrokerMessage message, boolean possResend) {
    static Outgoing first(BrokerMessage message) {
        return new Outgoing(message, false);
    }
}
