package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import dev.plumbline.core.Account;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;
import dev.plumbline.server.journal.Kept;

/// Reads back what is stored.
final class Reader {
    /// Events fetched at a time: at most so many are in memory before their taker has them.

    private final Pool pool;

    Reader(Pool pool) {
        this.pool = pool;
    }

    Future<StoredShard> positionOf(int shard) {
        return pool.preparedQuery("""
                        SELECT coalesce(e.seq, 0) AS last_seq, coalesce(e.hash, '') AS last_hash,
                               coalesce(s.state_seq, 0) AS state_seq, coalesce(s.hash, '') AS state_hash
                          FROM (SELECT) AS one
                          LEFT JOIN (SELECT seq, hash FROM event WHERE shard = $1 ORDER BY seq DESC LIMIT 1) AS e ON true
                          LEFT JOIN shard s ON s.shard = $1""")
                .execute(Tuple.of((short) shard))
                .map(rows -> shard(rows.iterator().next()));
    }

    private static StoredShard shard(Row row) {
        return new StoredShard(
                row.getLong("last_seq"), row.getBuffer("last_hash"), row.getLong("state_seq"), row.getBuffer("state_hash"));
    }

    Future<List<StoredShard>> positionsOf(int shards) {
        return pool.preparedQuery("""
                        SELECT coalesce(e.seq, 0) AS last_seq, coalesce(e.hash, '') AS last_hash,
                               coalesce(s.state_seq, 0) AS state_seq, coalesce(s.hash, '') AS state_hash
                          FROM generate_series(0, $1 - 1) AS n
                          LEFT JOIN LATERAL (SELECT seq, hash FROM event WHERE shard = n::smallint ORDER BY seq DESC LIMIT 1) AS e ON true
                          LEFT JOIN shard s ON s.shard = n
                         ORDER BY n""")
                .execute(Tuple.of(shards))
                .map(rows -> {
                    var positions = new ArrayList<StoredShard>();
                    for (var row : rows) positions.add(shard(row));
                    return positions;
                });
    }

    Future<Buffer> hashOf(int shard, long seq) {
        return pool.preparedQuery("SELECT hash FROM event WHERE shard = $1 AND seq = $2")
                .execute(Tuple.of((short) shard, seq))
                .map(rows -> rows.size() == 0 ? Buffer.buffer() : rows.iterator().next().getBuffer("hash"));
    }

    Future<List<Kept>> events(int shard, long afterSeq, int limit) {
        return pool.preparedQuery("SELECT * FROM event WHERE shard = $1 AND seq > $2 ORDER BY seq LIMIT $3")
                .execute(Tuple.of((short) shard, afterSeq, limit))
                .map(Reader::kept);
    }

    Future<List<Kept>> inputsOf(OrderKey order, int limit) {
        return pool.preparedQuery("SELECT * FROM event WHERE order_key = $1 AND order_key <> '' ORDER BY seq LIMIT $2")
                .execute(Tuple.of(order.value(), limit))
                .map(Reader::kept);
    }

    Future<List<Kept>> inputsNaming(Filed.Named named, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM event WHERE shard = $1 AND seq IN (
                            SELECT seq FROM event
                             WHERE shard = $1 AND order_key = '' AND cl_ord_id <> '' AND cl_ord_id = ANY($2)
                            UNION SELECT seq FROM event
                             WHERE shard = $1 AND order_key = '' AND exec_id <> '' AND exec_id = ANY($3)
                            UNION SELECT seq FROM event
                             WHERE shard = $1 AND order_key <> '' AND order_key = ANY($4)
                            UNION SELECT seq FROM release WHERE shard = $1 AND by_seq = ANY($5)
                            UNION (SELECT seq FROM event
                             WHERE shard = $1 AND seq > $6 AND outcome = 'REFUSED' ORDER BY seq LIMIT $7))
                         ORDER BY seq LIMIT $8""")
                .execute(Tuple.tuple()
                        .addShort((short) named.shard())
                        .addArrayOfString(named.clOrdIDs().toArray(String[]::new))
                        .addArrayOfString(named.execIDs().toArray(String[]::new))
                        .addArrayOfString(named.keys().toArray(String[]::new))
                        .addArrayOfLong(named.releasing().toArray(Long[]::new))
                        .addLong(named.releasing().getFirst())
                        .addInteger(Filed.REFUSED_MAX)
                        .addInteger(limit))
                .map(Reader::kept);
    }

    private static List<Kept> kept(RowSet<Row> rows) {
        var kept = new ArrayList<Kept>(rows.size());
        for (var row : rows) kept.add(EventReading.kept(row));
        return kept;
    }

    Future<Integer> lastShard() {
        return pool.query("SELECT coalesce(max(shard), -1) FROM event")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    Future<Map<Integer, Long>> epochs() {
        return pool.query("SELECT shard, epoch FROM shard WHERE epoch > 0").execute().map(rows -> {
            var epochs = new HashMap<Integer, Long>();
            for (var row : rows) epochs.put(row.getInteger(0), row.getLong(1));
            return epochs;
        });
    }

    Future<Long> everParked() {
        return pool.query("SELECT count(*) FROM event WHERE outcome = 'PARKED'")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<List<StoredOrder>> orders() {
        return pool.withTransaction(connection -> connection
                .query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                .execute()
                .compose(_ -> trades(connection))
                .compose(trades -> orders(connection, trades)));
    }

    /// See [Store#requestsOf].
    Future<List<ClientRequest>> requestsOf(Collection<String> users, long sinceNanos) {
        return pool.preparedQuery("""
                        SELECT o.account, o.order_key, e.asked_by, e.request_id, e.cl_ord_id
                          FROM orders o JOIN event e ON e.order_key = o.order_key
                         WHERE (o.ord_status NOT IN ('Filled', 'Canceled', 'Expired', 'Rejected') OR o.updated_ns >= $2)
                           AND e.kind = 'COMMAND' AND e.outcome <> 'REFUSED' AND e.asked_by <> ''
                           AND EXISTS (SELECT FROM event x WHERE x.order_key = o.order_key AND x.asked_by = ANY($1) AND x.kind = 'COMMAND')
                         ORDER BY o.shard, o.first_seq, o.order_key, e.seq""")
                .execute(Tuple.of(users.toArray(String[]::new), sinceNanos))
                .map(rows -> {
                    var requests = new ArrayList<ClientRequest>(rows.size());
                    for (var row : rows) requests.add(new ClientRequest(
                            new Account(row.getString(0)), new OrderKey(row.getString(1)), row.getString(2), row.getString(3),
                            new ClOrdID(row.getString(4))));
                    return requests;
                });
    }

    /// See [Store#keysOf].
    Future<Map<OrderKey, Account>> keysOf(Collection<String> accounts, long sinceNanos) {
        return pool.preparedQuery("""
                        SELECT order_key, account FROM orders
                         WHERE account = ANY($1)
                           AND (ord_status NOT IN ('Filled', 'Canceled', 'Expired', 'Rejected') OR updated_ns >= $2)
                         ORDER BY shard, first_seq, order_key""")
                .execute(Tuple.of(accounts.toArray(String[]::new), sinceNanos))
                .map(rows -> {
                    var keys = new LinkedHashMap<OrderKey, Account>();
                    for (var row : rows) keys.put(new OrderKey(row.getString(0)), new Account(row.getString(1)));
                    return keys;
                });
    }

    private record Key(int shard, String orderKey) {
        Key(Row row) {
            this(row.getShort("shard"), row.getString("order_key"));
        }
    }

    private static Future<Map<Key, List<StoredOrder.Trade>>> trades(SqlConnection connection) {
        return connection
                .query("""
                        SELECT shard, order_key, exec_id, qty::text, px::text, state
                          FROM execution ORDER BY shard, order_key, exec_no""")
                .execute()
                .map(rows -> {
                    var trades = new HashMap<Key, List<StoredOrder.Trade>>();
                    for (var row : rows) trades.computeIfAbsent(new Key(row), _ -> new ArrayList<>()).add(trade(row));
                    return trades;
                });
    }

    private static StoredOrder.Trade trade(Row row) {
        return new StoredOrder.Trade(
                new ExecID(row.getString("exec_id")),
                Qty.of(row.getString("qty")),
                Px.of(row.getString("px")),
                Execution.State.valueOf(row.getString("state")));
    }

    private static Future<List<StoredOrder>> orders(
            SqlConnection connection, Map<Key, List<StoredOrder.Trade>> trades) {
        return connection
                .query("""
                        SELECT shard, order_key, order_id, chain, account, symbol, side, ord_status,
                               coalesce(order_qty::text, '') AS order_qty, cum_qty::text, leaves_qty::text, avg_px::text
                          FROM orders ORDER BY shard, first_seq, order_key""")
                .execute()
                .map(rows -> {
                    var orders = new ArrayList<StoredOrder>(rows.size());
                    for (var row : rows) orders.add(order(row, trades.getOrDefault(new Key(row), List.of())));
                    return orders;
                });
    }

    private static StoredOrder order(Row row, List<StoredOrder.Trade> trades) {
        var orderQty = row.getString("order_qty");
        return new StoredOrder(
                row.getShort("shard"),
                new OrderKey(row.getString("order_key")),
                new OrderID(row.getString("order_id")),
                List.of(row.getArrayOfStrings("chain")).stream().map(ClOrdID::new).toList(),
                new Account(row.getString("account")),
                new Symbol(row.getString("symbol")),
                row.getString("side"),
                row.getString("ord_status"),
                orderQty.isEmpty() ? Qty.NONE : Qty.of(orderQty),
                Qty.of(row.getString("cum_qty")),
                Qty.of(row.getString("leaves_qty")),
                Px.of(row.getString("avg_px")),
                trades);
    }

    private static final String INPUTS = """
            SELECT e.shard, e.seq, e.session, e.cl_ord_id, e.exec_id, e.received_ns, e.raw,
                   CASE WHEN r.reason <> '' THEN r.reason ELSE e.reason END AS reason,
                   coalesce(r.by_seq, 0) AS by_seq, coalesce(r.outcome, '') AS became,
                   coalesce(r.released_ns, 0) AS released_ns
              FROM event e LEFT JOIN release r ON r.shard = e.shard AND r.seq = e.seq
             WHERE e.outcome IN ('PARKED', 'QUARANTINED', 'REFUSED') AND (e.shard, e.seq) > ($1, $2) AND\s""";

    Future<List<StoredInput>> inputs(StoredInput.Kind kind, StoredInput.After after, int limit) {
        return pool.preparedQuery(INPUTS + which(kind) + " ORDER BY e.shard, e.seq LIMIT $3")
                .execute(Tuple.of((short) after.shard(), after.seq(), limit))
                .map(rows -> {
                    var inputs = new ArrayList<StoredInput>(rows.size());
                    for (var row : rows) inputs.add(input(row));
                    return inputs;
                });
    }

    private static String which(StoredInput.Kind kind) {
        return switch (kind) {
            case PARKED -> "e.outcome = 'PARKED' AND r.seq IS NULL";
            case RELEASED -> "r.seq IS NOT NULL";
            case QUARANTINED -> "(e.outcome = 'QUARANTINED' OR r.outcome = 'QUARANTINED')";
        };
    }

    private static StoredInput input(Row row) {
        return new StoredInput(
                row.getShort("shard"),
                row.getLong("seq"),
                row.getString("session"),
                row.getString("cl_ord_id"),
                row.getString("exec_id"),
                row.getString("reason"),
                row.getLong("received_ns"),
                row.getBuffer("raw"),
                row.getLong("by_seq"),
                row.getString("became"),
                row.getLong("released_ns"));
    }

    Future<List<StoredPosition>> positions() {
        return pool.query("""
                        SELECT account, symbol, qty::text, avg_px::text, realized_pnl::text
                          FROM position ORDER BY account, symbol""")
                .execute()
                .map(rows -> {
                    var positions = new ArrayList<StoredPosition>(rows.size());
                    for (var row : rows) positions.add(position(row));
                    return positions;
                });
    }

    private static StoredPosition position(Row row) {
        return new StoredPosition(
                new Account(row.getString("account")),
                new Symbol(row.getString("symbol")),
                Qty.of(row.getString("qty")),
                Px.of(row.getString("avg_px")),
                Money.of(row.getString("realized_pnl")));
    }
}
