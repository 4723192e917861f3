package dev.plumbline.server.store;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.journal.Journal;

/// Takes what waits in the queue and writes it, one transaction after the other, until Postgres has taken it.
///
/// A sequential chore, hence on a virtual thread: encoding takes no time from an event loop. Only [#run] changes its
/// fields, and there is never more than one of it.
final class Writer extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /// Inputs to a transaction: beyond that Postgres gains little and a retry costs more.
    private static final int ENOUGH = 2_000;
    /// With fewer inputs than this it waits a moment for more: a commit costs a sync of the disk.
    private static final int FEW = 200;
    private static final long LINGER_MS = 4;
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final StoreConfig config;
    private final Queue queue;
    private final Journal journal;
    private final Consumer<StoreState> listener;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Promise<Void> closing = Promise.promise();
    private final Promise<Void> stopped = Promise.promise();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();
    private @Nullable Link link;
    private StoreState state = new StoreState.Up();
    private long pauseMs = FIRST_PAUSE_MS;

    Writer(StoreConfig config, Queue queue, Journal journal, Consumer<StoreState> listener) {
        this.config = config;
        this.queue = queue;
        this.journal = journal;
        this.listener = listener;
    }

    @Override
    public Future<?> start() {
        return Link.open(vertx, config, this::wake).onSuccess(opened -> {
            link = opened;
            listener.accept(state);
        });
    }

    /// There may be something in the queue. Any thread; waits for nothing.
    void wake() {
        if (running.compareAndSet(false, true)) context.runOnContext(_ -> run());
    }

    /// Inputs that Postgres has.
    long committed() {
        return committed.get();
    }

    /// Inputs that Postgres would never have taken whole.
    long givenUp() {
        return givenUp.get();
    }

    @Override
    public Future<?> stop() {
        closing.tryComplete();
        wake();
        return stopped.future();
    }

    private void run() {
        while (!isClosing()) {
            connect();
            if (queue.backlog() < FEW) pause(LINGER_MS);
            var load = queue.take(ENOUGH);
            if (load.isEmpty()) break;
            write(load);
        }
        if (isClosing()) end();
        else rest();
    }

    private void rest() {
        running.set(false);
        if (!queue.isEmpty() || isClosing() || isLost()) wake();
    }

    private void end() {
        if (queue.backlog() > 0) LOG.warn("store closed with {} inputs not written", queue.backlog());
        if (link != null) link.close();
        stopped.tryComplete();
    }

    private boolean isClosing() {
        return closing.future().isComplete();
    }

    private void write(Queue.Load load) {
        if (!load.inputs().isEmpty()) persist(load.inputs());
        for (var mark : load.marks())
            if (isClosing()) mark.tryFail(new StoreException("the store was closed before all was written"));
            else mark.tryComplete();
    }

    /// Returns when Postgres has them, but for those that it would never take, or when the store closes.
    private void persist(List<Pending> inputs) {
        while (!isClosing()) {
            try {
                connect().write(Rows.statements(inputs)).await();
                committed.addAndGet(inputs.size());
                queue.done(inputs.size());
                for (var input : inputs) journal.stored(input.shard(), input.kept().number());
                pauseMs = FIRST_PAUSE_MS;
                tell(currentState());
                return;
            } catch (Exception failure) {
                if (Failures.isAboutTheRow(failure)) {
                    isolate(inputs, failure);
                    return;
                }
                lost(failure);
            }
        }
    }

    /// The connection there is, or else a new one: returns when there is one, or fails when the store closes.
    private Link connect() {
        while (link == null || link.isLost()) {
            if (isClosing()) throw new StoreException("the store closes");
            if (link != null) lost(link.whyLost());
            try {
                link = Link.open(vertx, config, this::wake).await();
                if (queue.isEmpty()) tell(currentState());
            } catch (Exception failure) {
                lost(failure);
            }
        }
        return link;
    }

    private boolean isLost() {
        return link == null || link.isLost();
    }

    /// One of them cannot be written: halves are tried until it stands alone. Later states of its order may be
    /// written before it; that is harmless, as only newer ones overwrite.
    private void isolate(List<Pending> inputs, Exception failure) {
        if (inputs.size() == 1) {
            giveUp(inputs.getFirst(), failure);
            return;
        }
        int half = inputs.size() / 2;
        persist(inputs.subList(0, half));
        persist(inputs.subList(half, inputs.size()));
    }

    /// The event is kept if it can be; what it changed will be written with the next change of the same order.
    private void giveUp(Pending input, Exception failure) {
        if (!input.changes().isEmpty()) {
            LOG.error("ALARM: what {} changed cannot be stored and is left out, its event is kept: {}",
                    input, Failures.text(failure));
            givenUp.incrementAndGet();
            persist(List.of(input.withoutChanges()));
            return;
        }
        LOG.error("ALARM: {} cannot be stored and is left out: {}; it was {}",
                input, Failures.text(failure), input.event().what());
        givenUp.incrementAndGet();
        queue.done(1);
    }

    /// Says so, and lets some time pass before the next try.
    private void lost(Throwable failure) {
        var reason = Failures.explain(failure, config);
        if (!(state instanceof StoreState.Down)) LOG.warn("{}; {} inputs wait", reason, queue.backlog());
        tell(new StoreState.Down(reason, queue.backlog()));
        if (link != null) link.close();
        link = null;
        pause(pauseMs);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }

    private StoreState currentState() {
        int waiting = queue.backlog();
        // Up again only well below the limit, lest it flicker.
        int limit = state instanceof StoreState.Behind ? config.behindAt() / 2 : config.behindAt();
        return waiting >= limit ? new StoreState.Behind(waiting) : new StoreState.Up();
    }

    private void tell(StoreState now) {
        if (isClosing()) return;
        boolean news = now instanceof StoreState.Down || now.getClass() != state.getClass();
        if (news && state instanceof StoreState.Down && !(now instanceof StoreState.Down))
            LOG.info("Postgres at {} is back; {} inputs wait", config.place(), queue.backlog());
        state = now;
        if (news) listener.accept(now);
    }

    private void pause(long ms) {
        Future.any(vertx.timer(ms), closing.future()).await();
    }
}
