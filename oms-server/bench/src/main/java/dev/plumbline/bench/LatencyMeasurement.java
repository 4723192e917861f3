package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.vertx.core.Future;
import org.HdrHistogram.Histogram;
import quickfix.ConfigError;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Money;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Rules;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Broker;
import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// From a broker's socket to a trader's screen, less the painting: how long a fill takes through a whole server, at a
/// constant rate.
final class LatencyMeasurement implements Measurement {
    private static final int PER_SECOND = 2_000;
    private static final long PERIOD_NANOS = 1_000_000_000L / PER_SECOND;
    private static final int ASKED_AT_ONCE = 500;
    private static final String DESK = "bench";

    private final Options options;
    private final int warmUp;
    private final int fills;

    LatencyMeasurement(Options options) {
        this.options = options;
        warmUp = options.seconds() / 2 * PER_SECOND;
        fills = warmUp + options.seconds() * PER_SECOND;
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Result run() throws InterruptedException {
        try (var database = new BenchDatabase(options); var broker = new SocketBroker()) {
            var folder = Folders.create(options.data(), "latency");
            try {
                return run(database, broker, folder);
            } finally {
                Folders.delete(folder);
            }
        } catch (ConfigError | IOException failed) {
            throw new IllegalStateException("the scene could not be set: " + failed.getMessage(), failed);
        }
    }

    private Result run(BenchDatabase database, SocketBroker broker, Path folder) throws InterruptedException {
        var config = config(database, broker, folder);
        var server = new OmsServer(config, options.progress(), Nanos.CLOCK, List.of());
        var times = new Times(fills);
        try {
            server.start();
            try (var _ = DeskMember.join(config.deskCluster(), DESK, times::on)) {
                enterOrders(server, broker);
                options.progress().accept("%,d fills at %,d a second, %d s of them to warm up"
                        .formatted(fills, PER_SECOND, warmUp / PER_SECOND));
                send(broker, times);
                times.awaitAll();
            }
            server.drainStore();
            times.received(database);
            return result(times);
        } finally {
            server.stop();
        }
    }

    private ServerConfig config(BenchDatabase database, SocketBroker broker, Path folder) {
        var store = database.config();
        return new ServerConfig(
                folder, 16, FreePorts.free(), FreePorts.free(), DESK, new ServerConfig.Endpoint(FreePorts.HOST, 0),
                new Database.External(store.host(), store.port(), store.database(), store.user(), store.password(),
                        store.migrations().user(), store.migrations().password()),
                Map.of(Terms.SESSION, new Broker("fix", Map.of(
                        "beginString", "FIX.4.4",
                        "senderCompID", SocketBroker.CLIENT,
                        "targetCompID", SocketBroker.BROKER,
                        "host", broker.endpoint.host(),
                        "port", Integer.toString(broker.endpoint.port()),
                        "reconnectIntervalSeconds", "1"))),
                new Rules(
                        Set.of(Terms.SESSION), Set.copyOf(Terms.ACCOUNTS), Terms.REFERENCE_PX, Qty.of(1_000_000),
                        Money.of("100000000")));
    }

    /// As many as there are fills for, through the command door and over the socket; all accepted, all stored.
    private void enterOrders(OmsServer server, SocketBroker broker) throws InterruptedException {
        int orders = fills / Reports.FILLS;
        options.progress().accept("entering %,d orders".formatted(orders));
        while (!ask(server, Terms.of(ClOrdID.NONE, 0), "probe").isAccepted()) TimeUnit.MILLISECONDS.sleep(50);
        for (int from = 0; from < orders; from += ASKED_AT_ONCE) {
            var answers = new ArrayList<Future<Answer>>();
            for (int i = from; i < Math.min(from + ASKED_AT_ONCE, orders); i++)
                answers.add(server.ask(Terms.of(ClOrdID.NONE, i).account(), asked(Terms.of(ClOrdID.NONE, i), "b" + i)));
            Await.done(Future.all(answers));
        }
        while (broker.orders().size() < orders || server.picture().counts().applied() < 2L * orders)
            TimeUnit.MILLISECONDS.sleep(50);
        server.drainStore();
    }

    private int probes;

    /// Until the line is up each is refused.
    private Answer ask(OmsServer server, Terms terms, String id) {
        return Await.done(server.ask(terms.account(), asked(terms, id + probes++)));
    }

    private static Ask asked(Terms terms, String id) {
        var enter = terms.enter(0);
        return new Ask(id, "bench", new Wish.Enter(
                Terms.SESSION.value(), enter.account(), enter.symbol(), enter.side(), enter.orderQty(),
                enter.ordType(), enter.price(), enter.timeInForce()));
    }

    /// Each at its moment, whatever became of those before. The message is made before the wait.
    private void send(SocketBroker broker, Times times) {
        var orders = broker.orders();
        var turns = new ArrayList<Integer>(fills);
        for (int i = 0; i < fills; i++) turns.add(i / Reports.FILLS);
        Collections.shuffle(turns, new Random(7));
        var next = new int[fills / Reports.FILLS];
        long began = System.nanoTime() + PERIOD_NANOS;
        for (int i = 0; i < fills; i++) {
            int number = turns.get(i);
            var message = SocketBroker.message(Reports.fill(orders.get(number), number, next[number]++, i, i));
            long due = began + i * PERIOD_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) LockSupport.parkNanos(left);
            times.due[i] = due;
            times.sent[i] = System.nanoTime();
            broker.send(message);
        }
    }

    private Result result(Times times) {
        var socket = times.histogram(warmUp, times.sent);
        var due = times.histogram(warmUp, times.due);
        var inside = times.insideHistogram(warmUp);
        double sentPerSecond = (fills - warmUp - 1) * 1e9 / (times.sent[fills - 1] - times.sent[warmUp]);
        return new Result(
                name(),
                "FIX report on the socket to desk message",
                List.of(
                        micros("latencyP50Micros", "p50, from just before the broker's send", socket, 50),
                        micros("latencyP99Micros", "p99", socket, 99),
                        micros("latencyP999Micros", "p99.9", socket, 99.9),
                        micros("latencyMaxMicros", "slowest", socket, 100),
                        micros("latencyFromDueP50Micros", "p50, from the moment when it was due", due, 50),
                        micros("latencyFromDueP99Micros", "p99", due, 99),
                        micros("latencyFromDueP999Micros", "p99.9", due, 99.9),
                        micros("latencyInsideP50Micros", "p50, from when the adapter had it decoded", inside, 50),
                        micros("latencyInsideP99Micros", "p99", inside, 99),
                        new Result.Figure("latencyReportsPerSecond", "sent", sentPerSecond, "/s", "")),
                "%,d fills at a constant %,d a second, in random order over %,d live orders; the whole server with its store"
                        .formatted(fills - warmUp, PER_SECOND, fills / Reports.FILLS),
                "Threads that wake each other: the broker's engine, ours, the adapter's event loop, a shard's, the desk"
                        + " gateway's, the console's, and Postgres, all on %d cores; a busy machine shows here first. The"
                                .formatted(Runtime.getRuntime().availableProcessors())
                        + " tail is the collector's and the scheduler's. From when it was due, late wake-ups of the sender"
                        + " count too, so that nothing is omitted. No network, and no painting.");
    }

    private static Result.Figure micros(String key, String label, Histogram histogram, double percentile) {
        return new Result.Figure(key, label, histogram.getValueAtPercentile(percentile) / 1e3, "µs", "");
    }

    /// When each fill was due, sent and seen, by its number, which is in its ExecID.
    private static final class Times {
        private final long[] due;
        private final long[] sent;
        private final long[] seen;
        private final long[] seenAt;
        private final long[] receivedAt;
        private final AtomicInteger count = new AtomicInteger();
        private final CountDownLatch all = new CountDownLatch(1);

        Times(int fills) {
            due = new long[fills];
            sent = new long[fills];
            seen = new long[fills];
            seenAt = new long[fills];
            receivedAt = new long[fills];
        }

        /// On the event loop of the member.
        void on(DeskMessage.Batch batch) {
            long now = System.nanoTime();
            long at = Nanos.CLOCK.getAsLong();
            for (var item : batch.items())
                if (item instanceof Item.ExecutionItem execution) {
                    int i = number(execution.execution().execID().value());
                    seen[i] = now;
                    seenAt[i] = at;
                    if (count.incrementAndGet() == seen.length) all.countDown();
                }
        }

        private static int number(String execID) {
            return Integer.parseInt(execID.substring(1));
        }

        void awaitAll() throws InterruptedException {
            if (!all.await(60, TimeUnit.SECONDS))
                throw new IllegalStateException("only " + count + " of " + seen.length + " fills reached the desk");
        }

        /// When the adapter had them: the store keeps that with every event.
        void received(BenchDatabase database) {
            try (var connection = database.connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT exec_id, received_ns FROM event WHERE exec_id LIKE 'E%'")) {
                while (rows.next()) receivedAt[number(rows.getString(1))] = rows.getLong(2);
            } catch (SQLException failed) {
                throw new IllegalStateException("cannot read the events: " + failed.getMessage(), failed);
            }
        }

        Histogram histogram(int from, long[] begin) {
            var histogram = new Histogram(3);
            for (int i = from; i < seen.length; i++) histogram.recordValue(Math.max(0, seen[i] - begin[i]));
            return histogram;
        }

        Histogram insideHistogram(int from) {
            var histogram = new Histogram(3);
            for (int i = from; i < seen.length; i++) histogram.recordValue(Math.max(0, seenAt[i] - receivedAt[i]));
            return histogram;
        }
    }
}
