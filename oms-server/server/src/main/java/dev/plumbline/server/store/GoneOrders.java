package dev.plumbline.server.store;

import java.util.List;

import io.vertx.sqlclient.Tuple;

import dev.plumbline.core.OrderKey;

/// How orders that turned out to be another leave the tables. What was reported of them stays in event.
final class GoneOrders {
    private static final String DELETE_ORDERS = """
            DELETE FROM orders o USING unnest($1::int[], $2::text[], $3::bigint[]) AS gone (shard, order_key, seq)
             WHERE o.shard = gone.shard AND o.order_key = gone.order_key AND o.seq <= gone.seq""";

    private static final String DELETE_EXECUTIONS = """
            DELETE FROM execution e USING unnest($1::int[], $2::text[], $3::bigint[]) AS gone (shard, order_key, seq)
             WHERE e.shard = gone.shard AND e.order_key = gone.order_key AND e.seq <= gone.seq""";

    private GoneOrders() {}

    /// @param seq the input that showed it: what is newer under this key stays
    record Row(int shard, OrderKey key, long seq) {}

    static Part<Row> executions(List<Row> rows) {
        return new Part<>(DELETE_EXECUTIONS, rows, GoneOrders::params, row -> name(row, "execution"));
    }

    static Part<Row> orders(List<Row> rows) {
        return new Part<>(DELETE_ORDERS, rows, GoneOrders::params, row -> name(row, "orders"));
    }

    private static LeftOut name(Row row, String table) {
        return new LeftOut(row.shard(), row.seq(), table, row.key().value());
    }

    private static Tuple params(List<Row> rows) {
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, Row::shard))
                .addArrayOfString(Column.texts(rows, row -> row.key().value()))
                .addArrayOfLong(Column.longs(rows, Row::seq));
    }
}
