package dev.plumbline.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.journal.Kept;

/// The store, read by a program that writes nothing: for `oms verify`. Blocks its caller; one thread.
public final class Archive implements AutoCloseable {
    private static final int PAGE = 1_000;

    private final StoreConfig config;
    private final Connection connection;

    private Archive(StoreConfig config, Connection connection) {
        this.config = config;
        this.connection = connection;
    }

    /// @throws StoreException where it cannot be reached
    public static Archive open(StoreConfig config) {
        try {
            var connection = DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Archive(config, connection);
        } catch (SQLException failed) {
            throw new StoreException(Failures.explain(failed, config), failed);
        }
    }

    /// Takes one row.
    private interface Taker {
        void row(ResultSet row) throws SQLException;
    }

    private void each(String query, Taker taker) {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(PAGE);
            try (var rows = statement.executeQuery(query)) {
                while (rows.next()) taker.row(rows);
            }
        } catch (SQLException failed) {
            throw new StoreException(Failures.explain(failed, config), failed);
        }
    }

    /// How far the states of each shard are written, by shard; 0 where nothing is.
    public List<Long> stateSeqs(int shards) {
        var seqs = new ArrayList<Long>(java.util.Collections.nCopies(shards, 0L));
        each("SELECT shard, state_seq FROM shard", row -> {
            while (seqs.size() <= row.getInt(1)) seqs.add(0L);
            seqs.set(row.getInt(1), row.getLong(2));
        });
        return seqs;
    }

    /// A row of the table shard that stands for states.
    public record StatesOf(int shard, long stateSeq, Buffer hash) {}

    public List<StatesOf> shards() {
        var shards = new ArrayList<StatesOf>();
        each("SELECT shard, state_seq, hash FROM shard WHERE state_seq > 0 ORDER BY shard", row -> shards.add(
                new StatesOf(row.getInt(1), row.getLong(2), Buffer.buffer(row.getBytes(3)))));
        return shards;
    }

    /// Shards that have states, and no row that says after which input these are.
    public List<Integer> shardsWithoutRow() {
        var shards = new ArrayList<Integer>();
        each("""
                SELECT shard FROM orders UNION SELECT shard FROM execution UNION SELECT shard FROM position
                 UNION SELECT shard FROM release EXCEPT SELECT shard FROM shard WHERE state_seq > 0 ORDER BY 1""",
                row -> shards.add(row.getInt(1)));
        return shards;
    }

    /// The hash of an event, none where there is no such event.
    public Optional<Buffer> hash(int shard, long seq) {
        var hashes = new ArrayList<Buffer>();
        each("SELECT hash FROM event WHERE shard = " + shard + " AND seq = " + seq,
                row -> hashes.add(Buffer.buffer(row.getBytes(1))));
        return hashes.stream().findFirst();
    }

    /// An event as it stands in the table.
    ///
    /// @param contradiction where a column says something else than the event itself, empty where none does
    /// @param unreadable why it is no event any more, empty where it is one; then only shard and seq are right
    public record Event(int shard, long seq, List<Kept> kept, String contradiction, String unreadable) {}

    /// All events, by shard and number.
    public void events(Consumer<Event> into) {
        each("""
                SELECT shard, seq, kind, outcome, reason, session, order_key, cl_ord_id, exec_id, at_ns, received_ns, raw,
                       form, asked_by, request_id, hash
                  FROM event ORDER BY shard, seq""", row -> into.accept(event(row)));
    }

    private static Event event(ResultSet row) throws SQLException {
        int shard = row.getInt("shard");
        long seq = row.getLong("seq");
        var fields = new EventReading.Fields(
                shard, seq, row.getString("outcome"), row.getString("reason"), row.getString("session"),
                row.getString("order_key"), row.getLong("received_ns"), Buffer.buffer(row.getBytes("raw")),
                Buffer.buffer(row.getBytes("form")), row.getString("asked_by"), row.getString("request_id"),
                Buffer.buffer(row.getBytes("hash")));
        try {
            var kept = EventReading.kept(fields);
            return new Event(shard, seq, List.of(kept), contradiction(row, kept), "");
        } catch (StoreException unreadable) {
            return new Event(shard, seq, List.of(), "", String.valueOf(unreadable.getMessage()));
        }
    }

    private static String contradiction(ResultSet row, Kept kept) throws SQLException {
        for (var column : EventTable.derived(kept).entrySet()) {
            var is = row.getString(column.getKey());
            if (!column.getValue().equals(is))
                return column.getKey() + ": is '" + is + "', and by the event itself '" + column.getValue() + "'";
        }
        return "";
    }

    /// Rows that Postgres did not take.
    public List<String> leftOut() {
        var rows = new ArrayList<String>();
        each("SELECT shard, seq, what, row_key, reason FROM left_out ORDER BY shard, seq", row -> rows.add(
                "table " + row.getString(3) + " lacks the row of '" + row.getString(4) + "' after input " + row.getLong(2)
                        + " of shard " + row.getInt(1) + ": " + row.getString(5)));
        return rows;
    }

    /// Where the tables of states are not what they should be, one line for each column of a row.
    public List<String> differences(ExpectedStates expected) {
        var differences = new ArrayList<String>();
        expected.tables().forEach(table -> {
            var names = new ArrayList<String>();
            var there = new ArrayList<List<String>>();
            each(table.select(), row -> {
                var columns = row.getMetaData();
                if (names.isEmpty()) for (int i = 1; i <= columns.getColumnCount(); i++) names.add(columns.getColumnLabel(i));
                var texts = new ArrayList<String>(columns.getColumnCount());
                for (int i = 1; i <= columns.getColumnCount(); i++) texts.add(row.getString(i));
                there.add(texts);
            });
            differences.addAll(table.differences(there, names));
        });
        return differences;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new StoreException(Failures.explain(failed, config), failed);
        }
    }
}
