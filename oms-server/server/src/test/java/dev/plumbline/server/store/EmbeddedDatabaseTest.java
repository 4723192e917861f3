package dev.plumbline.server.store;

import static dev.plumbline.server.store.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    /// One for all tests, as making a database takes the longest: each finds it stopped.
    @TempDir
    static Path folder;

    private EmbeddedDatabase database;

    @AfterEach
    void stop() throws Exception {
        if (database != null) database.stop();
        assertThat(Postmaster.of(folder.resolve("data")).isRunning()).isFalse();
    }

    private StoreConfig start() {
        database = new EmbeddedDatabase(folder);
        return database.start();
    }

    private ProcessHandle postmaster() throws Exception {
        return ProcessHandle.of(Postmaster.of(folder.resolve("data")).pid()).orElseThrow();
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() throws Exception {
        var first = start();
        sql(first, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)");
        var process = postmaster();
        database.stop();
        await().until(() -> !process.isAlive());

        var second = start();
        sql(second, "INSERT INTO kept VALUES (2)");
        database.stop();

        assertThat(sql(start(), "SELECT n FROM kept ORDER BY n")).containsExactly("1", "2");
    }

    @Test
    void aPostgresThatDiesIsStartedAgainOnTheSamePort() throws Exception {
        var said = new CopyOnWriteArrayList<String>();
        database = new EmbeddedDatabase(folder, said::add);
        var config = database.start();
        sql(config, "DROP TABLE IF EXISTS before; CREATE TABLE before (n int)");
        var killed = postmaster();
        killed.destroyForcibly();
        await().atMost(Duration.ofSeconds(30)).until(() -> said.size() >= 2);
        assertThat(said.getFirst()).contains("has died");
        assertThat(said.getLast()).contains("runs again");
        assertThat(postmaster().pid()).isNotEqualTo(killed.pid());
        assertThat(sql(config, "SELECT count(*) FROM before")).containsExactly("0");
    }

    /// As after a kill -9 of the JVM: the lock is gone with it, Postgres is not.
    @Test
    void aPostgresThatWasLeftBehindIsStoppedFirst() throws Exception {
        var tools = new PostgresTools(PostgresBinaries.unpacked(folder), folder, folder.resolve("data"));
        sql(start(), "CREATE TABLE left_behind (n int)");
        database.stop();
        tools.start(TestPorts.free());
        var orphan = postmaster();

        assertThat(sql(start(), "SELECT count(*) FROM left_behind")).containsExactly("0");
        await().until(() -> !orphan.isAlive());
        assertThat(postmaster().pid()).isNotEqualTo(orphan.pid());
    }

    /// The pid in a stale file may be anybody's by now.
    @Test
    void aStalePidFileHarmsNoOtherProgram() throws Exception {
        start();
        database.stop();
        var bystander = new ProcessBuilder("sleep", "60").start();
        try {
            var file = folder.resolve("data").resolve("postmaster.pid");
            Files.writeString(file, bystander.pid() + "\n" + folder.resolve("data") + "\n1\n");
            assertThat(sql(start(), "SELECT 1")).containsExactly("1");
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroy();
        }
    }

    @Test
    void aFolderInUseIsLeftAlone() throws Exception {
        var config = start();
        assertThatThrownBy(() -> new EmbeddedDatabase(folder).start())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("in use by another Plumbline");
        assertThat(sql(config, "SELECT 1")).containsExactly("1");
    }

    @Test
    void onlyTheOwnerOfTheFolderGetsIn() throws Exception {
        var config = start();
        var stranger = new StoreConfig(config.host(), config.port(), config.database(), "plumbline", "guess");
        assertThatThrownBy(() -> sql(stranger, "SELECT 1")).hasMessageContaining("password authentication failed");
        assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                .allSatisfy(permission -> assertThat(permission.name()).startsWith("OWNER"));
    }

    @Test
    void stoppingWhileItStartsLeavesNothingBehind() throws Exception {
        var fresh = folder.resolve("fresh");
        database = new EmbeddedDatabase(fresh);
        var starting = CompletableFuture.runAsync(database::start);
        await().until(() -> Files.exists(fresh.resolve("password")));
        database.stop();
        assertThatThrownBy(() -> {
            starting.get(30, TimeUnit.SECONDS);
            throw new IllegalStateException("it had started before");
        }).hasMessageMatching(".*(stopped|had started).*");
        assertThat(Postmaster.of(fresh.resolve("data")).isRunning()).isFalse();
        assertThatThrownBy(database::start).hasMessageContaining("stopped");
    }

    @Test
    void anOddFolderIsRefusedClearly() {
        assertThatThrownBy(() -> new EmbeddedDatabase(folder.resolve("a\"b")).start())
                .hasMessageContaining("name another folder");
        var file = folder.resolve("file");
        assertThatThrownBy(() -> new EmbeddedDatabase(Files.createFile(file)).start())
                .hasMessageContaining("cannot be used");
    }
}
