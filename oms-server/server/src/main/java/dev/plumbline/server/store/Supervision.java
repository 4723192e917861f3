package dev.plumbline.server.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts our Postgres again when it has died, on the same port, until it runs: at once, then after longer and longer
/// pauses. Looks for it, as it is no child of ours: pg_ctl started it.
final class Supervision {
    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final long LOOK_MS = 500;
    private static final long LONGEST_PAUSE_MS = 30_000;

    private final Path folder;
    private final Path data;
    private final PostgresTools programs;
    private final int port;
    private final Consumer<String> alert;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("postgres-supervision").factory());
    private long pauseMs = LOOK_MS;
    /// Of the thread above.
    private boolean isAway;

    Supervision(Path folder, Path data, PostgresTools programs, int port, Consumer<String> alert) {
        this.folder = folder;
        this.data = data;
        this.programs = programs;
        this.port = port;
        this.alert = alert;
        again(LOOK_MS);
    }

    private void again(long afterMs) {
        if (!thread.isShutdown()) thread.schedule(this::look, afterMs, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (!isAway && !Postmaster.of(data).isRunning()) revive();
            pauseMs = LOOK_MS;
        } catch (IOException | RuntimeException failed) {
            if (thread.isShutdown()) return;
            pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
            tell("our Postgres in " + folder + " does not start, next try in " + pauseMs / 1_000.0 + " s: "
                    + failed.getMessage());
        }
        again(pauseMs);
    }

    private void revive() throws IOException {
        if (thread.isShutdown()) return;
        if (pauseMs == LOOK_MS) tell("our Postgres in " + folder + " has died, starting it again");
        Postmaster.of(data).forget();
        programs.start(port);
        tell("our Postgres in " + folder + " runs again");
    }

    private void tell(String what) {
        LOG.warn("{}", what);
        alert.accept(what);
    }

    /// Stops it, and does not miss it until [#comeBack()].
    void goAway() {
        inTurn(() -> {
            isAway = true;
            programs.stop();
            Postmaster.of(data).awaitEnd();
        });
    }

    void comeBack() {
        inTurn(() -> {
            programs.start(port);
            isAway = false;
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private void inTurn(Work work) {
        try {
            thread.submit(() -> {
                work.run();
                return null;
            }).get();
        } catch (ExecutionException failed) {
            throw new StoreException("our Postgres in " + folder + ": " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while Postgres starts or stops", interrupted);
        }
    }

    /// Returns once it starts nothing any more.
    void end() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) LOG.error("Postgres is still being started in {}", folder);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
