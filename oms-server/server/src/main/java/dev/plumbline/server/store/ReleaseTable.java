package dev.plumbline.server.store;

import java.util.List;

import io.vertx.sqlclient.Tuple;

import dev.plumbline.core.Released;

/// How inputs that had waited become rows of the table release.
final class ReleaseTable {
    private static final String INSERT = """
            INSERT INTO release (shard, seq, by_seq, outcome, reason, released_ns)
            SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[])
            ON CONFLICT (shard, seq) DO NOTHING""";

    /// The columns of [#params].
    static final String SELECT = "SELECT shard, seq, by_seq, outcome, reason, released_ns FROM release";

    private ReleaseTable() {}

    /// @param by the input that it had waited for
    record Row(int shard, long by, long at, Released released) {
        Row(Pending by, Released released) {
            this(by.shard(), by.seq(), by.event().receivedAt(), released);
        }
    }

    static Part<Row> part(List<Row> rows) {
        return new Part<>(
                INSERT, rows, ReleaseTable::params, row -> new LeftOut(row.shard(), row.released().input(), "release", ""));
    }

    private static Tuple params(List<Row> rows) {
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, Row::shard))
                .addArrayOfLong(Column.longs(rows, row -> row.released().input()))
                .addArrayOfLong(Column.longs(rows, Row::by))
                .addArrayOfString(Column.texts(rows, row -> row.released().outcome().name()))
                .addArrayOfString(Column.texts(rows, row -> row.released().reason()))
                .addArrayOfLong(Column.longs(rows, Row::at));
    }
}
