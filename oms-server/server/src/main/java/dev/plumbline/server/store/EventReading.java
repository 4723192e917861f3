package dev.plumbline.server.store;


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

    /// @throws StoreException where it cannot be read, with its place
    static Kept kept(Row row) {
        try {
            return new Kept(0, entry(row), row.getBuffer("form"), row.getBuffer("hash"));
        } catch (RuntimeException unreadable) {
            throw new StoreException(
                    "the stored event " + row.getLong("seq") + " of shard " + row.getShort("shard")
                            + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Entry entry(Row row) {
        var outcome = row.getString("outcome");
        return new Entry(
                row.getShort("shard"),
                row.getLong("seq"),
                Wire.what(row.getBuffer("form").getBytes()),
                row.getString("order_key"),
                new BrokerSession(row.getString("session")),
                outcome.equals(REFUSED) ? Outcome.IGNORED : Outcome.valueOf(outcome),
                row.getString("reason"),
                row.getLong("received_ns"),
                new Asker(row.getString("asked_by"), row.getString("request_id")),
                row.getBuffer("raw"));
    }
}
