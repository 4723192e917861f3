package dev.plumbline.server.store;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Report;
import dev.plumbline.core.Silence;

/// One input of a shard as history keeps it.
///
/// @param seq the number that the shard gave to it, counted up from 1; never used again
/// @param reason why it was refused, parked or quarantined; else empty
/// @param receivedAt when we had it, nanoseconds since the epoch, UTC
/// @param raw the message as it came in, empty for a command; nobody may write to it
public record EventRow(long seq, Input input, String reason, long receivedAt, Buffer raw) {

    /// What came in.
    public sealed interface Input {
        /// A command that was sent, or quarantined or parked as a fact of a log.
        record Sent(Command command, Outcome outcome) implements Input {}

        /// A command that did not leave.
        record Refused(Command command) implements Input {}

        record Reported(Report report, Outcome outcome) implements Input {}

        /// Nothing was heard of a request.
        record Silent(Silence silence, BrokerSession session, Outcome outcome) implements Input {}

        /// A message that could not be read.
        /// @param clOrdID the order that it seems to be about, or NONE
        record Unreadable(BrokerSession session, ClOrdID clOrdID) implements Input {}
    }
}
