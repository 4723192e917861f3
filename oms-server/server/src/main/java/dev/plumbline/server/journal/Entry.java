package dev.plumbline.server.journal;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.wire.Wire;

/// One input of a shard as the journal and the history keep it.
///
/// @param seq the number that the shard gave to it, counted up from 1; never used again
/// @param what it was read as: enough to do again what it did
/// @param order the key of the order that it changed first; empty where it changed none
/// @param session the broker session that it came from or is for
/// @param outcome what became of it when it came; of a refused command IGNORED, as it did nothing
/// @param reason why it was refused, parked or quarantined; else empty
/// @param receivedAt when we had it, nanoseconds since the epoch, UTC
/// @param raw the message as it came in, empty for a command; nobody may write to it
/// @param askedAt when the asker sent it, by the clock there: nanoseconds since the epoch, UTC; 0 where not stated
/// @param askedFrom the door and the place that the asker sent it from, for a person; empty where not known
public record Entry(
        int shard,
        long seq,
        Recorded.What what,
        String order,
        BrokerSession session,
        Outcome outcome,
        String reason,
        long receivedAt,
        Asker asker,
        Buffer raw,
        long askedAt,
        String askedFrom) {

    public Entry {
        order = storable(order);
        reason = storable(reason);
    }

    /// Of one that nobody asked for, or did not say when.
    public Entry(
            int shard, long seq, Recorded.What what, String order, BrokerSession session, Outcome outcome, String reason,
            long receivedAt, Asker asker, Buffer raw) {
        this(shard, seq, what, order, session, outcome, reason, receivedAt, asker, raw, 0, "");
    }

    /// What stands of it in the form of `dev.plumbline.wire`.
    public Wire.Input input() {
        return new Wire.Input(what, askedAt, askedFrom);
    }

    /// TransactTime of a report, 0 where not stated; of anything else when it was given. Nanoseconds since the epoch, UTC.
    public long at() {
        return switch (what) {
            case Recorded.Sent(var command, _) -> command.at();
            case Recorded.Refused(var command) -> command.at();
            case Recorded.Told(var report) -> report.transactTime();
            case Recorded.Unreadable _, Recorded.AboutNoOrder _ -> 0;
            case Recorded.Silent(var silence) -> silence.at();
            case Recorded.NotSent(var unsent) -> unsent.at();
            case Recorded.Switched(var act) -> act.at();
            case Recorded.NotSwitched(var act) -> act.at();
        };
    }

    /// The ClOrdID that it carries, the first where it could not be read; none where it has none.
    public ClOrdID clOrdID() {
        return switch (what) {
            case Recorded.Sent(var command, _) -> command.clOrdID();
            case Recorded.Refused(var command) -> command.clOrdID();
            case Recorded.Told(var report) -> report.clOrdID();
            case Recorded.Unreadable unreadable -> unreadable.clOrdIDs().isEmpty()
                    ? ClOrdID.NONE
                    : unreadable.clOrdIDs().getFirst();
            case Recorded.AboutNoOrder(), Recorded.Switched _, Recorded.NotSwitched _ -> ClOrdID.NONE;
            case Recorded.Silent(var silence) -> silence.clOrdID();
            case Recorded.NotSent(var unsent) -> unsent.clOrdID();
        };
    }

    /// Postgres keeps no NUL in text, and the journal and the store shall have the same: `raw` has what came.
    public static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
