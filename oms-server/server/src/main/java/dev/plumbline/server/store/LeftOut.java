package dev.plumbline.server.store;

import java.util.List;

import io.vertx.sqlclient.Tuple;

/// A row that Postgres does not take, and the table left_out that names it.
///
/// @param what the table that lacks it
record LeftOut(int shard, long seq, String what, String key, String reason) {
    private static final String INSERT = """
            INSERT INTO left_out (shard, seq, what, row_key, reason)
            SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::text[])
            ON CONFLICT DO NOTHING""";

    LeftOut(int shard, long seq, String what, String key) {
        this(shard, seq, what, key, "");
    }

    LeftOut because(String why) {
        return new LeftOut(shard, seq, what, key, why);
    }

    static Part<LeftOut> part(List<LeftOut> rows) {
        return new Part<>(INSERT, rows, LeftOut::params, row -> row);
    }

    private static Tuple params(List<LeftOut> rows) {
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, LeftOut::shard))
                .addArrayOfLong(Column.longs(rows, LeftOut::seq))
                .addArrayOfString(Column.texts(rows, LeftOut::what))
                .addArrayOfString(Column.texts(rows, LeftOut::key))
                .addArrayOfString(Column.texts(rows, LeftOut::reason));
    }

    /// For a person.
    @Override
    public String toString() {
        return "the row of " + what + " for '" + key + "' after input " + seq + " of shard " + shard;
    }
}
