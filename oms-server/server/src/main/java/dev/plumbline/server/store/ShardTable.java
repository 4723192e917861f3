package dev.plumbline.server.store;

import java.util.List;
import java.util.Map;

import io.vertx.sqlclient.Tuple;

/// How far the state of each shard is written.
final class ShardTable {
    static final String UPSERT = """
            INSERT INTO shard (shard, state_seq)
            SELECT * FROM unnest($1::int[], $2::bigint[])
            ON CONFLICT (shard) DO UPDATE SET state_seq = EXCLUDED.state_seq
            WHERE EXCLUDED.state_seq > shard.state_seq""";

    private ShardTable() {}

    /// @param stateSeqs by shard
    static Tuple params(Map<Integer, Long> stateSeqs) {
        var rows = List.copyOf(stateSeqs.entrySet());
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, Map.Entry::getKey))
                .addArrayOfLong(Column.longs(rows, Map.Entry::getValue));
    }
}
