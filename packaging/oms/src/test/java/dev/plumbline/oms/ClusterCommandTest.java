package dev.plumbline.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import dev.plumbline.adapter.simulator.Habits;
import dev.plumbline.adapter.simulator.Simulator;
import dev.plumbline.adapter.simulator.SimulatorConfig;
import dev.plumbline.core.Account;
import dev.plumbline.core.Change;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.Wire;

/// What `oms cluster status` says of two real servers on one real Postgres, which are named by host names, and how it ends.
class ClusterCommandTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Vertx street = Vertx.vertx();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final int manageA = freePort();
    private final int manageB = freePort();
    private final String servers = """
                A: {core: "localhost:%d", desk: "localhost:%d", management: "127.0.0.1:%d"}
                B: {core: "localhost:%d", desk: "localhost:%d"}
            """.formatted(freePort(), freePort(), manageA, freePort(), freePort());

    /// What the desk was told of the servers, the newest of each.
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Desk desk = new Desk() {
        @Override
        public void changed(List<Change> changes) {}

        @Override
        public void tell(Item item) {
            if (item instanceof Item.ServiceItem(var service, var state, var text, _)) told.put(service, state + ": " + text);
        }
    };

    private record Said(int exitCode, String out, String err) {}

    @BeforeEach
    void begin() {
        undo.push(() -> Await.done(street.close()));
    }

    @AfterEach
    void end() {
        for (var step : undo) step.run();
    }

    private static Said oms(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new CommandLine(new Oms())
                .setExecutionExceptionHandler(new OneLine())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Said(exitCode, out.toString().strip(), err.toString().strip());
    }

    private Said status(String server, String... more) {
        var arguments = new ArrayList<>(List.of("cluster", "status", "--config", config(server).toString()));
        arguments.addAll(List.of(more));
        return oms(arguments.toArray(String[]::new));
    }

    private Path config(String server) {
        return folder.resolve(server + ".yaml");
    }

    private void write(String server, int management, StoreConfig database, int broker) {
        try {
            Files.writeString(config(server), """
                    data: %s
                    shards: 4
                    cluster:
                      server: %s
                      servers:
                    %s\
                    management: {port: %d}
                    postgres: {host: %s, port: %d, database: %s, user: %s, password: "%s", owner: %s, ownerPassword: "%s"}
                    accounts: [BUYER]
                    symbols: {ACME: 10}
                    brokers:
                      ALPHA: {type: fix, beginString: FIX.4.4, senderCompID: PLUMBLINE, targetCompID: ALPHA, host: 127.0.0.1, port: %d}
                    """.formatted(
                    folder.resolve(server), server, servers, management, database.host(), database.port(), database.database(),
                    database.user(), database.password(), database.migrations().user(), database.migrations().password(), broker));
        } catch (IOException stuck) {
            throw new IllegalStateException(stuck);
        }
    }

    private OmsServer start(String server) {
        var started = new OmsServer(ServerConfig.read(config(server)), _ -> {}, Nanos.CLOCK, List.of(desk));
        undo.push(started::stop);
        started.start();
        return started;
    }

    private StoreConfig ground() {
        var postgres = new EmbeddedDatabase(Path.of("target", "test-postgres"));
        undo.push(postgres::stop);
        var database = postgres.start();
        EmbeddedDatabase.empty(database);
        var broker = new Simulator(SimulatorConfig.of("ALPHA", "FIX.4.4", Set.of(new Account("BUYER")), Map.of(new Symbol("ACME"), Px.of("10")))
                .keptIn(folder.resolve("broker"))
                .withFlowPerSecond(0)
                .withHabits(Habits.PLAIN));
        Await.done(street.deployVerticle(broker));
        write("A", manageA, database, broker.port());
        write("B", manageB, database, broker.port());
        return database;
    }

    private static JsonArray names(Said said, String key) {
        return new JsonObject(said.out()).getJsonArray(key);
    }

    @Test
    void tellsWhoActsWhoStandsByAndWhatIsWrong() throws Exception {
        ground();
        assertThat(status("A")).satisfies(none -> {
            assertThat(none.exitCode()).isEqualTo(1);
            assertThat(none.out()).contains("WRONG: no server answers").contains("127.0.0.1:" + manageA + " gives no answer: nothing listens there");
        });
        var first = start("A");
        await().atMost(SOON).until(() -> first.serving().toCompletableFuture().isDone());
        var alone = status("A");
        assertThat(alone.exitCode()).isEqualTo(1);
        assertThat(alone.out()).contains("WRONG: nobody stands by: B is no member of oms-core").containsPattern("A +acting .* 1 of 2 +A +database");

        start("B");
        var both = await().atMost(SOON).until(() -> status("B"), said -> said.exitCode() == 0);
        assertThat(both.out())
                .containsPattern("A +acting .* 2 of 2 +A +second server").containsPattern("B +standing by .* 2 of 2 +A ")
                .contains("\nshards 0-3 and session ALPHA: A, epoch 1\n", "All is well: A acts, B stands by with all that it has.");
        var asked = oms("cluster", "status", "--json", "--management", "127.0.0.1:" + manageB);
        assertThat(names(asked, "acting")).as("the one that stands by knows").containsExactly("A");
        assertThat(get(manageB, "/metrics")).contains("plumbline_cluster_acting 0\n", "plumbline_cluster_members 2\n", "plumbline_replica_safe 1\n")
                .doesNotContain("lease_epoch{");
        assertThat(get(manageA, "/metrics")).contains("plumbline_cluster_acting 1\n", "plumbline_lease_epoch{lease=\"shard-3\"} 1\n");

        await().atMost(SOON).untilAsserted(() -> assertThat(told)
                .containsEntry("server A", "UP: acts, epoch 1; a second server has each input")
                .containsEntry("server B", "UP: stands by"));

        first.stop();
        var after = await().atMost(SOON).until(() -> status("B", "--json"), said -> !names(said, "acting").isEmpty());
        assertThat(names(after, "acting")).containsExactly("B");
        assertThat(after.exitCode()).isEqualTo(1);
        assertThat(names(after, "notes").getString(0)).isEqualTo("127.0.0.1:" + manageA + " gives no answer: nothing listens there");
        assertThat(status("B").out()).contains("shards 0-3 and session ALPHA: B, epoch 2\n", "B from A, open ");
        await().atMost(SOON).untilAsserted(() -> assertThat(told)
                .containsEntry("server A", "DOWN: is no member of oms-core")
                .containsEntry("server B", "BEHIND: acts, epoch 2; no second server, so each input waits for the database"));
    }

    /// The one that acts is of a newer version, and the other one has not been upgraded.
    @Test
    void whoCannotReadTheHistoryStandsByNoMoreAndSaysWhy() throws Exception {
        var database = ground();
        var first = start("A");
        await().atMost(SOON).until(() -> first.serving().toCompletableFuture().isDone());
        var second = start("B");
        await().atMost(SOON).until(() -> status("B").exitCode() == 0);

        writesAsANewerVersion(database);
        var why = "the stored event 1 of shard 0 cannot be read: Silence has version %d, this program reads up to version %d: update it"
                .formatted(Wire.VERSION + 1, Wire.VERSION);
        assertThat(second.lost().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo("cannot stand in: " + why);
        assertThat(status("A").out()).containsPattern("A +acting ").containsPattern("B +fenced, begins anew ").contains("B: cannot stand in: " + why);
        second.stop();
        assertThatThrownBy(() -> start("B")).isInstanceOf(StoreException.class).hasMessage(why);
        assertThat(first.lost().toCompletableFuture()).isNotDone();
    }

    private static void writesAsANewerVersion(StoreConfig database) throws SQLException {
        var url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database();
        var form = "{\"v\": %d, \"type\": \"Silence\", \"ClOrdID\": \"X\", \"At\": 1}".formatted(Wire.VERSION + 1);
        try (var connection = DriverManager.getConnection(url, database.migrations().user(), database.migrations().password());
                var insert = connection.prepareStatement("""
                        INSERT INTO event (shard, seq, kind, outcome, reason, session, order_key, cl_ord_id, exec_id, at_ns, received_ns,
                                           raw, form, hash, asked_by, request_id)
                        VALUES (0, 1, 'SILENCE', 'APPLIED', '', 'ALPHA', '', 'X', '', 1, 1, '', ?, sha256(''), '', '')""")) {
            insert.setBytes(1, form.getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }

    private static Said abandon(String server, Path config, String... more) {
        var arguments = new ArrayList<>(List.of("cluster", "abandon", server, "--config", config.toString()));
        arguments.addAll(List.of(more));
        return oms(arguments.toArray(String[]::new));
    }

    /// As after a kill -9 of the only one that ran, with its machine.
    @Test
    void theOthersGoOnWithoutAServerWhoseDiskIsLost() throws Exception {
        var database = ground();
        assertThat(abandon("A", config("B"), "--yes").err()).as("there are no tables yet").contains("no server has run the shards yet");
        var first = start("A");
        await().atMost(SOON).until(() -> first.serving().toCompletableFuture().isDone());
        assertThat(abandon("A", config("B"), "--yes").err()).isEqualTo("oms cluster abandon: A: runs the shards. Nobody waits for A");
        first.stop();
        assertThat(abandon("A", config("B"), "--yes").err()).contains("all that A had is in the database");
        assertThat(sql(database, "UPDATE last_owner SET is_stored = false RETURNING server")).isEqualTo("A");

        var second = start("B");
        await().atMost(SOON).untilAsserted(() -> assertThat(status("B").out())
                .contains("waiting for A, which ran the shards last").contains("where its disk is lost, see 'oms cluster abandon'"));
        assertThat(abandon("B", config("B"), "--yes").err()).contains("A ran the shards last, not B");
        assertThat(abandon("C", config("B"), "--yes")).satisfies(said -> {
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("there is no server C; there is A, B");
        });
        assertThat(abandon("A", config("B"))).satisfies(said -> {
            assertThat(said.exitCode()).isEqualTo(1);
            assertThat(said.err()).contains("nothing was done").contains("Add --yes");
        });
        assertThat(abandon("A", config("A"), "--yes").err()).as("only A itself can be asked, and is gone").contains("no server answers: start those that are left");
        assertThat(second.serving().toCompletableFuture()).isNotDone();

        assertThat(abandon("A", config("B"), "--yes")).satisfies(said -> {
            assertThat(said.exitCode()).isZero();
            assertThat(said.out()).startsWith("the journal of A is given up, and that is on record.");
        });
        await().atMost(SOON).until(() -> second.serving().toCompletableFuture().isDone());
        assertThat(sql(database, "SELECT what FROM user_act WHERE at_place = 'oms cluster abandon'")).startsWith("abandon the journal of A, run ");
    }

    private static String sql(StoreConfig database, String statement) throws SQLException {
        var url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database();
        try (var connection = DriverManager.getConnection(url, database.migrations().user(), database.migrations().password());
                var rows = connection.createStatement().executeQuery(statement)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.ofString()).body();
        }
    }

    @Test
    void whatAnswersMayBeSomethingElse() {
        var other = Await.done(street.createHttpServer().requestHandler(request -> request.response().end("hello")).listen(0, "127.0.0.1"));
        var said = oms("cluster", "status", "--management", "127.0.0.1:" + other.actualPort());
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out()).contains("what answers there is no server of ours");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                          | oms cluster status: say where a server answers: --management HOST:PORT, or --config FILE of one of them
            --management 8480           | oms cluster status: --management 8480: must be HOST:PORT, such as 127.0.0.1:8480
            --management host:none      | oms cluster status: --management host:none: must be HOST:PORT
            --config no-such.yaml       | oms cluster status: no-such.yaml: cannot be read
            --mangement 127.0.0.1:8480  | Unknown option
            """)
    void saysWhatIsWrongWithTheQuestion(String arguments, String complaint) {
        var said = oms(("cluster status " + arguments).strip().split(" "));
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains(complaint);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void theHelpTeachesByAnExample() {
        assertThat(oms("cluster", "status", "--help").out()).contains("oms cluster status --config packaging/config/cluster-a.yaml");
        assertThat(oms("cluster").exitCode()).isZero();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
