package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.RawClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.adapter.simulator.Habits;
import dev.plumbline.adapter.simulator.Simulator;
import dev.plumbline.adapter.simulator.SimulatorConfig;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Rules;
import dev.plumbline.core.Symbol;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.bridge.BridgeConfig;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Broker;
import dev.plumbline.server.config.ServerConfig.Clients;
import dev.plumbline.server.config.ServerConfig.Clustering;
import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.server.config.ServerConfig.DemoUser;
import dev.plumbline.server.config.ServerConfig.Doors;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.config.ServerConfig.Journaling;
import dev.plumbline.server.config.ServerConfig.Site;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.StoreConfig;

/// Clients of a server that stands by, and a console: they trade through the one that acts, and go on when that is replaced.
class BridgeFailoverTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Account BUYER = new Account("BUYER");
    private static final Map<Symbol, Px> REFERENCE_PX = Map.of(new Symbol("ACME"), Px.of("10"));

    @TempDir
    Path folder;

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Map<String, Site> sites = Map.of("A", site(), "B", site());

    private final Map<String, Integer> clients = Map.of("A", BridgeHouse.freePort(), "B", BridgeHouse.freePort());

    private static Site site() {
        return new Site(new Endpoint("127.0.0.1", BridgeHouse.freePort()), new Endpoint("127.0.0.1", BridgeHouse.freePort()));
    }

    @AfterEach
    void undo() {
        for (var step : undo) step.run();
    }

    private OmsServer start(String name, StoreConfig postgres, int broker) {
        var site = sites.get(name);
        var alpha = new BrokerSession("ALPHA");
        var config = new ServerConfig(
                folder.resolve(name), 4, site.core(), site.desk(), "main", new Endpoint("127.0.0.1", 0),
                new Database.External(
                        postgres.host(), postgres.port(), postgres.database(), postgres.user(), postgres.password(),
                        postgres.migrations().user(), postgres.migrations().password()),
                Map.of(alpha, new Broker("fix", Map.of(
                        "beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", "ALPHA", "host", "127.0.0.1",
                        "port", Integer.toString(broker), "reconnectIntervalSeconds", "1"))),
                new Rules(Set.of(alpha), Set.of(BUYER), REFERENCE_PX, Qty.of(1_000), Money.of("100000")),
                Handling.UNKNOWN_AFTER, Journaling.USUAL, new Clustering(name, new TreeMap<>(sites), Duration.ofSeconds(1)),
                new Doors(
                        Optional.of(new BridgeConfig("127.0.0.1", OptionalInt.of(0), OptionalInt.empty(), 100)),
                        Optional.of(new Clients("fix", "127.0.0.1", Objects.requireNonNull(clients.get(name)), Map.of("ALGO", Map.of(
                                "beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", "ALGO", "user", "algo", "route", "ALPHA")))),
                        Optional.empty(),
                        true,
                        List.of(
                                new DemoUser("maria", BridgeHouse.PASSWORD, List.of("trader"), List.of("BUYER")),
                                new DemoUser("algo", BridgeHouse.PASSWORD, List.of("service"), List.of("BUYER")))));
        var server = new OmsServer(config, _ -> {}, Nanos.CLOCK, List.of());
        undo.push(server::stop);
        server.start();
        return server;
    }

    private static boolean has(JsonNode message, String order, String status) {
        return StreamSupport.stream(message.path("orders").spliterator(), false)
                .anyMatch(one -> one.path("OrderID").asText().equals(order) && one.path("OrdStatus").asText().equals(status));
    }

    @Test
    void clientsGoOnWhenTheServerThatActsIsReplaced() throws Exception {
        var street = Vertx.vertx();
        undo.push(() -> Await.done(street.close()));
        var postgres = new EmbeddedDatabase(Path.of("target", "test-postgres"));
        undo.push(postgres::stop);
        var database = postgres.start();
        EmbeddedDatabase.empty(database);
        var broker = new Simulator(SimulatorConfig.of("ALPHA", "FIX.4.4", Set.of(BUYER), REFERENCE_PX)
                .keptIn(folder.resolve("broker")).withFlowPerSecond(0).withHabits(Habits.PLAIN));
        Await.done(street.deployVerticle(broker));
        var first = start("A", database, broker.port());
        first.serving().toCompletableFuture().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
        var second = start("B", database, broker.port());

        try (var algo = new FixClient("ALGO", "algo", BridgeHouse.PASSWORD, List.of(clients.get("A"), clients.get("B"))).up();
                var console = new RealConsole(Objects.requireNonNull(sites.get("B")).desk(), "maria", BridgeHouse.PASSWORD);
                var client = RawClient.of(second.bridgePorts().tcp(), "maria", BridgeHouse.PASSWORD)) {
            await().atMost(LONG).until(client::isOpen);
            await().atMost(LONG).until(console::isLive);
            client.register();
            var wish = object(
                    "ClOrdID", "c1", "ExDestination", "ALPHA", "Account", "BUYER", "Symbol", "ACME", "Side", "1", "OrderQty", "100",
                    "OrdType", "2", "Price", "9.50");
            var order = client.ask("oms.order.enter", wish).path("OrderID").asText();
            assertThat(order).isNotEmpty();
            client.next(message -> has(message, order, "0"));

            algo.enter("f1", "BUYER", "1", "50", "9.40");
            algo.next(150, "0");
            int numbers = algo.numbers.getNextTargetMsgSeqNum();

            first.stop();
            second.serving().toCompletableFuture().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();

            client.next(message -> message.path("type").asText().equals("snapshot") && has(message, order, "0"));
            assertThat(client.ask("oms.order.enter", wish).path("OrderID").asText()).as("a repeat on another server").isEqualTo(order);
            var cancel = object("ClOrdID", "c2", "OrderID", order);
            await().atMost(LONG).until(() -> client.ask("oms.order.cancel", cancel).path("accepted").asBoolean()
                    || isRefusedForNow(client, cancel));
            client.next(message -> has(message, order, "4"));
            await().atMost(LONG).until(() -> console.has(new OrderKey(order), OrdStatus.CANCELED));
            assertThat(console.asked).as("its token is good on the other server").isEmpty();
            long n = 0;
            for (var message : client.seen()) assertThat(message.path("n").asLong()).isEqualTo(++n);
            algo.up();
            assertThat(algo.numbers.getNextTargetMsgSeqNum()).isGreaterThan(numbers);
            algo.send("F", Map.of(11, "f2", 41, "f1", 55, "ACME", 54, "1", 38, "50"));
            assertThat(algo.next(150, "4").getString(41)).isEqualTo("f1");
            assertThat(second.picture().orders()).hasSize(2);
        }
    }

    /// While the broker's session is not up again a cancel is refused; the same ClOrdID would get that answer again.
    private static boolean isRefusedForNow(RawClient client, com.fasterxml.jackson.databind.node.ObjectNode cancel) {
        cancel.put("ClOrdID", cancel.path("ClOrdID").asText() + "+");
        return false;
    }
}
