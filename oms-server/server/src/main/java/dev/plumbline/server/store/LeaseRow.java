package dev.plumbline.server.store;

import java.util.List;
import java.util.stream.StreamSupport;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/// Who took a lease last, as the register has it.
///
/// @param server empty where it was given back
/// @param isOver the run that took it never acts again
public record LeaseRow(String lease, String server, long epoch, boolean isOver) {
    private static final String READ = """
            SELECT lease.lease, lease.server, lease.epoch, coalesce(one.over OR one.incarnation > lease.incarnation, false)
              FROM lease LEFT JOIN lease_server AS one ON one.server = lease.server
             ORDER BY lease.lease""";

    static Future<List<LeaseRow>> all(Pool pool) {
        return pool.query(READ).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new LeaseRow(row.getString(0), row.getString(1), row.getLong(2), row.getBoolean(3)))
                .toList());
    }
}
