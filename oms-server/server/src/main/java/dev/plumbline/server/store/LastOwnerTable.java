package dev.plumbline.server.store;

import java.util.Optional;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/// The one row about the [LastOwner].
final class LastOwnerTable {
    private static final String READ = "SELECT server, incarnation, is_stored FROM last_owner";
    /// Who takes over raises the epoch of the first shard before it looks who had it last: it waits for this, or this for it.
    private static final String WRITE = """
            WITH first AS (SELECT epoch FROM shard WHERE shard = 0 FOR SHARE)
            INSERT INTO last_owner AS there (server, incarnation, is_stored, epoch)
            SELECT $1::text, $2::bigint, $3::boolean, $4::bigint WHERE NOT EXISTS (SELECT FROM first WHERE epoch > $4)
            ON CONFLICT (only_one) DO UPDATE
            SET server = EXCLUDED.server, incarnation = EXCLUDED.incarnation, is_stored = EXCLUDED.is_stored, epoch = EXCLUDED.epoch
            WHERE there.epoch <= EXCLUDED.epoch""";

    private final Pool pool;

    LastOwnerTable(Pool pool) {
        this.pool = pool;
    }

    Future<Optional<LastOwner>> read() {
        return pool.query(READ).execute().map(rows -> {
            for (var row : rows) return Optional.of(new LastOwner(row.getString(0), row.getLong(1), row.getBoolean(2)));
            return Optional.<LastOwner>empty();
        });
    }

    /// Fails where another has begun, or begins, under a higher epoch.
    Future<Void> write(LastOwner owner, long epoch) {
        var row = Tuple.of(owner.server(), owner.incarnation(), owner.isStored(), epoch);
        return pool.preparedQuery(WRITE).execute(row).compose(written -> written.rowCount() == 1
                ? Future.<Void>succeededFuture()
                : Future.failedFuture(new StoreException("another server takes over, or has, under a higher epoch than " + epoch)));
    }
}
