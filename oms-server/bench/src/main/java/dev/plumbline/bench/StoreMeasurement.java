package dev.plumbline.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;

import dev.plumbline.server.Await;
import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreBatch;

/// How fast the store writes behind the shards: from the first append to the last commit.
final class StoreMeasurement implements Measurement {
    /// As many inputs may wait before more are appended.
    private static final int WAITING = 20_000;

    private static final int ORDERS = 28_572;

    private final Options options;
    private final StoreLoad load;

    StoreMeasurement(Options options) {
        this.options = options;
        load = new StoreLoad(options.orders(ORDERS));
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Result run() throws InterruptedException {
        var vertx = Vertx.vertx();
        try (var database = new BenchDatabase(options)) {
            return result(Rounds.run(options, () -> round(vertx, database)));
        } finally {
            Await.done(vertx.close());
        }
    }

    private Result result(Rounds<Round> rounds) {
        var figures = new ArrayList<Result.Figure>();
        figures.add(rounds.figure("storeInputsPerSecond", "inputs, with all that they changed", "/s", r -> r.perSecond(r.rows().event())));
        figures.add(rounds.figure("storeRowsPerSecond", "rows written, all tables", "/s", r -> r.perSecond(r.rows().all())));
        figures.add(rounds.figure("storeEventRowsPerSecond", "  events", "/s", r -> r.perSecond(r.rows().event())));
        figures.add(rounds.figure("storeOrderRowsPerSecond", "  orders", "/s", r -> r.perSecond(r.rows().orders())));
        figures.add(rounds.figure("storeExecutionRowsPerSecond", "  executions", "/s", r -> r.perSecond(r.rows().execution())));
        figures.add(rounds.figure("storePositionRowsPerSecond", "  positions", "/s", r -> r.perSecond(r.rows().position())));
        figures.add(rounds.figure("storeCpuMicrosPerInput", "processor time for each input, Postgres not counted", "µs", Round::cpuMicrosEach));
        return new Result(
                name(),
                "Written to Postgres behind the shards",
                figures,
                "%,d inputs of %d shards in batches of %d: %,d orders entered, accepted and filled five times; rows inserted or"
                                .formatted(load.inputs(), StoreLoad.SHARDS, StoreLoad.BATCH, load.orders())
                        + " updated, as Postgres counts them",
                "One connection writes transactions of some 2,000 inputs, encodes the next one only when the last is"
                        + " committed, and shares the cores with Postgres itself. The newest state of an order or position"
                        + " within a transaction is the one that is written. Postgres syncs each commit to this disk.");
    }

    private Round round(Vertx vertx, BenchDatabase database) throws InterruptedException {
        var batches = load.next();
        var store = Await.done(Store.open(vertx, database.config(), Backlog.NONE, _ -> {}));
        var before = rows(database);
        long cpuBefore = Machine.cpuNanos();
        long began = System.nanoTime();
        append(store, batches);
        Await.done(store.drain());
        long nanos = System.nanoTime() - began;
        long cpuNanos = Machine.cpuNanos() - cpuBefore;
        long givenUp = store.givenUp();
        Await.done(store.close());
        var written = counted(database, before);
        if (givenUp > 0 || written.event() != load.inputs() || written.execution() != load.executions())
            throw new IllegalStateException("not all was stored: " + written + ", " + givenUp + " given up");
        return new Round(nanos, cpuNanos, written);
    }

    private static void append(Store store, List<StoreBatch> batches) throws InterruptedException {
        for (var batch : batches) {
            while (store.backlog() > WAITING) TimeUnit.MILLISECONDS.sleep(1);
            store.append(batch);
        }
    }

    /// A connection tells what it wrote when it ends, and that takes it a moment.
    private Written counted(BenchDatabase database, Written before) throws InterruptedException {
        var written = rows(database).minus(before);
        for (int i = 0; i < 500 && written.event() < load.inputs(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
            written = rows(database).minus(before);
        }
        return written;
    }

    private static Written rows(BenchDatabase database) {
        return new Written(
                rows(database, "event"), rows(database, "orders"), rows(database, "execution"), rows(database, "position"));
    }

    private static long rows(BenchDatabase database, String table) {
        var count = "SELECT n_tup_ins + n_tup_upd FROM pg_stat_user_tables WHERE relname = '" + table + "'";
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(count)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot count the rows of " + table + ": " + failed.getMessage(), failed);
        }
    }

    /// Rows that were inserted or updated.
    private record Written(long event, long orders, long execution, long position) {
        long all() {
            return event + orders + execution + position;
        }

        Written minus(Written other) {
            return new Written(
                    event - other.event, orders - other.orders, execution - other.execution, position - other.position);
        }
    }

    private record Round(long nanos, long cpuNanos, Written rows) {
        double perSecond(long count) {
            return count * 1e9 / nanos;
        }

        double cpuMicrosEach() {
            return cpuNanos / 1e3 / rows.event();
        }
    }
}
