package dev.plumbline.oms.bridge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;

import dev.plumbline.adapter.simulator.Chaos;
import dev.plumbline.adapter.simulator.Habits;
import dev.plumbline.adapter.simulator.Simulator;
import dev.plumbline.adapter.simulator.SimulatorConfig;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Money;
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
import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.server.config.ServerConfig.DemoUser;
import dev.plumbline.server.config.ServerConfig.Doors;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.wire.tls.PemFiles;

/// A whole server with a bridge and a broker that trades nothing but our own orders against each other.
final class BridgeHouse implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    static final Account BUYER = new Account("BUYER");
    static final Account SELLER = new Account("SELLER");
    private static final Symbol SYMBOL = new Symbol("ACME");
    private static final Map<Symbol, Px> REFERENCE_PX = Map.of(SYMBOL, Px.of("10.00"));
    private static final Set<Account> ACCOUNTS = Set.of(BUYER, SELLER);
    private static final List<DemoUser> USERS = List.of(
            user("maria", "trader", "BUYER"), user("ben", "trader", "SELLER"), user("algo", "service", "*"),
            user("dora", "desk-head", "BUYER"), user("rick", "risk", "BUYER"), user("olga", "operations", "BUYER"),
            user("audrey", "auditor", "BUYER"), user("root", "administrator", "*"));

    private final AtomicInteger ids = new AtomicInteger();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final StoreConfig database;
    private final ServerConfig config;
    private final Simulator broker;
    private OmsServer server;

    BridgeHouse(Path folder) {
        this(folder, BridgeConfig.CLIENTS_MAX);
    }

    BridgeHouse(Path folder, int clientsMax) {
        this(folder, clientsMax, Optional.empty());
    }

    /// @param clients the gateway for clients that log on
    BridgeHouse(Path folder, int clientsMax, Optional<Clients> clients) {
        this(folder, clientsMax, clients, Optional.empty());
    }

    /// With this certificate.
    BridgeHouse(Path folder, PemFiles tls) {
        this(folder, BridgeConfig.CLIENTS_MAX, Optional.empty(), Optional.of(tls));
    }

    /// With this certificate, and the broker behind a line that is encrypted with it, too.
    ///
    /// @param clients the gateway for clients that log on
    BridgeHouse(Path folder, Clients clients, PemFiles tls) {
        this(folder, BridgeConfig.CLIENTS_MAX, Optional.of(clients), Optional.of(tls));
    }

    /// With a broker like those of the street: it has other customers, and misbehaves.
    BridgeHouse(Path folder, Clients clients, Chaos chaos, long seed) {
        this(folder, BridgeConfig.CLIENTS_MAX, Optional.of(clients), Optional.empty(), broker(folder).withChaos(chaos).withSeed(seed).withFlowPerSecond(200));
    }

    private static SimulatorConfig broker(Path folder) {
        return SimulatorConfig.of("ALPHA", "FIX.4.4", ACCOUNTS, REFERENCE_PX).listeningOn("127.0.0.1", 0).keptIn(folder.resolve("broker"));
    }

    private BridgeHouse(Path folder, int clientsMax, Optional<Clients> clients, Optional<PemFiles> tls) {
        this(folder, clientsMax, clients, tls, broker(folder).withFlowPerSecond(0).withHabits(Habits.PLAIN));
    }

    private BridgeHouse(
            Path folder, int clientsMax, Optional<Clients> clients, Optional<PemFiles> tls, SimulatorConfig brokers) {
        var street = Vertx.vertx();
        undo.push(() -> Await.done(street.close()));
        broker = new Simulator(brokers);
        Await.done(street.deployVerticle(broker));
        var postgres = new EmbeddedDatabase(Path.of("target", "test-postgres"));
        undo.push(postgres::stop);
        database = postgres.start();
        EmbeddedDatabase.empty(database);
        int brokerPort = tls.isPresent() ? TlsFront.open(street, tls.get(), broker.port()) : broker.port();
        var plain = config(folder, database, brokerPort, clientsMax, clients, tls);
        config = tls.map(plain::with).orElse(plain);
        server = started();
        undo.push(() -> server.stop());
    }

    private OmsServer started() {
        var fresh = new OmsServer(config, _ -> {}, Nanos.CLOCK, List.of());
        fresh.start();
        return fresh;
    }

    /// The server stops, and another process would go on with what it has.
    void restart() {
        server.stop();
        server = started();
    }

    private static DemoUser user(String name, String role, String account) {
        return new DemoUser(name, PASSWORD, List.of(role), List.of(account));
    }

    private static ServerConfig config(
            Path folder, StoreConfig postgres, int brokerPort, int clientsMax, Optional<Clients> clients, Optional<PemFiles> tls) {
        var database = new Database.External(
                postgres.host(), postgres.port(), postgres.database(), postgres.user(), postgres.password(),
                postgres.migrations().user(), postgres.migrations().password());
        var alpha = new BrokerSession("ALPHA");
        var line = new HashMap<>(Map.of(
                "beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", "ALPHA",
                "host", "localhost", "port", Integer.toString(brokerPort), "reconnectIntervalSeconds", "1"));
        tls.ifPresent(files -> line.putAll(Map.of("tls", "Y", "ca", files.ca().toString())));
        return new ServerConfig(
                folder, 4, new Endpoint("127.0.0.1", freePort()), new Endpoint("127.0.0.1", freePort()), "main",
                new Endpoint("127.0.0.1", 0), database,
                Map.of(alpha, new Broker("fix", line)),
                new Rules(Set.of(alpha), ACCOUNTS, REFERENCE_PX, Qty.of(1_000), Money.of("100000")))
                .with(new Doors(Optional.of(new BridgeConfig("127.0.0.1", OptionalInt.of(0), OptionalInt.of(0), clientsMax)), clients, Optional.empty(), true, USERS));
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    Simulator broker() {
        return broker;
    }

    OmsServer server() {
        return server;
    }

    /// All rows of a query, columns with a blank between them.
    List<String> rows(String query) {
        var url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database();
        try (var connection = DriverManager.getConnection(url, database.migrations().user(), database.migrations().password());
                var rows = connection.createStatement().executeQuery(query)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                var row = new StringJoiner(" ");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) row.add(rows.getString(i));
                all.add(row.toString());
            }
            return all;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Where consoles join.
    Endpoint desk() {
        return config.deskCluster();
    }

    int tcp() {
        return server.bridgePorts().tcp();
    }

    int web() {
        return server.bridgePorts().web();
    }

    /// One that has logged in.
    RawClient client(String user) {
        return RawClient.of(tcp(), user, PASSWORD);
    }

    String freshId() {
        return "c-" + ids.incrementAndGet();
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
