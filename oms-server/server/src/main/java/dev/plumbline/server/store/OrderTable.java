package dev.plumbline.server.store;

import java.util.Collection;
import java.util.List;

import io.vertx.sqlclient.Tuple;

import dev.plumbline.core.Order;

/// How orders become rows of the table orders.
final class OrderTable {
    private static final String UPSERT = """
            INSERT INTO orders (shard, order_key, seq, first_seq, session, order_id, cl_ord_id, chain, account, symbol,
                                side, ord_type, time_in_force, ord_status, order_qty, price, cum_qty, leaves_qty,
                                avg_px, unexplained_qty, flags, text, entered_ns, updated_ns)
            SELECT shard, order_key, seq, first_seq, session, order_id, cl_ord_id, string_to_array(chain, E'\\x01'),
                   account, symbol, side, ord_type, time_in_force, ord_status, nullif(order_qty, '')::numeric,
                   nullif(price, '')::numeric,
                   cum_qty::numeric, leaves_qty::numeric, avg_px::numeric, unexplained_qty::numeric,
                   string_to_array(flags, E'\\x01'), text, entered_ns, updated_ns
              FROM unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
                          $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[],
                          $22::text[], $23::bigint[], $24::bigint[])
                AS row (shard, order_key, seq, first_seq, session, order_id, cl_ord_id, chain, account, symbol,
                        side, ord_type, time_in_force, ord_status, order_qty, price, cum_qty, leaves_qty,
                        avg_px, unexplained_qty, flags, text, entered_ns, updated_ns)
            ON CONFLICT (shard, order_key) DO UPDATE SET
                seq = EXCLUDED.seq, session = EXCLUDED.session, order_id = EXCLUDED.order_id,
                cl_ord_id = EXCLUDED.cl_ord_id, chain = EXCLUDED.chain, account = EXCLUDED.account,
                symbol = EXCLUDED.symbol, side = EXCLUDED.side, ord_type = EXCLUDED.ord_type,
                time_in_force = EXCLUDED.time_in_force, ord_status = EXCLUDED.ord_status,
                order_qty = EXCLUDED.order_qty, price = EXCLUDED.price, cum_qty = EXCLUDED.cum_qty,
                leaves_qty = EXCLUDED.leaves_qty, avg_px = EXCLUDED.avg_px,
                unexplained_qty = EXCLUDED.unexplained_qty, flags = EXCLUDED.flags, text = EXCLUDED.text,
                entered_ns = EXCLUDED.entered_ns, updated_ns = EXCLUDED.updated_ns
            WHERE EXCLUDED.seq > orders.seq""";

    /// The columns of [#params], as text, by key.
    static final String SELECT = """
            SELECT shard, order_key, seq, first_seq, session, order_id, cl_ord_id, array_to_string(chain, E'\\x01'),
                   account, symbol, side, ord_type, time_in_force, ord_status, coalesce(order_qty::text, ''),
                   coalesce(price::text, ''), cum_qty, leaves_qty, avg_px, unexplained_qty,
                   array_to_string(flags, E'\\x01'), text, entered_ns, updated_ns
              FROM orders""";

    private OrderTable() {}

    /// @param firstSeq the input by which the order was first heard of, as far as this batch knows
    record Row(int shard, long seq, long firstSeq, Order order) {}

    static Part<Row> part(Collection<Row> newest) {
        return new Part<>(
                UPSERT, List.copyOf(newest), OrderTable::params,
                row -> new LeftOut(row.shard(), row.seq(), "orders", row.order().key().value()));
    }

    private static Tuple params(List<Row> rows) {
        return Tuple.tuple()
                .addArrayOfInteger(Column.ints(rows, Row::shard))
                .addArrayOfString(Column.texts(rows, row -> row.order().key().value()))
                .addArrayOfLong(Column.longs(rows, Row::seq))
                .addArrayOfLong(Column.longs(rows, Row::firstSeq))
                .addArrayOfString(Column.texts(rows, row -> row.order().session().value()))
                .addArrayOfString(Column.texts(rows, row -> row.order().orderID().value()))
                .addArrayOfString(Column.texts(rows, row -> row.order().clOrdID().value()))
                .addArrayOfString(Column.texts(rows, row -> Column.list(row.order().chain())))
                .addArrayOfString(Column.texts(rows, row -> row.order().account().value()))
                .addArrayOfString(Column.texts(rows, row -> row.order().symbol().value()))
                .addArrayOfString(Column.texts(rows, row -> row.order().side().label()))
                .addArrayOfString(Column.texts(rows, row -> row.order().ordType().label()))
                .addArrayOfString(Column.texts(rows, row -> row.order().timeInForce().label()))
                .addArrayOfString(Column.texts(rows, row -> row.order().ordStatus().label()))
                .addArrayOfString(Column.texts(rows, row -> row.order().orderQty().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.order().price().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.order().cumQty().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.order().leavesQty().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.order().avgPx().toString()))
                .addArrayOfString(Column.texts(rows, row -> row.order().unexplainedQty().toString()))
                .addArrayOfString(Column.texts(rows, row -> Column.list(row.order().flags().list())))
                .addArrayOfString(Column.texts(rows, row -> row.order().text()))
                .addArrayOfLong(Column.longs(rows, row -> row.order().enteredAt()))
                .addArrayOfLong(Column.longs(rows, row -> row.order().updatedAt()));
    }
}
