package dev.plumbline.oms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.journal.Durability;
import dev.plumbline.journal.FileDisk;
import dev.plumbline.server.Await;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.JournalConfig;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.server.store.StoreConfig;

/// What `oms verify` says and how it ends: 0 where all is well, 1 with a finding, 2 where it cannot look. That what was done to
/// journal and tables is found is the business of `VerifierTest`.
class VerifyCommandTest {
    private static final EmbeddedDatabase POSTGRES = new EmbeddedDatabase(Path.of("target", "test-postgres"));
    private static StoreConfig database;

    @TempDir
    Path folder;

    private final PrintStream stdout = System.out;
    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();

    @BeforeAll
    static void startPostgres() {
        database = POSTGRES.start();
    }

    @AfterAll
    static void stopPostgres() {
        POSTGRES.stop();
    }

    @BeforeEach
    void begin() {
        EmbeddedDatabase.empty(database);
        System.setOut(new PrintStream(results, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(words, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setOut(stdout);
        System.setErr(stderr);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path journal() {
        return data().resolve("journal");
    }

    /// Three inputs that could not be read, in the journal and in the store.
    private void run() {
        var vertx = Vertx.vertx();
        try (var journal = FileJournal.open(new JournalConfig(journal(), Durability.PROCESS, Duration.ofDays(1)))) {
            journal.replay(Map.of(), 1, _ -> true);
            var store = Await.done(Store.open(vertx, database, journal, _ -> {}));
            var entries = new ArrayList<Entry>();
            for (int seq = 1; seq <= 3; seq++) entries.add(garbage(seq));
            var kept = Await.done(journal.append(entries));
            store.append(new StoreBatch(0, kept.stream().map(one -> new StoreBatch.Entry(one, List.of())).toList()));
            Await.done(store.drain());
            Await.done(store.close());
        } finally {
            Await.done(vertx.close());
        }
    }

    private static Entry garbage(long seq) {
        return new Entry(
                0, seq, new Recorded.Unreadable("no MsgType", List.of(), OrderID.NONE, List.of()), "",
                new BrokerSession("ALPHA"), Outcome.QUARANTINED, "no MsgType", seq, Asker.NONE, Buffer.buffer("8=garbage"));
    }

    private String external(int port) {
        return "{host: 127.0.0.1, port: " + port + ", database: " + database.database() + ", user: " + database.user()
                + ", password: " + database.password() + "}";
    }

    private int verify(String postgres, String... more) throws IOException {
        var config = folder.resolve("oms.yaml");
        Files.writeString(config, """
                data: %s
                postgres: %s
                brokers: {ALPHA: {type: fix}}
                accounts: [A]
                symbols: {ACME: 10}
                """.formatted(data(), postgres));
        var arguments = new ArrayList<>(List.of("--config", config.toString()));
        arguments.addAll(List.of(more));
        return command(arguments.toArray(String[]::new));
    }

    /// With what is told on stderr in `words`, as a person sees it.
    private int command(String... arguments) {
        var told = new StringWriter();
        int exit = new CommandLine(new VerifyCommand())
                .setErr(new PrintWriter(told, true))
                .setExecutionExceptionHandler(new OneLine())
                .execute(arguments);
        System.err.print(told);
        return exit;
    }

    private String words() {
        return words.toString(StandardCharsets.UTF_8);
    }

    private static void tamper(String statement) throws SQLException {
        var owner = database.migrations();
        var url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database();
        try (var connection = DriverManager.getConnection(url, owner.user(), owner.password());
                var run = connection.createStatement()) {
            run.execute("ALTER TABLE event DISABLE TRIGGER USER");
            run.execute(statement);
        }
    }

    @Test
    void allIsWell() throws Exception {
        run();
        assertThat(verify(external(database.port()))).isZero();
        assertThat(words()).endsWith("oms: 1 shards, 3 inputs in the store, 3 in the journal, 0 orders, 0 executions,"
                + " 0 positions, 0 snapshots; all is as it was written\n");
        assertThat(results.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aFindingIsExitCode1AndNamed() throws Exception {
        run();
        tamper("UPDATE event SET raw = 'forged' WHERE seq = 2");
        assertThat(verify(external(database.port()), "--json")).isEqualTo(1);
        assertThat(words()).contains("oms: FINDING table event, input 2 of shard 0: is not as it was written").contains("1 FINDINGS");
        var json = new ObjectMapper().readTree(results.toString(StandardCharsets.UTF_8));
        assertThat(json.get("findings").asInt()).isEqualTo(1);
        assertThat(json.get("inputs").asInt()).isEqualTo(3);
        assertThat(json.get("first").asText()).startsWith("table event, input 2 of shard 0");
    }

    @Test
    void theJournalCanBeLookedAtAlone() throws Exception {
        run();
        assertThat(verify(external(nobody()), "--no-store")).isZero();
        assertThat(words()).contains("0 inputs in the store, 3 in the journal");
    }

    private static int nobody() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsOneLine() throws Exception {
        run();
        int port = nobody();
        assertThat(verify(external(port))).isEqualTo(2);
        assertThat(words().lines().toList()).containsExactly("oms verify: Postgres at 127.0.0.1:" + port
                + " is not reachable (connection refused): start it, or correct the store's host and port");
    }

    /// And nothing is made, not even a Postgres.
    @Test
    void aFolderThatIsNotThereIsOneLine() throws Exception {
        for (var postgres : List.of(external(database.port()), "{embedded: true}")) {
            words.reset();
            assertThat(verify(postgres)).isEqualTo(2);
            assertThat(words().lines().toList()).containsExactly("oms verify: there is no journal in " + journal()
                    + ": correct data: in the configuration, or start where the server starts");
            assertThat(data()).doesNotExist();
        }
    }

    @Test
    void aServerThatRunsIsOneLine() throws Exception {
        run();
        for (var postgres : List.of(external(database.port()), "{embedded: true}")) {
            words.reset();
            try (var _ = FileDisk.of(journal()).lock()) {
                assertThat(verify(postgres)).isEqualTo(2);
            }
            assertThat(words().lines().toList()).singleElement().asString()
                    .startsWith("oms verify: ").contains(journal() + " is in use");
        }
        assertThat(data().resolve("postgres")).doesNotExist();
    }

    @Test
    void aConfigurationThatIsNotThereIsOneLine() {
        assertThat(command("--config", folder.resolve("nothing.yaml").toString())).isEqualTo(2);
        assertThat(words().lines().toList()).singleElement().asString().startsWith("oms verify: ").contains("nothing.yaml");
    }

    @Test
    void wrongUsageIsExitCode2() {
        assertThat(command("--config")).isEqualTo(2);
        assertThat(command("--frobnicate")).isEqualTo(2);
    }
}
