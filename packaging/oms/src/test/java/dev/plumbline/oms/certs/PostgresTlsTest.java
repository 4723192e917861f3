package dev.plumbline.oms.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.server.Await;
import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.store.Archive;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.Ssl;
import dev.plumbline.server.store.Ssl.Mode;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreConfig;

/// The store, its migrations and `oms verify` on a Postgres that has a certificate.
class PostgresTlsTest {
    private static final EmbeddedDatabase POSTGRES = new EmbeddedDatabase(Path.of("target", "test-postgres-tls"));

    @TempDir
    static Path folder;

    private static StoreConfig database;
    private static Vertx vertx;
    private static Papers papers;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        papers = new Papers(folder);
        papers.make("postgres");
        database = POSTGRES.start();
        EmbeddedDatabase.empty(database);
        var data = Path.of("target", "test-postgres-tls", "data");
        replace(papers.files("postgres").certificate(), data.resolve("server.crt"));
        replace(papers.files("postgres").key(), data.resolve("server.key"));
        run("ALTER SYSTEM SET ssl = on");
        run("SELECT pg_reload_conf()");
        await().until(() -> run("SHOW ssl").equals("on"));
    }

    @AfterAll
    static void stop() {
        POSTGRES.stop();
        Await.done(vertx.close());
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static String run(String statement) throws SQLException {
        var url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database();
        var owner = database.migrations();
        try (var connection = DriverManager.getConnection(url, owner.user(), owner.password());
                var run = connection.createStatement()) {
            return run.execute(statement) && run.getResultSet().next() ? run.getResultSet().getString(1) : "";
        }
    }

    /// Empty where it opens, else why not.
    private static String refusal(StoreConfig at) {
        return Store.open(vertx, at, Backlog.NONE, _ -> {})
                .compose(Store::close).map("")
                .otherwise(failure -> String.valueOf(failure.getMessage()))
                .toCompletionStage().toCompletableFuture().join();
    }

    private static StoreConfig at(String host, Ssl ssl) {
        return new StoreConfig(host, database.port(), database.database(), database.server(), database.migrations()).with(ssl);
    }

    @ParameterizedTest
    @CsvSource({"disable", "require", "verify-ca", "verify-full"})
    void eachModeOpensTheStoreAndTheArchive(String label) {
        var mode = Mode.of(label);
        var config = at("localhost", new Ssl(mode, mode.looksAtCertificate() ? Optional.of(papers.ca()) : Optional.empty()));
        assertThat(refusal(config)).isEmpty();
        try (var archive = Archive.open(config)) {
            assertThat(archive.shards()).isEmpty();
        }
    }

    @Test
    void theLinesAreEncrypted() throws Exception {
        var store = Await.done(Store.open(vertx, at("localhost", new Ssl(Mode.VERIFY_FULL, Optional.of(papers.ca()))), Backlog.NONE, _ -> {}));
        try {
            assertThat(run("SELECT coalesce(bool_and(ssl), false) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = '"
                    + database.server().user() + "'")).isEqualTo("t");
        } finally {
            Await.done(store.close());
        }
    }

    @Test
    void oneThatAnotherAuthorityKnowsIsRefused() {
        var others = new Papers(folder.resolve("others"));
        for (var mode : new Mode[] {Mode.VERIFY_CA, Mode.VERIFY_FULL})
            assertThat(refusal(at("localhost", new Ssl(mode, Optional.of(others.ca())))))
                    .contains("Postgres at localhost:" + database.port()).doesNotContain("\n");
    }

    @Test
    void oneOfAnotherHostIsRefusedWhereTheHostCounts() throws Exception {
        Authority.in(folder).sign(
                new Holder("elsewhere", List.of("db.example")), Instant.now().minusSeconds(60), Instant.now().plusSeconds(3_600));
        var data = Path.of("target", "test-postgres-tls", "data");
        try {
            replace(papers.files("elsewhere").certificate(), data.resolve("server.crt"));
            replace(papers.files("elsewhere").key(), data.resolve("server.key"));
            run("SELECT pg_reload_conf()");
            await().untilAsserted(() -> assertThat(refusal(at("localhost", new Ssl(Mode.VERIFY_FULL, Optional.of(papers.ca()))))).isNotEmpty());
            assertThat(refusal(at("localhost", new Ssl(Mode.VERIFY_CA, Optional.of(papers.ca()))))).isEmpty();
        } finally {
            replace(papers.files("postgres").certificate(), data.resolve("server.crt"));
            replace(papers.files("postgres").key(), data.resolve("server.key"));
            run("SELECT pg_reload_conf()");
            await().untilAsserted(() -> assertThat(refusal(at("localhost", new Ssl(Mode.VERIFY_FULL, Optional.of(papers.ca()))))).isEmpty());
        }
    }
}
