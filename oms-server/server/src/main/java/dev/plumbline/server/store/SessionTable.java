package dev.plumbline.server.store;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/// What broker sessions keep, in Postgres: see [SessionRow].
final class SessionTable {
    private static final String PUT = """
            INSERT INTO session_copy (session, epoch, number, version, record) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (session, epoch, number) DO UPDATE SET version = EXCLUDED.version, record = EXCLUDED.record
            WHERE EXCLUDED.version > session_copy.version""";
    private static final String ALL = "SELECT epoch, number, version, record FROM session_copy WHERE session = $1";
    private static final String MARK = """
            SELECT count(*), coalesce(sum(epoch), 0)::text, coalesce(sum(number), 0)::text, coalesce(sum(version), 0)::text
            FROM session_copy WHERE session = $1""";
    private static final String FORGET = """
            DELETE FROM session_copy WHERE session = $1 AND (epoch < $2 OR epoch = $2 AND number < $3)""";

    private final Pool pool;

    SessionTable(Pool pool) {
        this.pool = pool;
    }

    Future<Void> put(String session, List<SessionRow> rows) {
        if (rows.isEmpty()) return Future.succeededFuture();
        var tuples = rows.stream()
                .map(row -> Tuple.of(session, row.epoch(), row.number(), row.version(), row.record()))
                .toList();
        return pool.withTransaction(link -> link.preparedQuery(PUT).executeBatch(tuples).mapEmpty());
    }

    Future<List<SessionRow>> all(String session) {
        return pool.preparedQuery(ALL).execute(Tuple.of(session)).map(SessionTable::rows);
    }

    Future<SessionMark> mark(String session) {
        return pool.preparedQuery(MARK).execute(Tuple.of(session)).map(rows -> {
            var row = rows.iterator().next();
            return new SessionMark(row.getLong(0), new BigInteger(row.getString(1)), new BigInteger(row.getString(2)), new BigInteger(row.getString(3)));
        });
    }

    private static List<SessionRow> rows(RowSet<Row> set) {
        var rows = new ArrayList<SessionRow>();
        for (var row : set) rows.add(new SessionRow(row.getLong(0), row.getLong(1), row.getLong(2), row.get(Buffer.class, 3)));
        return rows;
    }

    Future<Void> forget(String session, long epoch, long before) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(session, epoch, before)).mapEmpty();
    }
}
