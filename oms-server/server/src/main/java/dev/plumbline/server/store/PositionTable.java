package dev.plumbline.server.store;

import java.util.Collection;
import java.util.List;

import io.vertx.sqlclient.Tuple;

import dev.plumbline.core.Position;

/// How positions become rows of the table position.
final class PositionTable {
    private static final String UPSERT = """
            INSERT INTO position (account, symbol, shard, seq, qty, cost, cash, avg_px, realized_pnl)
            SELECT account, symbol, shard, seq, qty::numeric, cost::numeric, cash::numeric, avg_px::numeric,
                   realized_pnl::numeric
              FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $9::text[])
                AS row (account, symbol, shard, seq, qty, cost, cash, avg_px, realized_pnl)
            ON CONFLICT (account, symbol) DO UPDATE SET
                shard = EXCLUDED.shard, seq = EXCLUDED.seq, qty = EXCLUDED.qty, cost = EXCLUDED.cost,
                cash = EXCLUDED.cash, avg_px = EXCLUDED.avg_px, realized_pnl = EXCLUDED.realized_pnl
            WHERE EXCLUDED.seq > position.seq""";

    /// The columns of [#params].
    static final String SELECT =
            "SELECT account, symbol, shard, seq, qty, cost, cash, avg_px, realized_pnl FROM position";

    private PositionTable() {}

    record Row(int shard, long seq, Position position) {}

    static Part<Row> part(Collection<Row> newest) {
        return new Part<>(
                UPSERT, List.copyOf(newest), PositionTable::params,
                row -> new LeftOut(row.shard(), row.seq(), "position", row.position().account() + " " + row.position().symbol()));
    }

    private static Tuple params(List<Row> rows) {
        return Tuple.tuple()
                .addArrayOfString(Column.texts(rows, row -> row.position().account().value()))
                .addArrayOfString(Column.texts(rows, row -> row.position().symbol().value()))
                .addArrayOfInteger(Column.ints(rows, Row::shard))
                .addArrayOfLong(Column.longs(rows, Row::seq))
                .addArrayOfString(Column.texts(rows, row -> row.position().qty().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.position().cost().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.position().cash().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.position().avgPx().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.position().realizedPnl().toString()));
    }
}
