package dev.plumbline.server.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/// How the place up to which a shard's states are written becomes a row of the table shard, and how that row is locked
/// against whoever wrote the shard before.
final class ShardTable {
    /// Locks the rows of all shards that are written, in their order, so that two writers cannot wait for each other; makes
    /// those that there are not. Answers under which epoch each is written: a higher one than ours is another's, and what is
    /// done here must then not be committed.
    private static final String LOCK_AND_WRITE = """
            INSERT INTO shard (shard, state_seq, hash, epoch)
            SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[], $4::bigint[]) ORDER BY 1
            ON CONFLICT (shard) DO UPDATE SET
                state_seq = greatest(shard.state_seq, EXCLUDED.state_seq),
                hash = CASE WHEN EXCLUDED.state_seq > shard.state_seq THEN EXCLUDED.hash ELSE shard.hash END,
                epoch = greatest(shard.epoch, EXCLUDED.epoch)
            RETURNING shard, epoch""";

    /// Raises the epoch to $2, unless the row has a higher one than $3. Waits for whoever holds the row.
    static final String OWN = """
            INSERT INTO shard (shard, state_seq, hash, epoch) VALUES ($1, 0, '', $2)
            ON CONFLICT (shard) DO UPDATE
            SET epoch = CASE WHEN shard.epoch <= $3 THEN EXCLUDED.epoch ELSE shard.epoch END
            RETURNING epoch""";

    /// Reads the end of an index for each shard.
    static final String STANDS = """
            SELECT shard, state_seq, epoch,
                   coalesce((SELECT max(seq) FROM event WHERE event.shard = shard.shard), 0) AS last_seq
              FROM shard""";

    private ShardTable() {}

    /// @param stateSeq 0 where only events are written
    record Row(int shard, long stateSeq, Buffer hash) {
        Row(Pending input) {
            this(input.shard(), input.seq(), input.kept().hash());
        }

        static Row ofEvents(int shard) {
            return new Row(shard, 0, Buffer.buffer());
        }
    }

    /// How far a shard is stored, and under which epoch.
    record Stand(int shard, long stateSeq, long epoch, long lastSeq) {
        Stand(io.vertx.sqlclient.Row row) {
            this(row.getInteger("shard"), row.getLong("state_seq"), row.getLong("epoch"), row.getLong("last_seq"));
        }
    }

    static Part<Row> part(Collection<Row> rows, Epochs epochs) {
        return new Part<>(
                LOCK_AND_WRITE, List.copyOf(rows), some -> params(some, epochs),
                row -> new LeftOut(row.shard(), row.stateSeq(), "shard", ""));
    }

    private static Tuple params(List<Row> rows, Epochs epochs) {
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, Row::shard))
                .addArrayOfLong(Column.longs(rows, Row::stateSeq))
                .addArrayOfBuffer(Column.bytes(rows, Row::hash))
                .addArrayOfLong(Column.longs(rows, row -> epochs.of(row.shard())));
    }

    /// What [#part] answers.
    static Map<Integer, Long> epochs(RowSet<io.vertx.sqlclient.Row> answer) {
        var epochs = new HashMap<Integer, Long>();
        for (var row : answer) epochs.put(row.getInteger("shard"), row.getLong("epoch"));
        return epochs;
    }
}
