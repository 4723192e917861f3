package dev.plumbline.server.store;

import java.util.Optional;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/// The one row about the [LastOwner].
final class LastOwnerTable {
    private static final String READ = "SELECT server, incarnation, is_stored FROM last_owner";
    private static final String WRITE = """
            INSERT INTO last_owner AS there (server, incarnation, is_stored, epoch) VALUES ($1, $2, $3, $4)
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

    /// Fails where another has begun under a higher epoch.
    Future<Void> write(LastOwner owner, long epoch) {
        var row = Tuple.of(owner.server(), owner.incarnation(), owner.isStored(), epoch);
        return pool.preparedQuery(WRITE).execute(row).compose(written -> written.rowCount() == 1
                ? Future.<Void>succeededFuture()
                : Future.failedFuture(new StoreException("another server has begun since, under a higher epoch than " + epoch)));
    }
}
