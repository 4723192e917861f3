package dev.plumbline.server.store;

import java.util.List;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Recorded.What;
import dev.plumbline.core.Unsent;
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
                what(row),
                row.getString("order_key"),
                new BrokerSession(row.getString("session")),
                outcome.equals(REFUSED) ? Outcome.IGNORED : Outcome.valueOf(outcome),
                row.getString("reason"),
                row.getLong("received_ns"),
                new Asker(row.getString("asked_by"), row.getString("request_id")),
                row.getBuffer("raw"));
    }

    private static What what(Row row) {
        var form = row.getBuffer("form");
        return switch (row.getString("kind")) {
            case "COMMAND" -> command(row, form);
            case "SILENCE" -> new Recorded.Silent(Wire.silence(form.getBytes()));
            case "UNSENT" -> new Recorded.NotSent(
                    new Unsent(clOrdID(row), row.getString("reason"), row.getLong("at_ns")));
            default -> form.length() == 0
                    ? new Recorded.Unreadable(row.getString("reason"), List.of(clOrdID(row)), OrderID.NONE, List.of())
                    : new Recorded.Told(Wire.report(form.getBytes()));
        };
    }

    private static What command(Row row, Buffer form) {
        var command = Wire.command(form.getBytes());
        return row.getString("outcome").equals(REFUSED)
                ? new Recorded.Refused(command)
                : new Recorded.Sent(command, false);
    }

    private static ClOrdID clOrdID(Row row) {
        return new ClOrdID(row.getString("cl_ord_id"));
    }
}
