package dev.plumbline.server.store;

import java.util.Collection;
import java.util.List;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;

/// How the place up to which a shard's states are written becomes a row of the table shard.
final class ShardTable {
    private static final String UPSERT = """
            INSERT INTO shard (shard, state_seq, hash)
            SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[])
            ON CONFLICT (shard) DO UPDATE SET state_seq = EXCLUDED.state_seq, hash = EXCLUDED.hash
            WHERE EXCLUDED.state_seq > shard.state_seq""";

    private ShardTable() {}

    record Row(int shard, long stateSeq, Buffer hash) {
        Row(Pending input) {
            this(input.shard(), input.seq(), input.kept().hash());
        }
    }

    static Part<Row> part(Collection<Row> rows) {
        return new Part<>(
                UPSERT, List.copyOf(rows), ShardTable::params, row -> new LeftOut(row.shard(), row.stateSeq(), "shard", ""));
    }

    private static Tuple params(List<Row> rows) {
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, Row::shard))
                .addArrayOfLong(Column.longs(rows, Row::stateSeq))
                .addArrayOfBuffer(Column.bytes(rows, Row::hash));
    }
}
