package dev.plumbline.adapter.fix;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.ClOrdID;

/// What a thread of the engine, or our sender, has to tell the event loop. `at` is nanoseconds since the epoch, UTC.
sealed interface Heard {
    /// A message about an order, or a reject of one of ours.
    record Message(Inbound inbound) implements Heard {}

    /// A message of ours about an order is about to leave under this number.
    /// @param isQuestion an OrderStatusRequest(H)
    record Sent(int msgSeqNum, ClOrdID clOrdID, boolean isQuestion) implements Heard {}

    record Connected() implements Heard {}

    record CannotConnect(String reason, long at) implements Heard {}

    record LogonSent() implements Heard {}

    record LoggedOn(long at) implements Heard {}

    /// Logout(5), or Reject(3) of our Logon. `text` may be empty.
    record Refusal(String text, long at) implements Heard {}

    /// The engine is about to close the line, and says why.
    record Disconnecting(String reason) implements Heard {}

    record Disconnected(long at) implements Heard {}

    /// Messages of the broker are missing, and were asked for.
    record Gap(long begin, long end, long at) implements Heard {}

    record GapFilled(long begin, long end, long at) implements Heard {}

    record SequenceTrouble(String text, long at) implements Heard {}

    /// @param isQuestion an OrderStatusRequest(H)
    record Unsent(ClOrdID clOrdID, boolean isQuestion, String text, long at) implements Heard {}

    /// We are being stopped: what closes now was closed by us.
    record Stopping() implements Heard {}
}
