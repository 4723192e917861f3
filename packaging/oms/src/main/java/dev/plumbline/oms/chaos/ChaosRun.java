package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;

import dev.plumbline.adapter.simulator.Simulator;
import dev.plumbline.adapter.simulator.SimulatorConfig;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Order;
import dev.plumbline.oms.Say;
import dev.plumbline.oms.demo.Market;
import dev.plumbline.oms.demo.Reconciliation;
import dev.plumbline.oms.demo.Seen;
import dev.plumbline.server.Await;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.server.verify.Verifier;

/// One run, from the first process to the comparison of all books.
final class ChaosRun {
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(90);
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(90);
    private static final int FLOW_FOR_EACH_ORDER = 2;
    /// Of the kills, so many in a hundred come while the server starts.
    private static final int WHILE_STARTING = 25;

    private final ChaosOptions options;
    private final SplittableRandom random;
    private final Vertx street = Vertx.vertx();
    private final List<Simulator> brokers = new ArrayList<>();
    private final Map<Deed, Integer> done = new EnumMap<>(Deed.class);
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final int doorPort = freePort();
    private final DoorClient door = new DoorClient(doorPort);
    private final EmbeddedDatabase postgres;
    private Optional<ServerProcess> server = Optional.empty();
    private StoreConfig history = new StoreConfig("", 0, "", "", "");
    private final List<String> found = new ArrayList<>();
    private int verified;
    private long startedAt;
    private long longestToOpenMs;
    private int starts;

    ChaosRun(ChaosOptions options) {
        this.options = options;
        this.random = new SplittableRandom(options.seed());
        this.postgres = new EmbeddedDatabase(folder().resolve("postgres"), Say::progress);
    }

    private Path folder() {
        return options.data().resolve("run");
    }

    int run() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
        try {
            startFresh();
            return torment();
        } finally {
            server.filter(ServerProcess::isAlive).ifPresent(ServerProcess::kill);
            Await.done(street.close());
            postgres.stop();
            ended.countDown();
        }
    }

    private void stopAndWait() {
        stopAsked.countDown();
        try {
            if (!ended.await(60, TimeUnit.SECONDS)) Say.progress("did not end in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void startFresh() {
        try {
            if (Files.exists(folder())) {
                try (var files = Files.walk(folder())) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
                }
            }
            Files.createDirectories(folder());
        } catch (IOException stuck) {
            throw new ConfigException(folder() + ": cannot be emptied (" + stuck.getMessage()
                    + "); is another run going on? End it, or set OMS_DATA to another folder");
        }
    }

    private int torment() throws InterruptedException {
        long began = System.nanoTime();
        Say.progress("starting Postgres");
        var store = postgres.start();
        history = store;
        startBrokers();
        writeConfig(store);
        startServer();
        Await.done(street.deployVerticle(door));
        awaitOpen();
        var clients = new Clients(door, options.rate(), options.seed());
        Await.done(street.deployVerticle(clients));
        while (!isOver(began)) doOne();
        Say.progress("enough: no new orders, waiting for the last answers and reports");
        awaitOpen();
        Await.done(clients.rest());
        for (var broker : brokers) Await.done(broker.quiesce());
        var reconciliation = settle(clients, store);
        Say.progress("ending the server, and verifying what it left");
        server().terminate();
        verify();
        for (var finding : found) reconciliation.differ("verify", finding);
        return tell(clients, reconciliation, (System.nanoTime() - began) / 1_000_000_000);
    }

    private boolean isOver(long began) {
        if (stopAsked.getCount() == 0) return true;
        if (options.kills() > 0 && done.getOrDefault(Deed.KILL, 0) >= options.kills()) return true;
        return options.seconds() > 0 && System.nanoTime() - began > options.seconds() * 1_000_000_000L;
    }

    private void startBrokers() {
        for (var broker : Market.BROKERS) {
            var simulator = new Simulator(SimulatorConfig.of(
                            broker.name(), broker.beginString(), Set.copyOf(Market.ACCOUNTS), Market.REFERENCE_PX)
                    .withSeed(options.seed() * 31 + broker.name().hashCode())
                    .withChaos(options.chaos())
                    .withFlowPerSecond(Math.max(100, options.rate() * FLOW_FOR_EACH_ORDER / Market.BROKERS.size())));
            Await.done(street.deployVerticle(simulator));
            brokers.add(simulator);
        }
    }

    private Path config() {
        return folder().resolve("server.yaml");
    }

    private void writeConfig(StoreConfig store) {
        var text = new StringBuilder();
        text.append("data: ").append(folder().resolve("server").toAbsolutePath()).append('\n');
        text.append("shards: 8\n");
        text.append("core: {port: ").append(freePort()).append("}\n");
        text.append("desk: {port: ").append(freePort()).append("}\n");
        text.append("management: {port: 0}\n");
        text.append("unknownAfter: 3s\n");
        text.append("journal: {durability: ").append(options.durability().name().toLowerCase(Locale.ROOT))
                .append(", snapshotEvery: 2000}\n");
        text.append("postgres: {host: ").append(store.host()).append(", port: ").append(store.port())
                .append(", database: ").append(store.database()).append(", user: ").append(store.user())
                .append(", password: \"").append(store.password()).append("\", owner: ")
                .append(store.migrations().user()).append(", ownerPassword: \"")
                .append(store.migrations().password()).append("\"}\n");
        text.append("brokers:\n");
        for (int i = 0; i < brokers.size(); i++) {
            var broker = Market.BROKERS.get(i);
            text.append("  ").append(broker.name()).append(": {type: fix, beginString: ").append(broker.beginString())
                    .append(", senderCompID: ").append(Market.CLIENT).append(", targetCompID: ").append(broker.name())
                    .append(", host: 127.0.0.1, port: ").append(brokers.get(i).port())
                    .append(", reconnectIntervalSeconds: 1, heartBtInt: 5}\n");
        }
        text.append("accounts: ").append(Market.ACCOUNTS.stream().map(Object::toString).toList()).append('\n');
        text.append("symbols:\n");
        Market.REFERENCE_PX.forEach((symbol, px) -> text.append("  ").append(symbol).append(": ").append(px).append('\n'));
        text.append("limits: {maxOrderQty: 100000, maxNotional: 50000000}\n");
        try {
            Files.writeString(config(), text);
        } catch (IOException stuck) {
            throw new ConfigException(config() + ": cannot be written: " + stuck.getMessage());
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new ConfigException("no free port on the loopback: " + none.getMessage());
        }
    }

    // ---- what is done to whom

    private void startServer() {
        starts++;
        startedAt = System.nanoTime();
        server = Optional.of(ServerProcess.start(config(), doorPort, log()));
    }

    /// As the crash has left it. Where Postgres is just being started again, the next time will do.
    private void verify() {
        try {
            var report = new Verifier(journal(), Optional.of(history), _ -> {}).run();
            verified++;
            found.addAll(report.findings().first());
            Say.progress("verified %,d inputs: %s".formatted(
                    report.events() + report.unstored(),
                    report.isClean() ? "all is as it was written" : report.findings().count() + " FINDINGS"));
        } catch (StoreException away) {
            Say.progress("not verified this time: " + away.getMessage());
        }
    }

    private Path journal() {
        return folder().resolve("server").resolve("journal");
    }

    private Path log() {
        return folder().resolve("server.log");
    }

    private ServerProcess server() {
        return server.orElseThrow();
    }

    private void awaitOpen() throws InterruptedException {
        long deadline = System.nanoTime() + OPEN_WITHIN.toNanos();
        while (!door.isConnected()) {
            if (!server().isAlive())
                throw new ConfigException("the server has ended by itself with code " + server().exitCode() + ": see " + log());
            if (System.nanoTime() > deadline)
                throw new ConfigException("the server did not open within " + OPEN_WITHIN.toSeconds() + " s: see " + log());
            pause(20);
        }
        longestToOpenMs = Math.max(longestToOpenMs, (System.nanoTime() - startedAt) / 1_000_000);
    }

    private void pause(long ms) throws InterruptedException {
        if (stopAsked.await(ms, TimeUnit.MILLISECONDS) && ms > 100) throw new InterruptedException("told to stop");
    }

    private void doOne() throws InterruptedException {
        var deed = Deed.drawn(random);
        boolean whileStarting = deed == Deed.KILL && random.nextInt(100) < WHILE_STARTING;
        if (!whileStarting) awaitOpen();
        pause(whileStarting ? random.nextLong(3_000) : 200 + random.nextLong(3_000));
        done.merge(deed, 1, Integer::sum);
        Say.progress("%d: %s%s".formatted(
                done.values().stream().mapToInt(Integer::intValue).sum(), deed.words(),
                whileStarting ? " while it starts" : ""));
        switch (deed) {
            case KILL -> {
                server().kill();
                if (done.getOrDefault(Deed.KILL, 0) % options.verifyEvery() == 0) verify();
                startServer();
            }
            case TERMINATE -> {
                server().terminate();
                startServer();
            }
            case FREEZE -> {
                server().freeze();
                pause(500 + random.nextLong(6_000));
                server().thaw();
            }
            case KILL_POSTGRES -> Signal.send("KILL", postmaster());
            case FREEZE_POSTGRES -> {
                long pid = postmaster();
                var all = family(pid);
                all.forEach(one -> Signal.send("STOP", one));
                pause(500 + random.nextLong(6_000));
                all.forEach(one -> Signal.send("CONT", one));
            }
            case STOP_POSTGRES -> {
                postgres.stop();
                pause(1_000 + random.nextLong(8_000));
                postgres.start();
            }
        }
    }

    private static List<Long> family(long pid) {
        var all = new ArrayList<Long>(List.of(pid));
        ProcessHandle.of(pid).ifPresent(one -> one.descendants().map(ProcessHandle::pid).forEach(all::add));
        return all;
    }

    private long postmaster() throws InterruptedException {
        var file = folder().resolve("postgres").resolve("data").resolve("postmaster.pid");
        for (int tries = 0; tries < 200; tries++) {
            try {
                long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
                if (ProcessHandle.of(pid).isPresent()) return pid;
            } catch (IOException | RuntimeException notYet) {
                // It is being started again: its file is there in a moment.
            }
            pause(50);
        }
        throw new IllegalStateException("Postgres does not run: no process in " + file);
    }

    // ---- the comparison

    private Reconciliation settle(Clients clients, StoreConfig store) throws InterruptedException {
        var vertx = Vertx.vertx();
        var reader = Await.done(Store.open(vertx, store, Backlog.NONE, _ -> {}));
        try {
            long deadline = System.nanoTime() + SETTLE_WITHIN.toNanos();
            while (true) {
                var reconciliation = reconcile(clients, reader);
                if (reconciliation.differences().isEmpty() || System.nanoTime() > deadline) return reconciliation;
                pause(100);
            }
        } finally {
            Await.done(reader.close());
            Await.done(vertx.close());
        }
    }

    private long orders;
    private long executions;
    private long unsent;
    private long duplicates;

    private Reconciliation reconcile(Clients clients, Store reader) {
        var ledger = new ArrayList<Seen>();
        for (var broker : brokers) for (var entry : Await.done(broker.snapshot()).orders()) ledger.add(Seen.of(entry));
        var seen = Await.done(door.picture());
        var told = new HashSet<String>();
        for (var one : ledger) told.add(one.clOrdID());
        var memory = seen.orders().stream().filter(order -> !neverLeft(order, told)).toList();
        orders = seen.orders().size();
        unsent = orders - memory.size();
        executions = seen.orders().stream().mapToLong(order -> order.executions().size()).sum();
        duplicates = seen.counts().duplicate();
        var reconciliation = new Reconciliation();
        reconciliation.compare("the broker", ledger, "memory", memory.stream().map(Seen::of).toList());
        reconciliation.unplaced(seen.counts());
        reconciliation.compare(
                "memory", seen.orders().stream().map(Seen::of).toList(),
                "Postgres", Await.done(reader.orders()).stream().map(Seen::of).toList());
        acknowledged(reconciliation, clients, seen.orders());
        long unanswered = Await.done(door.unanswered());
        if (unanswered > 0) reconciliation.differ("clients", unanswered + " requests are not answered");
        return reconciliation;
    }

    /// Ours ended it, as it certainly never went out; a broker that rejects an order has it in its book.
    private static boolean neverLeft(Order order, Set<String> told) {
        return order.ordStatus() == OrdStatus.REJECTED && !told.contains(order.key().value());
    }

    /// What a client was told accepted is there, as what it was told.
    private static void acknowledged(Reconciliation reconciliation, Clients clients, List<Order> orders) {
        var byKey = DoorClient.byKey(orders);
        var ids = new HashSet<String>();
        for (var one : clients.accepted()) {
            var order = byKey.get(one.order());
            boolean isThere = order != null
                    && order.requests().stream().anyMatch(request -> request.clOrdID().value().equals(one.clOrdID()));
            if (!isThere) reconciliation.differ(one.requestId(), "was accepted as " + one.clOrdID() + ", and memory does not have it");
            if (!ids.add(one.clOrdID())) reconciliation.differ(one.requestId(), "got the ClOrdID of another request, " + one.clOrdID());
        }
    }

    private int tell(Clients clients, Reconciliation reconciliation, long seconds) {
        var differences = reconciliation.differences();
        for (var difference : differences.stream().limit(20).toList()) Say.progress("DIFFERENCE " + difference);
        Say.progress("%,d orders, %,d requests accepted, %,d refused, %,d asked again, %,d executions, %,d duplicates recognised, %,d orders never left; %d starts, slowest %.1f s; %s in %d s; %s"
                .formatted(
                        orders, clients.accepted().size(), clients.refused(), door.repeated(), executions, duplicates, unsent,
                        starts, longestToOpenMs / 1000.0, done, seconds,
                        differences.isEmpty() ? "nothing lost, nothing doubled" : differences.size() + " DIFFERENCES"));
        if (options.json())
            System.out.println(("{\"orders\":%d,\"accepted\":%d,\"refused\":%d,\"repeated\":%d,\"executions\":%d,\"duplicates\":%d,"
                    + "\"unsent\":%d,\"kills\":%d,\"deeds\":%d,\"starts\":%d,\"verified\":%d,\"slowestStartMs\":%d,\"seconds\":%d,\"seed\":%d,"
                    + "\"differences\":%d}")
                    .formatted(
                            orders, clients.accepted().size(), clients.refused(), door.repeated(), executions, duplicates,
                            unsent, done.getOrDefault(Deed.KILL, 0), done.values().stream().mapToInt(Integer::intValue).sum(),
                            starts, verified, longestToOpenMs, seconds, options.seed(), differences.size()));
        if (!differences.isEmpty())
            Say.progress("the data is kept in " + folder() + "; the same plan again: oms chaos --seed " + options.seed()
                    + " --kills " + done.getOrDefault(Deed.KILL, 0) + " --rate " + options.rate() + " --chaos " + options.chaosName());
        return differences.isEmpty() ? 0 : 1;
    }
}
