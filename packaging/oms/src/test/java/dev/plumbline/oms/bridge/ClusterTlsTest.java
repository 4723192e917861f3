package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static dev.plumbline.oms.bridge.BridgeHouse.freePort;
import static dev.plumbline.oms.bridge.RawClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.plumbline.adapter.simulator.Habits;
import dev.plumbline.adapter.simulator.Simulator;
import dev.plumbline.adapter.simulator.SimulatorConfig;
import dev.plumbline.core.Account;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;
import dev.plumbline.oms.Oms;
import dev.plumbline.oms.certs.Papers;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.bridge.BridgeConfig;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.DemoUser;
import dev.plumbline.server.config.ServerConfig.Doors;
import dev.plumbline.server.store.EmbeddedDatabase;

/// Two servers, each with a certificate of its own: what a client asks of the one that stands by goes over the bus to the one that acts.
class ClusterTlsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Account BUYER = new Account("BUYER");

    @TempDir
    Path folder;

    private final Vertx street = Vertx.vertx();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final int manageA = freePort();
    private final int manageB = freePort();
    private final String servers = """
                A: {core: "localhost:%d", desk: "localhost:%d", management: "localhost:%d"}
                B: {core: "localhost:%d", desk: "localhost:%d", management: "localhost:%d"}
            """.formatted(freePort(), freePort(), manageA, freePort(), freePort(), manageB);
    private int orders;

    @AfterEach
    void end() {
        undo.forEach(Runnable::run);
        Await.done(street.close());
    }

    private Path write(String server, int management, String postgres, int broker, Papers papers) throws IOException {
        papers.make(server);
        var files = papers.files(server);
        return Files.writeString(folder.resolve(server + ".yaml"), """
                data: %s
                shards: 4
                cluster:
                  server: %s
                  servers:
                %s\
                management: {host: localhost, port: %d}
                tls: {certificate: %s, key: %s, ca: %s}
                postgres: %s
                accounts: [BUYER]
                symbols: {ACME: 10}
                brokers:
                  ALPHA: {type: fix, beginString: FIX.4.4, senderCompID: PLUMBLINE, targetCompID: ALPHA, host: 127.0.0.1, port: %d}
                """.formatted(folder.resolve(server), server, servers, management, files.certificate(), files.key(), files.ca(), postgres, broker));
    }

    private OmsServer start(Path config) {
        var maria = new DemoUser("maria", PASSWORD, List.of("trader"), List.of("BUYER"));
        var bridge = new BridgeConfig("127.0.0.1", OptionalInt.of(0), OptionalInt.empty(), BridgeConfig.CLIENTS_MAX);
        var started = new OmsServer(
                ServerConfig.read(config).with(new Doors(Optional.of(bridge), Optional.empty(), Optional.empty(), true, List.of(maria))), _ -> {}, Nanos.CLOCK, List.of());
        undo.push(started::stop);
        started.start();
        return started;
    }

    private static String status(String... where) {
        var out = new StringWriter();
        var arguments = new ArrayList<>(List.of("cluster", "status"));
        arguments.addAll(List.of(where));
        new CommandLine(new Oms()).setOut(new PrintWriter(out, true)).execute(arguments.toArray(String[]::new));
        return out.toString();
    }

    private RawClient client(OmsServer server, Papers papers) throws IOException {
        var socket = papers.trusting().getSocketFactory().createSocket("localhost", server.bridgePorts().tcp());
        return RawClient.of(socket, "maria", PASSWORD);
    }

    private boolean enters(RawClient client) {
        var order = object(
                "ClOrdID", "c-" + ++orders, "ExDestination", "ALPHA", "Account", "BUYER", "Symbol", "ACME", "Side", "1", "OrderQty", "10",
                "OrdType", "2", "Price", "9.50");
        return client.frame("oms.order.enter", order).at("/body/accepted").asBoolean();
    }

    @Test
    void theyTradeAndTakeOverOverABusWithCertificates() throws Exception {
        var postgres = new EmbeddedDatabase(Path.of("target", "test-postgres"));
        undo.push(postgres::stop);
        var database = postgres.start();
        EmbeddedDatabase.empty(database);
        var broker = new Simulator(SimulatorConfig.of("ALPHA", "FIX.4.4", Set.of(BUYER), Map.of(new Symbol("ACME"), Px.of("10")))
                .keptIn(folder.resolve("broker")).withFlowPerSecond(0).withHabits(Habits.PLAIN));
        Await.done(street.deployVerticle(broker));
        var papers = new Papers(folder.resolve("certs"));
        var where = "{host: %s, port: %d, database: %s, user: %s, password: \"%s\", owner: %s, ownerPassword: \"%s\"}".formatted(
                database.host(), database.port(), database.database(), database.user(), database.password(),
                database.migrations().user(), database.migrations().password());
        var a = write("A", manageA, where, broker.port(), papers);
        var b = write("B", manageB, where, broker.port(), papers);

        var first = start(a);
        await().atMost(SOON).until(() -> first.serving().toCompletableFuture().isDone());
        var second = start(b);
        await().atMost(SOON).until(() -> status("--config", a.toString()).contains("All is well: A acts, B stands by"));
        assertThat(status("--management", "localhost:" + manageB, "--ca", papers.ca().toString())).contains("All is well");
        assertThat(status("--management", "localhost:" + manageB)).as("in the clear").contains("has it TLS? Then name its ca with --ca");
        var others = new Papers(folder.resolve("others"));
        assertThat(status("--management", "localhost:" + manageB, "--ca", others.ca().toString())).contains("its certificate is not trusted");

        try (var client = client(second, papers)) {
            await().atMost(SOON).until(() -> enters(client));
            first.stop();
            await().atMost(SOON).until(() -> second.serving().toCompletableFuture().isDone());
            await().atMost(SOON).until(() -> enters(client));
        }
    }
}
