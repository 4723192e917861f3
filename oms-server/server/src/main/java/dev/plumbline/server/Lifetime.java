package dev.plumbline.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.config.ConfigException;

/// How far a server is between its start and its end: why it is not ready, whether it was told to stop, and how to undo what it has begun,
/// the newest first. Any thread.
final class Lifetime {
    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    private final Consumer<String> told;
    private final Deque<Step> done = new ArrayDeque<>();
    private final ReentrantLock undoing = new ReentrantLock();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private volatile String notReadyBecause = "starting";
    private volatile boolean stopping;

    private record Step(String what, Runnable undo) {}

    /// @param told each step in a few words
    Lifetime(Consumer<String> told) {
        this.told = told;
    }

    /// Each step is told, and is meanwhile why the server is not ready.
    void step(String step) {
        synchronized (done) {
            if (!stopping && !notReadyBecause.isEmpty()) notReadyBecause = "starting: " + step;
        }
        told.accept(step);
    }

    /// Notes how to undo what comes next. A server that has been told to stop begins nothing more: a process of ours
    /// could outlive us.
    void undo(String what, Runnable undo) {
        synchronized (done) {
            if (!stopping) {
                done.addFirst(new Step(what, undo));
                return;
            }
        }
        undo.run();
        throw stoppedEarly();
    }

    /// Whatever failed then, that it was told to stop is the reason.
    static ConfigException stoppedEarly() {
        return new ConfigException("stopped while it was starting");
    }

    /// Empty where it is ready.
    String notReadyBecause() {
        return notReadyBecause;
    }

    /// @throws ConfigException where it was told to stop
    void ready() {
        synchronized (done) {
            if (stopping) throw stoppedEarly();
            notReadyBecause = "";
        }
    }

    /// It acts no more, or never will.
    void lost(String why) {
        synchronized (done) {
            if (!stopping) notReadyBecause = why;
        }
    }

    boolean isStopping() {
        return stopping;
    }

    /// From here on it begins nothing more. What it does it does until [#stop()].
    void stopping() {
        synchronized (done) {
            stopping = true;
        }
    }

    /// Undoes all. Returns once all is undone, whoever does it.
    void stop() {
        synchronized (done) {
            stopping = true;
            notReadyBecause = "stopping";
        }
        stopAsked.countDown();
        undoAll();
    }

    void undoAll() {
        undoing.lock();
        try {
            undoEach();
        } finally {
            undoing.unlock();
        }
    }

    private void undoEach() {
        var laps = new Laps();
        for (var step = lastDone(); step.isPresent(); step = lastDone()) {
            try {
                step.get().undo().run();
                laps.done(step.get().what());
            } catch (RuntimeException failed) {
                LOG.warn("stopping: {}: {}", step.get().what(), failed.getMessage());
            }
        }
        LOG.info("stopped: {}", laps);
    }

    private Optional<Step> lastDone() {
        synchronized (done) {
            return Optional.ofNullable(done.pollFirst());
        }
    }

    /// Less where it is told to stop meanwhile.
    void pause(Duration time) {
        try {
            if (stopAsked.await(time.toMillis(), TimeUnit.MILLISECONDS)) LOG.debug("told to stop");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
