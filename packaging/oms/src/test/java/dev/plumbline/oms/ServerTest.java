package dev.plumbline.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.adapter.simulator.Habits;
import dev.plumbline.adapter.simulator.Simulator;
import dev.plumbline.adapter.simulator.SimulatorConfig;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Rules;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Broker;
import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.Wire;

/// A whole server with a broker that trades nothing but our own orders against each other, through real FIX, a real
/// Postgres, and what happens to them on a bad day.
class ServerTest {
    private static final Account BUYER = new Account("BUYER");
    private static final Account SELLER = new Account("SELLER");
    private static final Symbol SYMBOL = new Symbol("ACME");
    private static final Map<Symbol, Px> REFERENCE_PX = Map.of(SYMBOL, Px.of("10.00"));
    private static final Set<Account> ACCOUNTS = Set.of(BUYER, SELLER);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final Vertx street = Vertx.vertx();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final AtomicInteger requests = new AtomicInteger();
    private int brokerPort;
    private Simulator broker;

    @BeforeEach
    void openBroker() {
        undo.push(() -> Await.done(street.close()));
        startBroker();
    }

    private String startBroker() {
        broker = new Simulator(SimulatorConfig.of("ALPHA", "FIX.4.4", ACCOUNTS, REFERENCE_PX)
                .listeningOn("127.0.0.1", brokerPort)
                .keptIn(folder.resolve("broker"))
                .withFlowPerSecond(0)
                .withHabits(Habits.PLAIN));
        var id = Await.done(street.deployVerticle(broker));
        brokerPort = broker.port();
        return id;
    }

    @AfterEach
    void undo() {
        for (var step : undo) step.run();
    }

    private OmsServer start(Database database, int shards) {
        return start(config(database, shards), List.of());
    }

    private OmsServer start(ServerConfig config, List<Desk> followers) {
        var server = new OmsServer(config, _ -> {}, Nanos.CLOCK, followers);
        undo.push(server::stop);
        server.start();
        return server;
    }

    private ServerConfig config(Database database, int shards) {
        var alpha = new BrokerSession("ALPHA");
        return new ServerConfig(
                folder, shards, new Endpoint("127.0.0.1", freePort()), new Endpoint("127.0.0.1", freePort()), "main",
                new Endpoint("127.0.0.1", 0), database,
                Map.of(alpha, new Broker("fix", Map.of(
                        "beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", "ALPHA",
                        "host", "127.0.0.1", "port", Integer.toString(brokerPort), "reconnectIntervalSeconds", "1"))),
                new Rules(Set.of(alpha), ACCOUNTS, REFERENCE_PX, Qty.of(1_000), Money.of("100000")));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    private Answer enter(OmsServer server, Account account, Side side, int qty) {
        var wish = new Wish.Enter("ALPHA", account, SYMBOL, side, Qty.of(qty), OrdType.LIMIT, Px.of("10"), TimeInForce.DAY);
        return Await.done(server.ask(account, new Ask("r" + requests.incrementAndGet(), "ann", wish)));
    }

    /// Returns the ClOrdID, once the session is up.
    private String entered(OmsServer server, Account account, Side side, int qty) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> enter(server, account, side, qty), Answer::isAccepted)
                .clOrdID();
    }

    private static void awaitCumQty(OmsServer server, String clOrdID, int cumQty) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(order(server, clOrdID))
                .map(Order::cumQty).contains(Qty.of(cumQty)));
    }

    private static Optional<Order> order(OmsServer server, String clOrdID) {
        return server.picture().orders().stream().filter(order -> order.key().value().equals(clOrdID)).findFirst();
    }

    private static List<String> state(OmsServer server) {
        var picture = server.picture();
        var state = new ArrayList<String>();
        for (var order : picture.orders()) state.add(Wire.json(order));
        for (var position : picture.positions()) state.add(Wire.json(position));
        state.sort(null);
        return state;
    }

    @Test
    void aRestartGivesTheSameOrdersAndPositionsAndGoesOn() {
        var first = start(new Database.Embedded(false), 8);
        var bought = entered(first, BUYER, Side.BUY, 100);
        var sold = entered(first, SELLER, Side.SELL, 60);
        awaitCumQty(first, bought, 60);
        awaitCumQty(first, sold, 60);
        var before = state(first);
        first.stop();
        assertThat(enter(first, BUYER, Side.BUY, 1).refusal()).isEqualTo("NOT_CONNECTED");

        assertThatThrownBy(() -> start(new Database.Embedded(false), 4))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("shards: is 4, but the database was written with another number");

        var second = start(new Database.Embedded(false), 8);
        assertThat(state(second)).isEqualTo(before);
        entered(second, SELLER, Side.SELL, 40);
        awaitCumQty(second, bought, 100);
    }

    /// It has no orders, so nothing but the halt says in which shard it was.
    @Test
    void aHaltedAccountIsNotLetGoByAnotherNumberOfShards() throws IOException {
        var database = new Database.Embedded(false);
        var scope = new Halt.Scope.OfAccount(SELLER);
        var first = start(database, 4);
        assertThat(Files.readString(folder.resolve("shards"))).isEqualTo("4\n");
        assertThat(asked(first, "ann", new Wish.Pull(scope, "why"))).isEmpty();
        first.stop();

        assertThatThrownBy(() -> start(database, 8))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("shards: is 8 and was 4, but what is halted would be in another shard, and trade:"
                        + " account SELLER is halted by ann since");

        var second = start(database, 4);
        assertThat(enter(second, SELLER, Side.SELL, 1).refusal()).isEqualTo("HALTED");
        assertThat(asked(second, "ben", new Wish.Release(scope, Long.MAX_VALUE))).isEmpty();
        second.stop();
        start(database, 8);
        assertThat(Files.readString(folder.resolve("shards"))).isEqualTo("8\n");
    }

    private String asked(OmsServer server, String user, Wish.OnHalt wish) {
        return Await.done(server.ask(SELLER, new Ask("r" + requests.incrementAndGet(), user, wish))).refusal();
    }

    /// Ctrl-C at any step: nothing begins any more, and nothing of ours is left.
    @ParameterizedTest
    @ValueSource(strings = {"forming cluster oms-core", "forming cluster oms-desk", "opening the store"})
    void aServerThatIsStoppedWhileItStartsLeavesNothingBehind(String step) throws IOException {
        var nobody = new Database.External("127.0.0.1", freePort(), "oms", "oms", "");
        var config = config(nobody, 8);
        var server = new AtomicReference<OmsServer>();
        server.set(new OmsServer(
                config,
                words -> {
                    if (words.startsWith(step)) server.get().stop();
                },
                Nanos.CLOCK,
                List.of()));
        assertThatThrownBy(() -> server.get().start())
                .isInstanceOf(ConfigException.class)
                .hasMessage("stopped while it was starting");
        for (var endpoint : List.of(config.core(), config.deskCluster()))
            new ServerSocket(endpoint.port(), 1, InetAddress.getLoopbackAddress()).close();
    }

    /// Until then each step is told, and an operator is told it too.
    @Test
    void nobodyTradesBeforeThePictureIsWhole() {
        var config = watched(embedded());
        var steps = new ArrayList<String>();
        var meanwhile = new ArrayList<String>();
        var server = new AtomicReference<OmsServer>();
        server.set(new OmsServer(
                config,
                step -> {
                    steps.add(step.replaceAll(" (in|at) .*| to 127.*", ""));
                    if (!step.contains("orders are back")) return;
                    meanwhile.add(get(config, "/health/ready").strip());
                    meanwhile.add(enter(server.get(), BUYER, Side.BUY, 1).text());
                },
                Nanos.CLOCK,
                List.of()));
        undo.push(server.get()::stop);
        server.get().start();
        assertThat(steps).containsExactly(
                "opening the journal", "forming cluster oms-core", "forming cluster oms-desk", "opening the store",
                "taking back the orders of the last run", "reading snapshots",
                "0 orders are back, after 0 inputs of the journal", "connecting to broker ALPHA",
                "ready: consoles may connect");
        assertThat(meanwhile).containsExactly(
                "not ready: starting: 0 orders are back, after 0 inputs of the journal", "the server is not open for orders");
        assertThat(get(config, "/health/ready").strip()).isEqualTo("ready");
    }

    @Test
    void tradingGoesOnWithoutPostgresWhichCatchesUp() {
        var database = new EmbeddedDatabase(Path.of("target", "test-postgres"));
        undo.push(database::stop);
        var reached = database.start();
        EmbeddedDatabase.empty(reached);
        var line = new Proxy(reached.port());
        undo.push(line::close);
        var server = start(
                new Database.External("127.0.0.1", line.port(), reached.database(), reached.user(), reached.password(),
                        reached.migrations().user(), reached.migrations().password()), 8);
        entered(server, BUYER, Side.BUY, 1);
        server.drainStore();

        line.cut();
        for (int i = 0; i < 200; i++) assertThat(enter(server, BUYER, Side.BUY, 1).refusal()).isEmpty();
        var sold = entered(server, SELLER, Side.SELL, 201);
        awaitCumQty(server, sold, 201);
        assertThat(server.backlog()).isGreaterThan(400);

        line.mend();
        server.drainStore();
        assertThat(server.backlog()).isZero();
        assertThat(server.storedOrders()).hasSize(202)
                .allMatch(order -> order.ordStatus().equals("Filled") && order.cumQty().equals(order.orderQty()));
        assertThat(server.storedPositions()).extracting(position -> position.account() + " " + position.qty())
                .containsExactlyInAnyOrder("BUYER 201", "SELLER -201");
    }

    @Test
    void aBrokerThatIsAwayTakesNoOrdersAndComesBack() {
        var database = new EmbeddedDatabase(Path.of("target", "test-postgres"));
        undo.push(database::stop);
        var reached = database.start();
        EmbeddedDatabase.empty(reached);
        Await.done(street.undeploy(street.deploymentIDs().iterator().next()));
        var server = start(
                new Database.External("127.0.0.1", reached.port(), reached.database(), reached.user(), reached.password(),
                        reached.migrations().user(), reached.migrations().password()),
                8);
        assertThat(enter(server, BUYER, Side.BUY, 100))
                .extracting(Answer::refusal, Answer::text)
                .containsExactly("NOT_CONNECTED", "broker session ALPHA is down");

        var broker = startBroker();
        var bought = entered(server, BUYER, Side.BUY, 100);
        await().until(() -> order(server, bought).map(Order::isAcknowledged).orElse(false));
        Await.done(street.undeploy(broker));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> enter(server, BUYER, Side.BUY, 1).refusal().equals("NOT_CONNECTED"));
        startBroker();
        entered(server, SELLER, Side.SELL, 1);
    }

    /// Rule 10, on real sockets: the broker takes an order and a cancel and says nothing. What heals it is its answer to
    /// our question.
    @Test
    void whatTheBrokerKeepsSilentOnIsAskedAndTold() {
        var alerts = new CopyOnWriteArrayList<String>();
        var config = watched(embedded());
        var server = start(config, List.of(hearing(alerts)));
        var first = entered(server, BUYER, Side.BUY, 100);
        await().until(() -> order(server, first).map(Order::isAcknowledged).orElse(false));

        long silences = metric(config, "plumbline_silences_total");
        Await.done(broker.mute(true));
        var silent = enter(server, BUYER, Side.BUY, 50).clOrdID();
        await().until(() -> isUnknown(server, silent));
        await().until(() -> metric(config, "plumbline_status_requests_total") >= 2);
        assertThat(order(server, silent).map(Order::ordStatus)).contains(OrdStatus.PENDING_NEW);
        assertThat(metric(config, "plumbline_orders_unknown")).isEqualTo(1);

        Await.done(broker.mute(false));
        await().until(() -> !isUnknown(server, silent));
        assertThat(order(server, silent).map(Order::ordStatus)).contains(OrdStatus.NEW);
        assertThat(order(server, silent).map(Order::orderID)).get().isNotEqualTo(OrderID.NONE);

        Await.done(broker.mute(true));
        var cancel = new Wish.Cancel(new OrderKey(silent));
        assertThat(Await.done(server.ask(BUYER, new Ask("c1", "ann", cancel))).isAccepted()).isTrue();
        await().until(() -> isUnknown(server, silent));
        Await.done(broker.mute(false));
        await().until(() -> order(server, silent).map(Order::ordStatus).filter(OrdStatus.CANCELED::equals).isPresent());
        assertThat(isUnknown(server, silent)).isFalse();

        assertThat(alerts.stream().map(line -> line.replaceAll("cancel \\S+", "cancel Y"))).contains(
                "ALERT no answer from ALPHA to the order within 0.3 s; whether it has it is not known; asking",
                "INFO the outcome is known again: New",
                "ALERT no answer from ALPHA to the cancel Y within 0.3 s; whether it has it is not known; asking",
                "INFO the outcome is known again: Canceled");
        assertThat(metric(config, "plumbline_silences_total")).isEqualTo(silences + 2);
        assertIdentity(config);
    }

    /// A Postgres that is there already, emptied.
    private Database embedded() {
        var database = new EmbeddedDatabase(Path.of("target", "test-postgres"));
        undo.push(database::stop);
        var reached = database.start();
        EmbeddedDatabase.empty(reached);
        return new Database.External(
                "127.0.0.1", reached.port(), reached.database(), reached.user(), reached.password(),
                        reached.migrations().user(), reached.migrations().password());
    }

    private ServerConfig watched(Database database) {
        var plain = config(database, 8);
        return new ServerConfig(
                plain.data(), plain.shards(), plain.core(), plain.deskCluster(), plain.desk(),
                new Endpoint("127.0.0.1", freePort()), plain.database(), plain.brokers(), plain.rules(),
                Duration.ofMillis(300), plain.journal());
    }

    /// A trade is busted of which the server, its journal and its database lost, knows nothing.
    @Test
    void whatWaitsIsListedAndSurvivesARestart() throws IOException {
        var database = new EmbeddedDatabase(Path.of("target", "test-postgres"));
        undo.push(database::stop);
        var reached = database.start();
        EmbeddedDatabase.empty(reached);
        var external = new Database.External(
                "127.0.0.1", reached.port(), reached.database(), reached.user(), reached.password(),
                        reached.migrations().user(), reached.migrations().password());
        var first = start(external, 8);
        var bought = entered(first, BUYER, Side.BUY, 10);
        var sold = entered(first, SELLER, Side.SELL, 10);
        awaitCumQty(first, bought, 10);
        awaitCumQty(first, sold, 10);
        var execID = order(first, bought).orElseThrow().executions().list().getFirst().execID();
        first.stop();
        EmbeddedDatabase.empty(reached);

        var second = watched(external);
        loseJournal(second);
        var lost = start(second, List.of());
        entered(lost, BUYER, Side.BUY, 1);
        Await.done(broker.bust(execID));
        await().until(() -> metrics(second).get("plumbline_inputs{outcome=\"parked\"}") == 1);
        assertIdentity(second);
        lost.drainStore();
        var listed = get(second, "/inputs/parked");
        assertThat(listed).contains(
                "busts execution " + execID + ", which is not known", "\"clOrdID\" : \"" + bought + "\"", "8=FIX.4.4|",
                "|19=" + execID + "|");
        lost.stop();

        var third = watched(external);
        start(third, List.of());
        assertThat(metric(third, "plumbline_inputs{outcome=\"parked\"}")).isEqualTo(1);
        assertIdentity(third);
        assertThat(get(third, "/inputs/parked")).isEqualTo(listed);
        assertThat(get(third, "/inputs/quarantined")).doesNotContain("reason");
    }

    private static void loseJournal(ServerConfig config) throws IOException {
        try (var files = Files.list(config.data().resolve("journal"))) {
            for (var file : files.toList()) Files.delete(file);
        }
    }

    private static boolean isUnknown(OmsServer server, String clOrdID) {
        return order(server, clOrdID).map(order -> order.has(Flag.UNKNOWN_OUTCOME)).orElse(false);
    }

    private static Desk hearing(List<String> alerts) {
        return new Desk() {
            @Override
            public void changed(List<Change> changes) {}

            @Override
            public void tell(Item item) {
                if (item instanceof Item.AlertItem alert) alerts.add(alert.level() + " " + alert.text());
            }
        };
    }

    /// inputs = applied + duplicate + parked + quarantined, as an operator sees it.
    private static void assertIdentity(ServerConfig config) {
        var figures = metrics(config);
        long sum = figures.entrySet().stream()
                .filter(figure -> figure.getKey().startsWith("plumbline_inputs{"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(figures.get("plumbline_inputs_total")).isEqualTo(sum).isPositive();
    }

    private static long metric(ServerConfig config, String name) {
        return metrics(config).get(name);
    }

    /// Those that are whole numbers; seconds are left out, and what Micrometer counts.
    private static Map<String, Long> metrics(ServerConfig config) {
        return get(config, "/metrics").lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" "))
                .filter(words -> words.length == 2 && words[1].matches("\\d+"))
                .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1])));
    }

    private static String get(ServerConfig config, String path) {
        try {
            var uri = URI.create("http://" + config.management() + path);
            return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
