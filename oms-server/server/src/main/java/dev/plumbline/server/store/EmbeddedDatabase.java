package dev.plumbline.server.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Postgres of our own, for whoever does not name another: its data in a folder that survives restarts, its port a
/// free one on the loopback interface, its password made up and kept in that folder.
///
/// It is a process beside this one, which a Ctrl-C in the terminal does not reach: the store can still drain. So
/// whoever started it stops it, **after** [Store#drain()] and [Store#close()], also on the way out of the JVM. This
/// class registers no shutdown hook: those run side by side, and it would stop Postgres under the drain.
///
/// Should it die while we run, it is started again on the same port ([Supervision]), until [#stop()].
///
/// After a kill -9 of this process Postgres goes on; the next [#start()] with the same folder stops it first.
public final class EmbeddedDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "plumbline";
    private static final String SERVER = "oms_server";
    private static final String DATABASE = "plumbline";
    private static final int TRIES = 10;
    private static final long PAUSE_MS = 300;
    private static final long LONGEST_LOG = 1 << 20;

    private final Path folder;
    private final Consumer<String> alert;
    private volatile boolean stopping;
    private volatile Optional<Supervision> supervision = Optional.empty();
    private @Nullable FileChannel lock;
    private @Nullable PostgresTools tools;

    /// @param folder made where it is not there; for this alone
    public EmbeddedDatabase(Path folder) {
        this(folder, _ -> {});
    }

    /// @param alert told when Postgres has died, when it runs again, and why it does not; any thread
    public EmbeddedDatabase(Path folder, Consumer<String> alert) {
        this.alert = alert;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /// Starts Postgres and says how to reach it. Blocks for about a second, the very first time for some more: not for
    /// an event loop. Once only.
    /// @throws StoreException where it does not start, another process uses the folder, or [#stop()] came before
    public synchronized StoreConfig start() {
        try {
            if (stopping) throw new StoreException("this database was stopped before it started");
            return started();
        } catch (IOException failed) {
            stop();
            throw new StoreException("the database folder " + folder + " cannot be used: " + failed.getMessage(), failed);
        } catch (RuntimeException failed) {
            stop();
            throw failed;
        }
    }

    private StoreConfig started() throws IOException {
        Files.createDirectories(folder);
        lock = locked();
        var programs = new PostgresTools(PostgresBinaries.unpacked(folder), folder, data());
        tools = programs;
        stopOrphan(programs);
        if (!Files.exists(data())) initialise(programs);
        if (!Files.exists(serverPasswordFile())) writePassword(serverPasswordFile());
        int port = startSomewhere(programs);
        var config = new StoreConfig(
                "127.0.0.1", port, DATABASE,
                new StoreConfig.Login(SERVER, Files.readString(serverPasswordFile())),
                new StoreConfig.Login(USER, Files.readString(passwordFile())));
        createServerUser(config);
        createDatabase(config);
        LOG.info("Postgres started on port {}, data in {}", port, folder);
        supervision = Optional.of(new Supervision(folder, data(), programs, port, alert));
        return config;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    private Path serverPasswordFile() {
        return folder.resolve("server-password");
    }

    /// Held as long as this process lives, however it ends: who finds it free knows that a Postgres here is an orphan.
    private FileChannel locked() throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return channel;
        } catch (OverlappingFileLockException _) {
            LOG.debug("{} is in use by this very process", folder);
        }
        channel.close();
        throw new StoreException("the database folder " + folder
                + " is in use by another Plumbline; stop that one, or name another folder");
    }

    private void stopOrphan(PostgresTools programs) throws IOException {
        var postmaster = Postmaster.of(data());
        if (postmaster.isRunning()) {
            LOG.info("stopping the Postgres that was left behind in {}", folder);
            programs.stop();
            postmaster.awaitEnd();
        } else {
            postmaster.forget();
        }
    }

    /// Beside, then renamed: a folder `data` is always whole.
    private void initialise(PostgresTools programs) throws IOException {
        LOG.info("making a new database in {}", folder);
        var fresh = folder.resolve("data.new");
        PostgresBinaries.delete(fresh);
        if (!Files.exists(passwordFile())) writePassword(passwordFile());
        programs.initialise(fresh, USER, passwordFile());
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writePassword(Path passwordFile) throws IOException {
        var secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(passwordFile);
        Files.createFile(passwordFile);
        var file = passwordFile.toFile();
        if (!file.setReadable(false, false) || !file.setReadable(true, true))
            LOG.debug("{} cannot be made private on this file system", file);
        Files.writeString(passwordFile, HexFormat.of().formatHex(secret));
    }

    /// The port may be taken from under us, and after a kill -9 of the postmaster its children may need a moment to go.
    private int startSomewhere(PostgresTools programs) throws IOException {
        keepLogShort();
        for (int n = 1; ; n++) {
            if (stopping) throw new StoreException("stopped while starting");
            int port = freePort();
            try {
                programs.start(port);
                return port;
            } catch (StoreException failed) {
                if (n == TRIES || stopping) throw failed;
                LOG.debug("try {} to start Postgres failed", n, failed);
                pause();
            }
        }
    }

    private void keepLogShort() throws IOException {
        var log = folder.resolve(PostgresTools.LOG_FILE);
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG)
            Files.move(log, folder.resolve(PostgresTools.LOG_FILE + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while starting Postgres", interrupted);
        }
    }

    private static void createServerUser(StoreConfig config) {
        // Of our own making: hexadecimal digits.
        var password = " LOGIN PASSWORD '" + config.password() + "'";
        administer(config, statement -> {
            var found = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + SERVER + "'");
            statement.execute((found.next() ? "ALTER ROLE " : "CREATE ROLE ") + SERVER + password);
        });
    }

    private static void createDatabase(StoreConfig config) {
        administer(config, statement -> {
            var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'");
            if (!found.next()) statement.execute("CREATE DATABASE " + DATABASE);
        });
    }

    /// Forgets all that is in the database: for a run that begins with nothing. While nobody is connected to it.
    public static void empty(StoreConfig config) {
        administer(config, statement -> statement.execute("DROP DATABASE IF EXISTS " + DATABASE));
        createDatabase(config);
    }

    private interface Work {
        void with(Statement statement) throws SQLException;
    }

    private static void administer(StoreConfig config, Work work) {
        var url = "jdbc:postgresql://" + config.host() + ":" + config.port() + "/postgres";
        var owner = config.migrations();
        try (var connection = DriverManager.getConnection(url, owner.user(), owner.password());
                var statement = connection.createStatement()) {
            work.with(statement);
        } catch (SQLException failed) {
            throw new StoreException(Failures.explain(failed, config.asOwner()), failed);
        }
    }

    /// The postmaster. Empty while none runs.
    /// @throws StoreException where the folder cannot be read
    public OptionalLong pid() {
        try {
            var postmaster = Postmaster.of(data());
            return postmaster.isRunning() ? OptionalLong.of(postmaster.pid()) : OptionalLong.empty();
        } catch (IOException failed) {
            throw new StoreException("the database folder " + folder + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    /// Stops Postgres for a while, as somebody does who maintains it; [#comeBack()] starts it again, on the same port.
    /// Blocks until it is gone.
    /// @throws StoreException where it does not stop
    public void goAway() {
        supervision.orElseThrow(EmbeddedDatabase::notStarted).goAway();
    }

    /// Ends what [#goAway()] began. Blocks until it answers.
    /// @throws StoreException where it does not start
    public void comeBack() {
        supervision.orElseThrow(EmbeddedDatabase::notStarted).comeBack();
    }

    private static IllegalStateException notStarted() {
        return new IllegalStateException("this Postgres has not been started");
    }

    /// Stops Postgres, for good: to start it again takes a new object. Blocks until it is gone; a start under way ends
    /// first, and no other one begins. Harmless where nothing runs. Never throws: what fails is in the log.
    public void stop() {
        stopping = true;
        supervision.ifPresent(Supervision::end);
        stopNow();
    }

    private synchronized void stopNow() {
        try {
            var postmaster = Postmaster.of(data());
            if (tools != null && postmaster.isRunning()) {
                tools.stop();
                postmaster.awaitEnd();
                LOG.info("Postgres stopped");
            }
            if (lock != null) lock.close();
        } catch (IOException | RuntimeException failed) {
            LOG.error("Postgres in {} could not be stopped", folder, failed);
        }
        tools = null;
        lock = null;
    }
}
