package dev.plumbline.adapter;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;

/// What happened to a line, for the desk to see. `at` is nanoseconds since the epoch, UTC.
public sealed interface SessionEvent {
    BrokerSession session();

    long at();

    /// Logged on: orders may be sent.
    record Up(BrokerSession session, long at) implements SessionEvent {}

    /// Not logged on; the adapter goes on trying.
    record Down(BrokerSession session, String reason, long at) implements SessionEvent {}

    /// The broker refused our logon; the adapter goes on trying.
    record LogonRejected(BrokerSession session, String reason, long at) implements SessionEvent {}

    /// Messages of the broker are missing, and it has been asked to send them again: until [GapFilled] or [Down] nobody
    /// knows how its orders stand.
    /// @param begin the MsgSeqNum of the first of them
    /// @param end and of the last that was known then
    record Gap(BrokerSession session, long begin, long end, long at) implements SessionEvent {}

    /// What was missing is there.
    record GapFilled(BrokerSession session, long begin, long end, long at) implements SessionEvent {}

    /// Sequence numbers do not fit, or the broker misses messages.
    record SequenceTrouble(BrokerSession session, String text, long at) implements SessionEvent {}

    /// A message of ours has not left and never will: the adapter is certain of that, also after a crash.
    /// @param clOrdID of the message
    /// @param isQuestion an OrderStatusRequest(H), whose ClOrdID is that of the order it asks about: nothing is said of the
    ///     order itself, which may well have left long ago
    record SendFailed(BrokerSession session, ClOrdID clOrdID, boolean isQuestion, String text, long at)
            implements SessionEvent {}
}
