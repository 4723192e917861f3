package dev.plumbline.server.store;

import java.util.Collection;
import java.util.List;

import io.vertx.sqlclient.Tuple;

import dev.plumbline.core.Execution;
import dev.plumbline.core.OrderKey;

/// How executions become rows of the table execution.
final class ExecutionTable {
    private static final String UPSERT = """
            INSERT INTO execution (shard, order_key, exec_no, seq, exec_id, last_exec_id, cl_ord_id, qty, px, state,
                                   transact_ns)
            SELECT shard, order_key, exec_no, seq, exec_id, last_exec_id, cl_ord_id, qty::numeric, px::numeric, state,
                   transact_ns
              FROM unnest($1::int[], $2::text[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $9::text[], $10::text[], $11::bigint[])
                AS row (shard, order_key, exec_no, seq, exec_id, last_exec_id, cl_ord_id, qty, px, state, transact_ns)
            ON CONFLICT (shard, order_key, exec_no) DO UPDATE SET
                seq = EXCLUDED.seq, exec_id = EXCLUDED.exec_id, last_exec_id = EXCLUDED.last_exec_id,
                cl_ord_id = EXCLUDED.cl_ord_id, qty = EXCLUDED.qty, px = EXCLUDED.px, state = EXCLUDED.state,
                transact_ns = EXCLUDED.transact_ns
            WHERE EXCLUDED.seq > execution.seq""";

    /// The columns of [#params].
    static final String SELECT = """
            SELECT shard, order_key, exec_no, seq, exec_id, last_exec_id, cl_ord_id, qty, px, state, transact_ns
              FROM execution""";

    private ExecutionTable() {}

    /// @param execNo its place among the order's executions
    record Row(int shard, OrderKey key, int execNo, long seq, Execution execution) {}

    static Part<Row> part(Collection<Row> newest) {
        return new Part<>(
                UPSERT, List.copyOf(newest), ExecutionTable::params,
                row -> new LeftOut(row.shard(), row.seq(), "execution", row.key().value()));
    }

    private static Tuple params(List<Row> rows) {
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, Row::shard))
                .addArrayOfString(Column.texts(rows, row -> row.key().value()))
                .addArrayOfInteger(Column.ints(rows, Row::execNo))
                .addArrayOfLong(Column.longs(rows, Row::seq))
                .addArrayOfString(Column.texts(rows, row -> row.execution().execID().value()))
                .addArrayOfString(Column.texts(rows, row -> row.execution().lastExecID().value()))
                .addArrayOfString(Column.texts(rows, row -> row.execution().clOrdID().value()))
                .addArrayOfString(Column.texts(rows, row -> row.execution().qty().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.execution().px().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.execution().state().name()))
                .addArrayOfLong(Column.longs(rows, row -> row.execution().transactTime()));
    }
}
