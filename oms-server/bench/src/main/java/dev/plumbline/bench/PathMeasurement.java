package dev.plumbline.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import org.HdrHistogram.Histogram;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Money;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Rules;
import dev.plumbline.journal.Durability;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.brokers.BrokerVerticle;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.Journal;
import dev.plumbline.server.journal.JournalConfig;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.History;
import dev.plumbline.server.orders.OrdersVerticle;
import dev.plumbline.server.orders.Ports;
import dev.plumbline.server.orders.Replica;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.orders.Snapshooting;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.Wire;

/// From a decoded report to a message that a desk has decoded: the server's own verticles, put together as
/// `OmsServer` does, between a broker without a wire and a listener on the desk cluster's instance.
final class PathMeasurement implements Measurement {
    private static final int SHARDS = 16;
    private static final int ORDERS = 30_000;
    private static final int WINDOW = 10_000;
    private static final int ASKED_AT_ONCE = 1_000;
    private static final int PACE_PER_SECOND = 5_000;
    private static final long PERIOD_NANOS = 1_000_000_000L / PACE_PER_SECOND;
    private static final String DESK = "bench";
    private static final Rules RULES = new Rules(
            Set.of(Terms.SESSION), Set.copyOf(Terms.ACCOUNTS), Terms.REFERENCE_PX,
            Qty.of(1_000_000), Money.of("100000000"));

    private final Options options;
    private final int orders;
    private final int fills;

    PathMeasurement(Options options) {
        this.options = options;
        orders = options.orders(ORDERS);
        fills = orders * Reports.FILLS;
    }

    @Override
    public String name() {
        return "path";
    }

    @Override
    public Result run() throws InterruptedException {
        options.progress().accept("forming two clusters");
        var core = Await.done(Cluster.join(Cluster.CORE, FreePorts.free(), "core"));
        var desk = Await.done(Cluster.join(Cluster.DESK, FreePorts.free(), "desk"));
        try {
            return options.withStore() ? withStore(core, desk) : result(core, desk, Optional.empty());
        } finally {
            Await.done(desk.leave());
            Await.done(core.leave());
        }
    }

    private Result withStore(Cluster core, Cluster desk) throws InterruptedException {
        try (var database = new BenchDatabase(options)) {
            var store = Await.done(Store.open(core.vertx(), database.config(), Backlog.NONE, _ -> {}));
            try {
                return result(core, desk, Optional.of(store));
            } finally {
                Await.done(store.close());
            }
        }
    }

    private Result result(Cluster core, Cluster desk, Optional<Store> store) throws InterruptedException {
        var bus = Bus.of(core.vertx(), SHARDS);
        var numbers = new long[SHARDS];
        var with = store.isPresent() ? ", and Postgres behind" : "; without Postgres behind (--store puts it there)";
        var figures = new ArrayList<Result.Figure>();
        options.progress().accept("warming up"); // or the first of the three would pay for the others
        Rounds.run(options, () -> round(core, desk, bus, store, numbers, Keeping.OFF, Round::run));
        for (var kept : Keeping.values()) {
            options.progress().accept("journal " + kept.words);
            var rounds = Rounds.run(options, () -> round(core, desk, bus, store, numbers, kept, Round::run));
            figures.add(rounds.figure(
                    "pathReportsPerSecond" + kept.suffix, "reports, journal " + kept.words + with, "/s", Timed::perSecond));
            figures.add(rounds.figure(
                    "pathCpuMicrosPerReport" + kept.suffix, "processor time for each", "µs", Timed::cpuMicrosEach));
            figures.add(rounds.figure(
                    "pathReportsPerDeskMessage" + kept.suffix, "reports to a desk message", "", Timed::perMessage));
            var paced = Rounds.run(options, () -> round(core, desk, bus, store, numbers, kept, Round::paced));
            for (double percentile : new double[] {50, 99}) {
                figures.add(paced.figure(
                        "pathP%.0fMicros".formatted(percentile) + kept.suffix,
                        "p%.0f at %,d reports/s".formatted(percentile, PACE_PER_SECOND), "µs",
                        times -> times.getValueAtPercentile(percentile) / 1e3));
            }
        }
        return new Result(
                name(),
                "Decoded report to desk message",
                figures,
                "%,d fills of %,d live orders in %d shards, in random order, at most %,d on their way at a time"
                        .formatted(fills, orders, SHARDS, WINDOW),
                "The cores: everything runs in one JVM, the broker that feeds and the desk that decodes too, on %d cores."
                                .formatted(Runtime.getRuntime().availableProcessors())
                        + " There is no second member, so the replica is not written; nothing crosses a socket; an order that"
                        + " changes several times within a turn is shown once, its executions one by one.");
    }

    private enum Keeping {
        OFF("off", "JournalOff"),
        PROCESS("process", ""),
        POWER("power", "JournalPower");

        private final String words;
        private final String suffix;

        Keeping(String words, String suffix) {
            this.words = words;
            this.suffix = suffix;
        }
    }

    private interface Load<T> {
        T on(Round round) throws InterruptedException;
    }

    private <T> T round(
            Cluster core, Cluster desk, Bus bus, Optional<Store> store, long[] numbers, Keeping kept, Load<T> load)
            throws InterruptedException {
        if (kept == Keeping.OFF)
            return load.on(new Round(core, desk, bus, store, numbers, new NoJournal(store.isPresent())));
        try {
            var folder = Folders.create(options.data(), "path");
            var durability = kept == Keeping.POWER ? Durability.POWER : Durability.PROCESS;
            try (var journal = FileJournal.open(new JournalConfig(folder, durability, Duration.ofDays(1)))) {
                var heads = new HashMap<Integer, Chain.Head>();
                for (int i = 0; i < SHARDS; i++) heads.put(i, new Chain.Head(numbers[i], Chain.NOTHING));
                journal.replay(heads, 1, _ -> true);
                return load.on(new Round(core, desk, bus, store, numbers, journal));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException failed) {
            throw new IllegalStateException("the scene could not be set: " + failed.getMessage(), failed);
        }
    }

    private record Timed(int fills, long nanos, long cpuNanos, long messages) {
        double perSecond() {
            return fills * 1e9 / nanos;
        }

        double cpuMicrosEach() {
            return cpuNanos / 1e3 / fills;
        }

        double perMessage() {
            return (double) fills / messages;
        }
    }

    private interface Timing<T> {
        T of(List<Inbound> fills) throws InterruptedException;
    }

    /// One server with empty books, one load, one end.
    private final class Round {
        private final Cluster core;
        private final Cluster desk;
        private final Bus bus;
        private final Optional<Store> store;
        private final long[] lastSeqs;
        private final Journal journal;
        private final MemoryBroker broker;
        private final List<OrdersVerticle> shards = new ArrayList<>();
        private final List<String> onCore = new ArrayList<>();
        private final AtomicLong seen = new AtomicLong();
        private final AtomicLong messages = new AtomicLong();
        private final CountDownLatch allSeen = new CountDownLatch(1);
        private final long[] due = new long[fills];
        private final long[] seenAt = new long[fills];
        private volatile int pacedFills;
        private volatile Optional<Throwable> failed = Optional.empty();

        /// @param lastSeqs of the shards: the store knows those of the rounds before
        Round(Cluster core, Cluster desk, Bus bus, Optional<Store> store, long[] lastSeqs, Journal journal) {
            this.journal = journal;
            this.core = core;
            this.desk = desk;
            this.bus = bus;
            this.store = store;
            this.lastSeqs = lastSeqs;
            this.broker = new MemoryBroker(core.vertx());
        }

        /// As fast as it goes.
        Timed run() throws InterruptedException {
            return with(this::time);
        }

        /// At a constant rate, a second of it at the most: how long each took.
        Histogram paced() throws InterruptedException {
            return with(this::pace);
        }

        private <T> T with(Timing<T> timing) throws InterruptedException {
            var listener = desk.vertx().eventBus().consumer(
                    Addresses.desk(DESK), message -> decode((Buffer) message.body()));
            Await.done(listener.completion());
            var gateway = new DeskGateway(
                    DESK, bus.shards(), RULES.releaseBy(), new ToShards(bus), List.of(), Nanos.CLOCK);
            var onDesk = Await.done(desk.vertx().deployVerticle(gateway));
            startShards(gateway);
            onCore.add(Await.done(core.vertx().deployVerticle(new BrokerVerticle(broker, bus, gateway))));
            var timed = timing.of(fills(enterOrders()));
            check();
            for (var id : onCore) Await.done(core.vertx().undeploy(id));
            Await.done(desk.vertx().undeploy(onDesk));
            Await.done(listener.unregister());
            return timed;
        }

        private void startShards(DeskGateway gateway) {
            var history = store.<History>map(Stored::new).orElseGet(Nowhere::new);
            var ports = new Ports(journal, Replica.NONE, bus, history, gateway, Snapshooting.NEVER);
            var settings = new Restart.Settings(
                    RULES, Handling.USUAL, Nanos.CLOCK, Nanos.CLOCK.getAsLong() / 1_000_000, () -> "");
            for (int i = 0; i < SHARDS; i++) {
                var restart = new Restart(i, new Book(), lastSeqs[i], List.of(), List.of(), settings);
                var shard = new OrdersVerticle(restart, bus, ports, Nanos.CLOCK);
                onCore.add(Await.done(core.vertx().deployVerticle(shard)));
                shards.add(shard);
            }
        }

        /// Through the command door, as a trader does; returns when the broker has accepted all of them.
        private List<Terms> enterOrders() throws InterruptedException {
            for (int from = 0; from < orders; from += ASKED_AT_ONCE)
                Await.done(ask(from, Math.min(from + ASKED_AT_ONCE, orders)));
            while (inputs() < 2L * orders) TimeUnit.MILLISECONDS.sleep(5);
            waitForStore();
            return Await.done(broker.orders());
        }

        private Future<?> ask(int from, int to) {
            var all = Promise.promise();
            core.vertx().runOnContext(_ -> {
                var answers = new ArrayList<Future<DeskMessage.Answer>>();
                for (int i = from; i < to; i++) {
                    var terms = Terms.of(ClOrdID.NONE, i);
                    var enter = terms.enter(0);
                    answers.add(bus.ask(bus.shardOf(terms.account()), new Ask("bench-" + i, "bench", new Wish.Enter(
                            Terms.SESSION.value(), enter.account(), enter.symbol(), enter.side(), enter.orderQty(),
                            enter.ordType(), enter.price(), enter.timeInForce()))));
                }
                Future.all(answers).onComplete(done -> {
                    if (done.succeeded()) all.complete();
                    else all.fail(done.cause());
                });
            });
            return all.future();
        }

        private long inputs() {
            long inputs = 0;
            for (var shard : shards) inputs += Await.done(shard.picture()).counts().inputs();
            return inputs;
        }

        private void waitForStore() {
            store.ifPresent(opened -> Await.done(opened.drain()));
        }

        /// Random over the orders, each order's in the order of their numbers.
        private List<Inbound> fills(List<Terms> accepted) {
            var turns = new ArrayList<Integer>(fills);
            for (int i = 0; i < fills; i++) turns.add(i / Reports.FILLS);
            Collections.shuffle(turns, new Random(7));
            var next = new int[orders];
            var inbound = new ArrayList<Inbound>(fills);
            for (int exec = 0; exec < fills; exec++) {
                int number = turns.get(exec);
                inbound.add(MemoryBroker.inbound(
                        Reports.fill(accepted.get(number), number, next[number]++, exec, orders + exec * 1_000L)));
            }
            return inbound;
        }

        private Timed time(List<Inbound> inbound) throws InterruptedException {
            messages.set(0);
            long cpuBefore = Machine.cpuNanos();
            long began = System.nanoTime();
            broker.deliver(inbound, WINDOW, this::through);
            if (!allSeen.await(5, TimeUnit.MINUTES))
                throw new IllegalStateException("only " + seen + " of " + fills + " fills reached the desk");
            waitForStore();
            return new Timed(fills, System.nanoTime() - began, Machine.cpuNanos() - cpuBefore, messages.get());
        }

        private Histogram pace(List<Inbound> all) throws InterruptedException {
            var inbound = all.subList(0, Math.min(PACE_PER_SECOND, fills));
            pacedFills = inbound.size();
            long began = System.nanoTime() + PERIOD_NANOS;
            for (int i = 0; i < inbound.size(); i++) {
                due[i] = began + i * PERIOD_NANOS;
                for (long left = due[i] - System.nanoTime(); left > 0; left = due[i] - System.nanoTime())
                    LockSupport.parkNanos(left);
                broker.deliver(inbound.get(i));
            }
            if (!allSeen.await(1, TimeUnit.MINUTES))
                throw new IllegalStateException("only " + seen + " of " + pacedFills + " fills reached the desk");
            waitForStore();
            var times = new Histogram(3);
            for (int i = 0; i < pacedFills; i++) times.recordValue(Math.max(0, seenAt[i] - due[i]));
            return times;
        }

        /// How many are through: seen at the desk, and no further behind in the store than the window.
        private long through() {
            return seen.get() - store.map(opened -> Math.max(0, opened.backlog() - WINDOW)).orElse(0);
        }

        private void decode(Buffer body) {
            try {
                count(body);
            } catch (RuntimeException broken) {
                failed = Optional.of(broken);
                allSeen.countDown();
            }
        }

        private void count(Buffer body) {
            if (!(Wire.decode(body) instanceof DeskMessage.Batch(_, _, _, var items))) return;
            int executions = 0;
            long now = System.nanoTime();
            for (var item : items) {
                if (!(item instanceof Item.ExecutionItem execution)) continue;
                executions++;
                seenAt[Integer.parseInt(execution.execution().execID().value().substring(1))] = now;
            }
            messages.incrementAndGet();
            if (seen.addAndGet(executions) == (pacedFills > 0 ? pacedFills : fills)) allSeen.countDown();
        }

        private void check() {
            failed.ifPresent(why -> {
                throw new IllegalStateException("the desk could not read a message", why);
            });
            for (int i = 0; i < SHARDS; i++) {
                var picture = Await.done(shards.get(i).picture());
                lastSeqs[i] += picture.counts().inputs();
                for (var order : picture.orders())
                    if (pacedFills == 0 && !order.cumQty().equals(Terms.ORDER_QTY))
                        throw new IllegalStateException("not filled as it should be: " + order);
            }
        }
    }

    private record Stored(Store store) implements History {
        @Override
        public void append(StoreBatch batch) {
            store.append(batch);
        }

        @Override
        public Future<Void> committed(int shard, long seq) {
            return store.committed(shard, seq);
        }
    }

    private static final class Nowhere implements History {
        @Override
        public void append(StoreBatch batch) {
            // Measured without a store.
        }

        @Override
        public Future<Void> committed(int shard, long seq) {
            return Future.failedFuture("there is no store");
        }
    }
}
