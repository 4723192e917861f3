package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.vertx.sqlclient.Tuple;

/// Rows that one statement writes, as arrays.
///
/// @param name what to call a row that cannot be written
record Part<R>(String sql, List<R> rows, Function<List<R>, Tuple> params, Function<R, LeftOut> name) {
    /// Rows to a statement: its parameters are in memory at once, here and in Postgres.
    private static final int CHUNK = 4_000;

    /// In the order of the rows.
    List<Part<R>> chunks() {
        if (rows.size() <= CHUNK) return rows.isEmpty() ? List.of() : List.of(this);
        var chunks = new ArrayList<Part<R>>();
        for (int from = 0; from < rows.size(); from += CHUNK)
            chunks.add(of(from, Math.min(from + CHUNK, rows.size())));
        return chunks;
    }

    Part<R> firstHalf() {
        return of(0, rows.size() / 2);
    }

    Part<R> secondHalf() {
        return of(rows.size() / 2, rows.size());
    }

    private Part<R> of(int from, int to) {
        return new Part<>(sql, rows.subList(from, to), params, name);
    }

    /// @throws RowException where one of them cannot be encoded
    Tuple tuple() {
        try {
            return params.apply(rows);
        } catch (RuntimeException failure) {
            throw new RowException(failure);
        }
    }

    /// Of the only row.
    LeftOut leftOut(String reason) {
        return name.apply(rows.getFirst()).because(reason);
    }
}
