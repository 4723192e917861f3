package dev.plumbline.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Postgres process of a data folder, as its file postmaster.pid tells it, which a kill -9 leaves behind.
///
/// @param pid 0 where there is no such file
record Postmaster(Path data, long pid) {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int END_POLLS = 250;
    private static final long POLL_MS = 20;
    /// Above any pid that a system gives.
    private static final String NOBODY = String.valueOf(Integer.MAX_VALUE);

    static Postmaster of(Path data) throws IOException {
        var file = pidFile(data);
        if (!Files.exists(file)) return new Postmaster(data, 0);
        var first = Files.readAllLines(file).stream().findFirst().orElse("").strip();
        return new Postmaster(data, first.matches("\\d{1,18}") ? Long.parseLong(first) : 0);
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    /// It lives, and is really the Postgres of this folder: a pid is used again by other programs.
    boolean isRunning() {
        return process().filter(this::isOurs).isPresent();
    }

    /// Waits a little: the file goes just before the process does. Not for a zombie, which the system clears away.
    void awaitEnd() {
        try {
            for (int n = 0; n < END_POLLS && isRunning(); n++) Thread.sleep(POLL_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Names a pid that nobody has, where the one in the file is another program's by now (or that of a killed Postgres
    /// whose parent has not taken notice): Postgres would refuse to start. The file stays, as the rest of it tells
    /// Postgres whether children of its predecessor are still at work. Not where the other program is a Postgres too:
    /// then a person should look.
    void forget() throws IOException {
        if (process().filter(alive -> !isPostgres(alive)).isEmpty()) return;
        LOG.info("process {} is not the Postgres of {}: its postmaster.pid is stale", pid, data);
        var lines = new ArrayList<>(Files.readAllLines(pidFile(data)));
        lines.set(0, NOBODY);
        Files.write(pidFile(data), lines);
    }

    private Optional<ProcessHandle> process() {
        return pid == 0 ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private static boolean isPostgres(ProcessHandle process) {
        var program = process.info().command().map(Path::of).map(Path::getFileName);
        return program.filter(name -> name.toString().startsWith("postgres")).isPresent();
    }

    private boolean isOurs(ProcessHandle process) {
        var arguments = process.info().arguments().map(Arrays::asList).orElse(List.of());
        int folder = arguments.indexOf("-D") + 1;
        return isPostgres(process) && folder > 0 && folder < arguments.size() && isData(arguments.get(folder));
    }

    private boolean isData(String path) {
        try {
            return Files.isSameFile(Path.of(path), data);
        } catch (IOException gone) {
            LOG.debug("{} is not there", path, gone);
            return false;
        }
    }
}
