package dev.plumbline.adapter.fix;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.Outbound;

/// What waits to be sent: one thread that keeps the order, because the engine's send takes locks and writes a file and
/// so must not run on the event loop. At most [#CAPACITY] commands wait; beyond that they fail at once.
final class Outbox implements AutoCloseable {
    static final int CAPACITY = 65_536;
    private static final int CLOSE_SECONDS = 5;

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final ExecutorService sender;
    private final Sender target;
    private final BiConsumer<Outbound, String> failed;
    private final AtomicInteger waiting = new AtomicInteger();

    /// Sends one message.
    interface Sender {
        /// @throws IllegalStateException where it could not be sent, saying why
        /// @throws IllegalArgumentException where the command cannot be said in this version of FIX, saying why
        void send(Outbound outbound);
    }

    /// @param failed told on whichever thread finds out
    Outbox(String name, Sender target, BiConsumer<Outbound, String> failed) {
        sender = Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
        this.target = target;
        this.failed = failed;
    }

    void add(List<Outbound> batch) {
        int depth = waiting.addAndGet(batch.size());
        if (depth > CAPACITY) {
            waiting.addAndGet(-batch.size());
            fail(batch, CAPACITY + " messages wait to be sent already");
        } else {
            sender.execute(new Batch(this, batch));
        }
    }

    /// Something else that writes to the disk, in its turn. Passed over once it is closed.
    void run(Runnable work) {
        try {
            sender.execute(work);
        } catch (RejectedExecutionException closed) {
            log.debug("closed, so this is not done any more", closed);
        }
    }

    private record Batch(Outbox outbox, List<Outbound> list) implements Runnable {
        @Override
        public void run() {
            list.forEach(outbox::send);
        }
    }

    private void send(Outbound outbound) {
        waiting.decrementAndGet();
        try {
            target.send(outbound);
        } catch (IllegalArgumentException | IllegalStateException e) {
            failed.accept(outbound, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Whether it has left is not known, so nothing is told: the silence that follows is asked about.
            log.error("{} may not have been sent", outbound.command(), e);
        }
    }

    private void fail(List<Outbound> batch, String why) {
        batch.forEach(outbound -> failed.accept(outbound, why));
    }

    /// Sends what waits, then ends the thread. Blocks; what is left after [#CLOSE_SECONDS] fails.
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) giveUp();
        } catch (InterruptedException e) {
            giveUp();
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp() {
        for (var waiting : sender.shutdownNow())
            if (waiting instanceof Batch batch) fail(batch.list(), "the session was stopped");
    }
}
