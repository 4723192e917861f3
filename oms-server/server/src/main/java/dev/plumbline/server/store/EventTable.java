package dev.plumbline.server.store;

import java.util.List;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;

import dev.plumbline.core.Command;
import dev.plumbline.server.store.EventRow.Input;
import dev.plumbline.wire.Wire;

/// How inputs become rows of the table event.
final class EventTable {
    static final String INSERT = """
            INSERT INTO event (shard, seq, kind, outcome, reason, session, order_key, cl_ord_id, exec_id,
                               at_ns, received_ns, raw, form)
            SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                 $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::bytea[], $13::bytea[])
            ON CONFLICT (shard, seq) DO NOTHING""";

    private EventTable() {}

    static Tuple params(List<Pending> rows) {
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, Pending::shard))
                .addArrayOfLong(Column.longs(rows, Pending::seq))
                .addArrayOfString(Column.texts(rows, row -> kind(row.input())))
                .addArrayOfString(Column.texts(rows, row -> outcome(row.input())))
                .addArrayOfString(Column.texts(rows, row -> row.event().reason()))
                .addArrayOfString(Column.texts(rows, row -> session(row)))
                .addArrayOfString(Column.texts(rows, EventTable::orderKey))
                .addArrayOfString(Column.texts(rows, row -> clOrdID(row.input())))
                .addArrayOfString(Column.texts(rows, row -> execID(row.input())))
                .addArrayOfLong(Column.longs(rows, EventTable::at))
                .addArrayOfLong(Column.longs(rows, row -> row.event().receivedAt()))
                .addArrayOfBuffer(Column.bytes(rows, row -> row.event().raw()))
                .addArrayOfBuffer(Column.bytes(rows, row -> form(row.input())));
    }

    private static String kind(Input input) {
        return switch (input) {
            case Input.Sent _, Input.Refused _ -> "COMMAND";
            case Input.Reported _, Input.Unreadable _ -> "REPORT";
            case Input.Silent _ -> "SILENCE";
        };
    }

    private static String outcome(Input input) {
        return switch (input) {
            case Input.Sent(_, var outcome) -> outcome.name();
            case Input.Refused _ -> "REFUSED";
            case Input.Reported(_, var outcome) -> outcome.name();
            case Input.Unreadable _ -> "QUARANTINED";
            case Input.Silent silent -> silent.outcome().name();
        };
    }

    private static String session(Pending row) {
        return switch (row.input()) {
            case Input.Sent(var command, _) -> session(command, row);
            case Input.Refused(var command) -> session(command, row);
            case Input.Reported(var report, _) -> report.session().value();
            case Input.Unreadable(var session, _) -> session.value();
            case Input.Silent silent -> silent.session().value();
        };
    }

    private static String session(Command command, Pending row) {
        if (command instanceof Command.Enter enter) return enter.session().value();
        return row.changes().isEmpty() ? "" : row.changes().getFirst().order().session().value();
    }

    private static String orderKey(Pending row) {
        return row.changes().isEmpty() ? "" : row.changes().getFirst().order().key().value();
    }

    private static String clOrdID(Input input) {
        return switch (input) {
            case Input.Sent(var command, _) -> command.clOrdID().value();
            case Input.Refused(var command) -> command.clOrdID().value();
            case Input.Reported(var report, _) -> report.clOrdID().value();
            case Input.Unreadable(_, var clOrdID) -> clOrdID.value();
            case Input.Silent silent -> silent.silence().clOrdID().value();
        };
    }

    private static String execID(Input input) {
        return input instanceof Input.Reported(var report, _) ? report.execID().value() : "";
    }

    private static long at(Pending row) {
        return switch (row.input()) {
            case Input.Sent(var command, _) -> command.at();
            case Input.Refused(var command) -> command.at();
            case Input.Reported(var report, _) -> report.transactTime();
            case Input.Unreadable _ -> 0;
            case Input.Silent silent -> silent.silence().at();
        };
    }

    private static Buffer form(Input input) {
        return switch (input) {
            case Input.Sent(var command, _) -> Buffer.buffer(Wire.encode(command));
            case Input.Refused(var command) -> Buffer.buffer(Wire.encode(command));
            case Input.Reported(var report, _) -> Buffer.buffer(Wire.encode(report));
            case Input.Unreadable _ -> Buffer.buffer();
            case Input.Silent silent -> Buffer.buffer(Wire.encode(silent.silence()));
        };
    }
}
