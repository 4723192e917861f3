package dev.plumbline.server.journal;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;

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
        Buffer raw) {

    public Entry {
        order = storable(order);
        reason = storable(reason);
    }

    /// Postgres keeps no NUL in text, and the journal and the store shall have the same: `raw` has what came.
    public static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
