package dev.plumbline.server.store;


import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Outcome;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.wire.Wire;

/// How rows of the table event become entries again.
final class EventReading {
    private static final String REFUSED = "REFUSED";

    private EventReading() {}

    /// The columns of a row.
    record Fields(
            int shard, long seq, String outcome, String reason, String session, String orderKey, long receivedAt, Buffer raw,
            Buffer form, String askedBy, String requestId, Buffer hash) {}

    /// @throws UnreadableException where it cannot be read, with its place
    static Kept kept(Row row) {
        return kept(new Fields(
                row.getShort("shard"), row.getLong("seq"), row.getString("outcome"), row.getString("reason"),
                row.getString("session"), row.getString("order_key"), row.getLong("received_ns"), row.getBuffer("raw"),
                row.getBuffer("form"), row.getString("asked_by"), row.getString("request_id"), row.getBuffer("hash")));
    }

    /// @throws UnreadableException where it cannot be read, with its place
    static Kept kept(Fields row) {
        try {
            return new Kept(0, entry(row), row.form, row.hash);
        } catch (RuntimeException unreadable) {
            throw new UnreadableException(
                    "the stored event " + row.seq + " of shard " + row.shard + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static Entry entry(Fields row) {
        var asker = new Asker(row.askedBy, row.requestId);
        var input = Wire.input(row.form.getBytes());
        return new Entry(
                row.shard, row.seq, input.what(), row.orderKey, new BrokerSession(row.session),
                row.outcome.equals(REFUSED) ? Outcome.IGNORED : Outcome.valueOf(row.outcome), row.reason, row.receivedAt,
                asker.equals(Asker.NONE) ? Asker.NONE : asker, row.raw, input.askedAt(), input.askedFrom());
    }
}
