package dev.plumbline.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs initdb and pg_ctl for one data folder. Postgres refuses to run as root: there each runs in a user namespace
/// of its own, in which it is nobody, and owns the same files.
final class PostgresTools {
    static final String LOG_FILE = "postgres.log";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresTools.class);
    private static final long TOOL_SECONDS = 120;
    private static final String START_SECONDS = "60";
    private static final String STOP_SECONDS = "30";

    private final Path home;
    private final Path folder;
    private final Path data;

    /// @param home where the programs are
    /// @param folder where they may write their logs
    PostgresTools(Path home, Path folder, Path data) {
        // pg_ctl hands the path to a shell, within double quotes.
        if (data.toString().matches(".*[\"$`\\\\\\n].*"))
            throw new StoreException("the database folder " + folder
                    + " has one of the characters \" $ ` \\ in its path; name another folder");
        this.home = home;
        this.folder = folder;
        this.data = data;
    }

    void initialise(Path fresh, String user, Path passwordFile) throws IOException {
        // One sync for all of its thousand files, where the system has that: three times as fast on a busy disk.
        var sync = System.getProperty("os.name").startsWith("Linux") ? "syncfs" : "fsync";
        run(List.of(
                program("initdb"), "-D", fresh.toString(), "-U", user, "--pwfile=" + passwordFile,
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8", "--sync-method=" + sync, "--no-instructions"));
    }

    /// Returns once it answers.
    void start(int port) throws IOException {
        var options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                + " -c max_connections=100 -c max_wal_size=2GB -c timezone=UTC -c log_timezone=UTC"
                + " -c log_checkpoints=off";
        run(List.of(
                program("pg_ctl"), "-D", data.toString(), "-l", folder.resolve(LOG_FILE).toString(),
                "-o", options, "-t", START_SECONDS, "-w", "start"));
    }

    /// Ends its connections, and returns once it is gone; at once and with a recovery to come, where that takes long.
    void stop() throws IOException {
        try {
            stop("fast");
        } catch (StoreException slow) {
            LOG.warn("Postgres does not stop in {} s; stopping it at once", STOP_SECONDS, slow);
            stop("immediate");
        }
    }

    private void stop(String mode) throws IOException {
        run(List.of(
                program("pg_ctl"), "-D", data.toString(), "-m", mode, "-t", STOP_SECONDS, "-w", "stop"));
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private void run(List<String> program) throws IOException {
        var command = new ArrayList<String>();
        if (isRoot()) command.addAll(List.of("unshare", "--user"));
        command.addAll(program);
        // A file, not a pipe: Postgres would keep a pipe open behind pg_ctl.
        var output = folder.resolve("postgres-tools.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = ended(process, program);
        if (exit != 0) throw failed(program, Files.readString(output));
    }

    private static int ended(Process process, List<String> program) {
        try {
            if (process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) return process.exitValue();
            process.destroyForcibly();
            throw new StoreException(program.getFirst() + " did not end in " + TOOL_SECONDS + " s");
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while Postgres starts or stops", interrupted);
        }
    }

    private StoreException failed(List<String> program, String output) throws IOException {
        if (output.contains("unshare"))
            return new StoreException("Postgres does not run as root, and this machine does not let root step down ("
                    + lastLine(output) + "): run as an ordinary user, or name a Postgres in the configuration");
        var log = folder.resolve(LOG_FILE);
        var fatal = Files.exists(log) ? lastFatal(Files.readString(log)) : "";
        return new StoreException(Path.of(program.getFirst()).getFileName() + " failed for the database folder " + folder
                + ": " + (fatal.isEmpty() ? lastLine(output) : fatal) + " (see " + log + ")");
    }

    private static String lastFatal(String log) {
        return log.lines().filter(line -> line.contains("FATAL:")).reduce("", (_, last) -> last)
                .replaceFirst(".*FATAL:\\s*", "");
    }

    private static String lastLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last);
    }

    private static boolean isRoot() throws IOException {
        var self = Path.of("/proc/self");
        return Files.exists(self)
                ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                : "root".equals(System.getProperty("user.name"));
    }
}
