package dev.plumbline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.Money;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Rules;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.JournalConfig;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.journal.ShardSnapshot;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.Ids;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreBatch;

/// How long a server with a long history takes to open for business. The scene: a million orders, entered, accepted and
/// filled once, 2 % of them in part, in journal, snapshots and Postgres; then more orders behind the snapshots, in journal and Postgres only.
final class RestartMeasurement implements Measurement {
    private static final int SHARDS = 16;
    private static final int ORDERS = 1_000_000;
    private static final int TAIL = 200_000;
    private static final int INPUTS_PER_ORDER = 3;

    /// A day's end: most orders are over.
    private static final int ONE_OPEN_OF = 50;
    private static final int ORDERS_AT_ONCE = 200;
    private static final int BACKLOG_MAX = 50_000;

    private final Options options;
    private final int orders;
    private final int tail;

    RestartMeasurement(Options options) {
        this.options = options;
        this.orders = options.orders(ORDERS);
        this.tail = options.orders(TAIL);
    }

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public Result run() throws InterruptedException {
        try (var database = new BenchDatabase(options)) {
            var folder = Folders.create(options.data(), "restart");
            try {
                var file = folder.resolve("oms.yaml");
                Files.writeString(file, configuration(database, folder));
                setTheScene(database, ServerConfig.read(file));
                return result(start(file));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException("the scene could not be set: " + failed.getMessage(), failed);
        }
    }

    /// Nobody listens where the broker should be: how long a broker takes is not ours.
    private static String configuration(BenchDatabase database, Path folder) {
        var store = database.config();
        var symbols = Terms.REFERENCE_PX.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
        return """
                data: %s
                shards: %d
                core: {port: %d}
                desk: {port: %d}
                management: {port: 0}
                postgres: {host: %s, port: %d, database: %s, user: %s, password: '%s', owner: %s, ownerPassword: '%s'}
                brokers:
                  %s:
                    {type: fix, beginString: FIX.4.4, senderCompID: %s, targetCompID: %s, host: %s, port: %d}
                accounts: %s
                symbols: {%s}
                """.formatted(
                folder, SHARDS, FreePorts.free().port(), FreePorts.free().port(), store.host(), store.port(),
                store.database(), store.user(), store.password(), store.migrations().user(), store.migrations().password(),
                Terms.SESSION, SocketBroker.CLIENT, SocketBroker.BROKER, FreePorts.HOST, FreePorts.free().port(),
                Terms.ACCOUNTS, symbols);
    }

    private void setTheScene(BenchDatabase database, ServerConfig config) throws InterruptedException, SQLException {
        var vertx = Vertx.vertx();
        var journal = FileJournal.open(new JournalConfig(
                config.data().resolve("journal"), config.journal().durability(), config.journal().retain()));
        journal.replay(Map.of(), 1, _ -> true);
        var store = Await.done(Store.open(vertx, database.config(), journal, _ -> {}));
        try {
            var shards = new Shards(Bus.of(vertx, SHARDS), journal, store);
            options.progress().accept("%,d orders".formatted(orders));
            shards.trade(0, orders);
            shards.snapshot();
            options.progress().accept("%,d inputs behind the snapshots".formatted(tail));
            shards.trade(orders, orders + tail / INPUTS_PER_ORDER);
            options.progress().accept("waiting for Postgres");
            Await.done(store.drain());
        } finally {
            Await.done(store.close());
            journal.close();
            Await.done(vertx.close());
        }
        tidy(database);
    }

    /// Postgres would do it by itself after so many rows, in the middle of the measurement.
    private static void tidy(BenchDatabase database) throws SQLException {
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        }
    }

    /// @return seconds from the start of the process until it is open
    private double start(Path config) throws IOException {
        long began = System.nanoTime();
        var process = new ProcessBuilder(java(config)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var said = process.inputReader()) {
            lineOf(said, RestartedServer.OPEN);
            double seconds = (System.nanoTime() - began) / 1e9;
            int back = Integer.parseInt(lineOf(said, RestartedServer.ORDERS));
            if (back != orders + tail / INPUTS_PER_ORDER)
                throw new IllegalStateException("%,d orders came back".formatted(back));
            return seconds;
        } finally {
            process.destroyForcibly();
        }
    }

    /// What is behind `beginning` in the next line that begins so.
    private static String lineOf(BufferedReader said, String beginning) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine())
            if (line.startsWith(beginning)) return line.substring(beginning.length());
        throw new IllegalStateException("the server ended before it said '" + beginning + "'");
    }

    /// This program's own JVM, with its options but for those of a profiler.
    private static List<String> java(Path config) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-XX:StartFlightRecording") && !argument.startsWith("-Xlog")
                        && !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), RestartedServer.class.getName(), config.toString()));
        return command;
    }

    private Result result(double seconds) {
        return new Result(
                name(),
                "Restart",
                List.of(new Result.Figure(
                        "restartSeconds", "open for business", seconds, "s",
                        "once, from the start of a process of its own; Postgres runs already")),
                "%,d orders of one execution in snapshots and Postgres, one of %d open, %,d inputs in the journal behind them"
                        .formatted(orders, ONE_OPEN_OF, tail),
                "Reading and decoding the snapshots, on %d cores and a cold JVM. The files are in the page cache, as after a crash of the"
                                .formatted(Runtime.getRuntime().availableProcessors())
                        + " process; after one of the machine they are not.");
    }

    /// The shards without a server around them.
    private static final class Shards {
        private final Bus bus;
        private final FileJournal journal;
        private final Store store;
        private final List<Restart> shards = new ArrayList<>();
        private final List<Ids> ids = new ArrayList<>();
        private final List<Kept> last = new ArrayList<>();
        private final long at = Nanos.CLOCK.getAsLong();

        Shards(Bus bus, FileJournal journal, Store store) {
            this.bus = bus;
            this.journal = journal;
            this.store = store;
            var rules = new Rules(
                    Set.of(Terms.SESSION), Set.copyOf(Terms.ACCOUNTS), Terms.REFERENCE_PX, Qty.of(1), Money.of("1"));
            var settings = new Restart.Settings(rules, Handling.USUAL, Nanos.CLOCK, at / 1_000_000, () -> "");
            for (int i = 0; i < SHARDS; i++) {
                shards.add(Restart.empty(i, new Book(CostMethod.AVERAGE_COST), settings));
                ids.add(new Ids(i, at / 1_000_000));
            }
        }

        void trade(int from, int to) throws InterruptedException {
            for (int first = from; first < to; first += ORDERS_AT_ONCE * SHARDS) {
                var inputs = new ArrayList<List<Entry>>();
                for (int i = 0; i < SHARDS; i++) inputs.add(new ArrayList<>());
                for (int i = first; i < Math.min(to, first + ORDERS_AT_ONCE * SHARDS); i++) live(i, inputs);
                for (int i = 0; i < SHARDS; i++) keep(i, inputs.get(i));
                while (store.backlog() > BACKLOG_MAX) Thread.sleep(1);
            }
        }

        /// Entered, accepted, filled; some in part, so that they stay open.
        private void live(int number, List<List<Entry>> inputs) {
            int shard = bus.shardOf(Terms.of(ClOrdID.NONE, number).account());
            var terms = Terms.of(ids.get(shard).next(), number);
            var to = inputs.get(shard);
            long before = shards.get(shard).lastSeq();
            var enter = new Recorded.Sent(terms.enter(at), false);
            to.add(entry(shard, before + to.size() + 1, terms, enter, Buffer.buffer()));
            var fill = number % ONE_OPEN_OF == 0
                    ? Reports.fill(terms, number, 0, number, number)
                    : Reports.whole(terms, number, number, number);
            for (var report : List.of(Reports.accepted(terms, number, number), fill))
                to.add(entry(shard, before + to.size() + 1, terms, new Recorded.Told(report), FixText.fill(report)));
        }

        private Entry entry(int shard, long seq, Terms terms, Recorded.What what, Buffer raw) {
            return new Entry(
                    shard, seq, what, terms.clOrdID().value(), Terms.SESSION, Outcome.APPLIED, "", at, Asker.NONE, raw);
        }

        private void keep(int shard, List<Entry> entries) {
            if (entries.isEmpty()) return;
            var kept = Await.done(journal.append(entries));
            var stored = new ArrayList<StoreBatch.Entry>();
            for (var one : kept) stored.add(shards.get(shard).again(one));
            store.append(new StoreBatch(shard, stored));
            last.removeIf(one -> one.entry().shard() == shard);
            last.add(kept.getLast());
        }

        void snapshot() {
            for (var kept : last) {
                int shard = kept.entry().shard();
                var state = shards.get(shard).state();
                journal.snapshots().write(new ShardSnapshot(
                        shard, kept.entry().seq(), kept.hash(), kept.number(), state.book(), state.inFlight(),
                        state.answers()));
            }
        }
    }
}
