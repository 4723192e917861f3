package dev.plumbline.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Postgres process of a data folder, as its file postmaster.pid tells it, which a kill -9 leaves behind.
///
/// @param pid 0 where there is no such file
record Postmaster(Path data, long pid) {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final long END_SECONDS = 5;

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

    /// Waits a little: the file goes just before the process does.
    void awaitEnd() {
        process().ifPresent(alive -> {
            try {
                alive.onExit().get(END_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException lasting) {
                LOG.warn("process {}, the Postgres of {}, is stopped but not gone", pid, data, lasting);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Removes a pid file whose pid now belongs to another program, for which Postgres would refuse to start. Not where
    /// that is a Postgres too: then a person should look.
    void forget() throws IOException {
        if (process().filter(alive -> !isPostgres(alive)).isEmpty()) return;
        LOG.info("process {} is not the Postgres of {}: removing its stale postmaster.pid", pid, data);
        Files.deleteIfExists(pidFile(data));
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
