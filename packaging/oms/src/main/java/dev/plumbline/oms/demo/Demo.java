package dev.plumbline.oms.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.simulator.Misdeed;
import dev.plumbline.adapter.simulator.Simulator;
import dev.plumbline.adapter.simulator.SimulatorConfig;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Rules;
import dev.plumbline.oms.Say;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.bridge.BridgeConfig;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Broker;
import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.server.config.ServerConfig.DemoUser;
import dev.plumbline.server.config.ServerConfig.Doors;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;

/// One run of the demo, from the first socket to the comparison of the books.
final class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    /// How long the last reports may take to arrive after everybody has stopped.
    private static final Duration SETTLE = Duration.ofSeconds(30);

    /// So short that a demo sees the end of a connection that has no other end, and no shorter: what comes too late because
    /// the machine is busy costs the line.
    private static final String HEARTBEAT_SECONDS = "5";

    /// Orders and cancels of the other participants, for each of ours.
    private static final int FLOW_FOR_EACH_ORDER = 4;

    /// Of all its users.
    private static final String PASSWORD = "demo";

    private final DemoOptions options;
    private final int deskPort;
    private final Vertx street = Vertx.vertx();
    private final List<Simulator> brokers = new ArrayList<>();
    private final Map<Misdeed, Long> misdeeds = new EnumMap<>(Misdeed.class);
    private Optional<OmsServer> server = Optional.empty();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Demo(DemoOptions options) {
        this.options = options;
        deskPort = options.deskPort() == 0 ? freePort() : options.deskPort();
    }

    int run() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
        try {
            return trade();
        } catch (RuntimeException failed) {
            if (stopAsked.getCount() > 0) throw failed;
            LOG.debug("stopped while it was starting", failed);
            Say.progress("stopped while it was starting");
            return 1;
        } finally {
            Await.done(street.close());
            ended.countDown();
        }
    }

    /// Ctrl-C: the run goes to its end, in order, before the process does.
    private void stopAndWait() {
        stopAsked.countDown();
        try {
            if (!ended.await(SETTLE.toSeconds() + 15, TimeUnit.SECONDS)) Say.progress("did not end in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int trade() throws InterruptedException {
        for (var folder : List.of("brokers", "journal")) startFresh(options.data().resolve(folder));
        startBrokers();
        var traders = new Traders(this::ask, names(), Market.ACCOUNTS, Market.REFERENCE_PX, options.rate(), options.seed());
        server = Optional.of(new OmsServer(config(), Say::progress, Nanos.CLOCK, List.of(traders)));
        try {
            server().start();
            Await.done(street.deployVerticle(traders));
            long began = System.nanoTime();
            watchWithConsole(began);
            long seconds = (System.nanoTime() - began) / 1_000_000_000;
            Say.progress("stopping: no new orders, waiting for the last reports");
            Await.done(traders.rest());
            for (var broker : brokers) Await.done(broker.quiesce());
            return compare(traders, seconds);
        } finally {
            server().stop();
        }
    }

    /// A demo begins with nothing: its sequence numbers and orders are of no use to the next one.
    private static void startFresh(Path folder) {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException stuck) {
            throw new ConfigException(folder + ": cannot be emptied (" + stuck.getMessage()
                    + "); is another demo running? End it, or set OMS_DATA to another folder");
        }
    }

    private void startBrokers() {
        for (var broker : Market.BROKERS) {
            var simulator = new Simulator(SimulatorConfig.of(
                            broker.name(), broker.beginString(), Set.copyOf(Market.ACCOUNTS), Market.REFERENCE_PX)
                    .withSeed(options.seed() * 31 + broker.name().hashCode())
                    .withChaos(options.chaos())
                    .withFlowPerSecond(Math.max(200, options.rate() * FLOW_FOR_EACH_ORDER / Market.BROKERS.size())));
            Await.done(street.deployVerticle(simulator));
            Say.progress("broker " + broker.name() + " speaks " + broker.beginString() + " on port " + simulator.port());
            brokers.add(simulator);
        }
    }

    private ServerConfig config() {
        var sessions = new LinkedHashMap<BrokerSession, Broker>();
        for (int i = 0; i < brokers.size(); i++) {
            var broker = Market.BROKERS.get(i);
            sessions.put(new BrokerSession(broker.name()), new Broker("fix", Map.of(
                    "beginString", broker.beginString(),
                    "senderCompID", Market.CLIENT,
                    "targetCompID", broker.name(),
                    "host", "127.0.0.1",
                    "port", Integer.toString(brokers.get(i).port()),
                    "reconnectIntervalSeconds", "1",
                    "heartBtInt", HEARTBEAT_SECONDS)));
        }
        return new ServerConfig(
                options.data(),
                8,
                new Endpoint("127.0.0.1", freePort()),
                new Endpoint("127.0.0.1", deskPort),
                "main",
                new Endpoint("127.0.0.1", 0),
                new Database.Embedded(true),
                sessions,
                new Rules(
                        Set.copyOf(sessions.keySet()),
                        Set.copyOf(Market.ACCOUNTS),
                        Market.REFERENCE_PX,
                        Qty.of(100_000),
                        Money.of("50000000")))
                .with(new Doors(
                        Optional.of(new BridgeConfig("127.0.0.1", OptionalInt.of(0), OptionalInt.of(0), BridgeConfig.CLIENTS_MAX)),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        List.of(demoUser("maria", "trader"), demoUser("dora", "desk-head"), demoUser("audrey", "auditor"), demoUser("algo", "service"))));
    }

    private static DemoUser demoUser(String name, String role) {
        return new DemoUser(name, PASSWORD, List.of(role), List.of("*"));
    }

    /// Hazelcast wants a number; nobody has to know this one.
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new ConfigException("no free port on the loopback: " + none.getMessage());
        }
    }

    private Future<Answer> ask(Account account, Ask ask) {
        return server().ask(account, ask);
    }

    private OmsServer server() {
        return server.orElseThrow(() -> new IllegalStateException("the server has not started"));
    }

    private static List<String> names() {
        return Market.BROKERS.stream().map(Market.Broker::name).toList();
    }

    private Optional<Process> showConsole() {
        if (options.headless()) return Optional.empty();
        if (!ConsoleProcess.hasDisplay()) {
            Say.progress("no display here, so no console; --headless says so beforehand");
            return Optional.empty();
        }
        return Optional.of(ConsoleProcess.start(deskPort, "maria", PASSWORD));
    }

    private void watchWithConsole(long began) throws InterruptedException {
        var console = showConsole();
        try {
            watch(began);
        } finally {
            console.ifPresent(Process::destroy);
        }
    }

    /// A line a second where a person watches, a line every five seconds elsewhere.
    private void watch(long began) throws InterruptedException {
        boolean watched = Say.isWatched();
        long endAt = options.seconds() == 0 ? Long.MAX_VALUE : began + options.seconds() * 1_000_000_000L;
        for (int second = 1; ; second++) {
            long left = endAt == Long.MAX_VALUE ? 1_000_000_000L : Math.min(1_000_000_000L, endAt - System.nanoTime());
            if (left <= 0 || stopAsked.await(left, TimeUnit.NANOSECONDS)) break;
            if (watched) Say.live(status(second));
            else if (second % 5 == 0) Say.progress(status(second));
        }
        if (watched) Say.endLive();
    }

    private String status(int second) {
        var picture = server().picture();
        long executions = picture.orders().stream().mapToLong(order -> order.executions().size()).sum();
        long open = picture.orders().stream().filter(Order::isOpen).count();
        return "%d s | %,d orders, %,d open | %,d executions | %,d inputs | store %,d behind"
                .formatted(
                        second, picture.orders().size(), open, executions, picture.counts().inputs(),
                        server().backlog());
    }

    /// Waits until the last report is in, then compares the books of all three.
    private int compare(Traders traders, long seconds) throws InterruptedException {
        var deadline = Instant.now().plus(SETTLE);
        var reconciliation = reconcile();
        while (!(traders.unanswered() == 0 && reconciliation.differences().isEmpty())
                && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(200);
            reconciliation = reconcile();
        }
        if (traders.refused() > 0 || traders.unknown() > 0)
            Say.progress(traders.refused() + " wishes refused, " + traders.unknown() + " without an answer");
        for (var difference : reconciliation.differences().stream().limit(20).toList()) Say.progress("DIFFERENCE " + difference);
        var picture = server().picture();
        var summary = Summary.of(
                picture.orders(), picture.counts(), server().everParked(), seconds, reconciliation.differences().size());
        tellMisdeeds();
        Say.progress(summary.words());
        if (options.json()) System.out.println(summary.json());
        return summary.differences() == 0 ? 0 : 1;
    }

    private void tellMisdeeds() {
        if (!misdeeds.isEmpty()) Say.progress("the brokers' misdeeds: " + Misdeed.words(misdeeds));
    }

    /// What the brokers have done that a broker should not do. Filled when the run ends.
    Map<Misdeed, Long> misdeeds() {
        return misdeeds;
    }

    private Reconciliation reconcile() {
        var ledger = new ArrayList<Seen>();
        misdeeds.clear();
        long busts = 0;
        long corrects = 0;
        for (var broker : brokers) {
            var snapshot = Await.done(broker.snapshot());
            for (var entry : snapshot.orders()) ledger.add(Seen.of(entry));
            snapshot.misdeeds().forEach((deed, times) -> misdeeds.merge(deed, times, Long::sum));
            busts += snapshot.counters().busts();
            corrects += snapshot.counters().corrects();
        }
        var picture = server().picture();
        var memory = picture.orders().stream().map(Seen::of).toList();
        var sent = Reconciliation.withoutUnsent(picture.orders(), ledger).stream().map(Seen::of).toList();
        var reconciliation = new Reconciliation();
        reconciliation.compare("the broker", ledger, "memory", sent);
        reconciliation.unplaced(picture.counts(), misdeeds, 1);
        reconciliation.figures(
                "the brokers", Map.of("busts", busts, "corrects", corrects),
                "memory", Map.of("busts", Summary.busts(picture.orders()), "corrects", Summary.corrects(picture.orders())));
        server().drainStore();
        reconciliation.compare("memory", memory, "Postgres", server().storedOrders().stream().map(Seen::of).toList());
        positions(reconciliation, ledger, picture.positions());
        return reconciliation;
    }

    private void positions(Reconciliation reconciliation, List<Seen> ledger, List<Position> memory) {
        var brokers = new HashMap<String, Qty>();
        for (var order : ledger) brokers.merge(order.account() + " " + order.symbol(), order.signedQty(), Qty::plus);
        brokers.values().removeIf(Qty::isZero);
        var ours = new HashMap<String, Qty>();
        var oursWhole = new HashMap<String, String>();
        for (var p : memory) {
            var name = p.account() + " " + p.symbol();
            if (!p.qty().isZero()) ours.put(name, p.qty());
            oursWhole.put(name, p.qty() + " @ " + p.avgPx() + ", realised " + p.realizedPnl());
        }
        var storedWhole = new HashMap<String, String>();
        for (var p : server().storedPositions())
            storedWhole.put(p.account() + " " + p.symbol(), p.qty() + " @ " + p.avgPx() + ", realised " + p.realizedPnl());
        reconciliation.figures("the brokers", brokers, "memory", ours);
        reconciliation.figures("memory", oursWhole, "Postgres", storedWhole);
    }
}
