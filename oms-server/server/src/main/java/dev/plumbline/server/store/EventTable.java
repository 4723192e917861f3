package dev.plumbline.server.store;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.vertx.sqlclient.Tuple;

import dev.plumbline.core.ExecID;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Recorded.What;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;

/// How inputs become rows of the table event.
final class EventTable {
    private static final String INSERT = """
            INSERT INTO event (shard, seq, kind, outcome, reason, session, order_key, cl_ord_id, exec_id,
                               at_ns, received_ns, raw, form, hash, asked_by, request_id)
            SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                 $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::bytea[], $13::bytea[],
                                 $14::bytea[], $15::text[], $16::text[])
            ON CONFLICT (shard, seq) DO NOTHING""";

    private EventTable() {}

    static Part<Pending> part(List<Pending> rows) {
        return new Part<>(
                INSERT, rows, EventTable::params, row -> new LeftOut(row.shard(), row.seq(), "event", row.event().order()));
    }

    private static Tuple params(List<Pending> rows) {
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, Pending::shard))
                .addArrayOfLong(Column.longs(rows, Pending::seq))
                .addArrayOfString(Column.texts(rows, row -> kind(row.event().what())))
                .addArrayOfString(Column.texts(rows, row -> outcome(row.event())))
                .addArrayOfString(Column.texts(rows, row -> row.event().reason()))
                .addArrayOfString(Column.texts(rows, row -> row.event().session().value()))
                .addArrayOfString(Column.texts(rows, row -> row.event().order()))
                .addArrayOfString(Column.texts(rows, row -> row.event().clOrdID().value()))
                .addArrayOfString(Column.texts(rows, row -> execID(row.event().what())))
                .addArrayOfLong(Column.longs(rows, row -> row.event().at()))
                .addArrayOfLong(Column.longs(rows, row -> row.event().receivedAt()))
                .addArrayOfBuffer(Column.bytes(rows, row -> row.event().raw()))
                .addArrayOfBuffer(Column.bytes(rows, row -> row.kept().form()))
                .addArrayOfBuffer(Column.bytes(rows, row -> row.kept().hash()))
                .addArrayOfString(Column.texts(rows, row -> row.event().asker().user()))
                .addArrayOfString(Column.texts(rows, row -> row.event().asker().requestId()));
    }

    /// The columns that say again what the event itself says.
    static Map<String, String> derived(Kept kept) {
        var entry = kept.entry();
        return Map.of(
                "kind", kind(entry.what()),
                "outcome", outcome(entry),
                "cl_ord_id", Column.storable(entry.clOrdID().value()),
                "exec_id", Column.storable(execID(entry.what())),
                "at_ns", Long.toString(entry.at()));
    }

    private static String kind(What what) {
        return switch (what) {
            case Recorded.Sent _, Recorded.Refused _ -> "COMMAND";
            case Recorded.Told _, Recorded.Unreadable _, Recorded.AboutNoOrder _ -> "REPORT";
            case Recorded.Silent _ -> "SILENCE";
            case Recorded.NotSent _ -> "UNSENT";
            case Recorded.Switched _, Recorded.NotSwitched _ -> "SWITCH";
        };
    }

    private static String outcome(Entry entry) {
        return entry.what().isRefused() ? "REFUSED" : entry.outcome().name();
    }

    private static String execID(What what) {
        return switch (what) {
            case Recorded.Told(var report) -> report.execID().value();
            case Recorded.Unreadable unreadable -> first(unreadable.execIDs(), ExecID::value);
            case Recorded.Sent _, Recorded.Refused _, Recorded.AboutNoOrder _, Recorded.Silent _, Recorded.NotSent _,
                    Recorded.Switched _, Recorded.NotSwitched _ -> "";
        };
    }

    private static <I> String first(List<I> ids, Function<I, String> value) {
        return ids.isEmpty() ? "" : value.apply(ids.getFirst());
    }
}
