package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.journal.Kept;

/// Takes what waits in the queue and writes it, one transaction after the other, until Postgres has taken it.
///
/// What waits is put out of memory where it is too much, and read from the journal again when Postgres takes it: first
/// all events, then the newest states in one transaction, so that no order is ever newer in the tables than another.
///
/// Each transaction holds the rows of its shards, and is committed only where none of them has a higher epoch than ours.
/// Where one has, that shard is another's: what waits of it is dropped, and the rest is tried again.
///
/// A sequential chore, hence on a virtual thread: encoding takes no time from an event loop. There is never more than
/// one [#run]; while it waits for Postgres, [#spill] may run.
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
    private final Backlog journal;
    private final Consumer<StoreState> listener;
    private final ConcurrentLinkedQueue<Claim> claims = new ConcurrentLinkedQueue<>();
    private final Epochs epochs = new Epochs();
    private final Commits commits = new Commits();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean spilling = new AtomicBoolean();
    private final Promise<Void> closing = Promise.promise();
    private final Promise<Void> stopped = Promise.promise();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();
    private @Nullable Link link;
    private StateSeqs written = new StateSeqs();
    private StoreState state = new StoreState.Up();
    private long pauseMs = FIRST_PAUSE_MS;
    /// The process of Postgres that served the last connection, 0 for none.
    private int backend;
    private long highest;
    private long released;
    private long caughtUpTo;
    private boolean catchingUp;
    private int caughtUp;

    /// Wants `shard` to be written under `epoch`.
    private record Claim(int shard, long epoch, Promise<Void> owned) {}

    Writer(StoreConfig config, Queue queue, Backlog journal, Consumer<StoreState> listener) {
        this.config = config;
        this.queue = queue;
        this.journal = journal;
        this.listener = listener;
    }

    @Override
    public Future<?> start() {
        return Link.open(vertx, config, this::wake).map(opened -> {
            link = opened;
            look(opened);
            backend = opened.backend();
            listener.accept(state);
            return opened;
        });
    }

    /// Completes when all that is written of `shard` from now on is written under `epoch`, and what others had begun to
    /// write of it is done. Any thread.
    Future<Void> own(int shard, long epoch) {
        Promise<Void> owned = Promise.promise();
        claims.add(new Claim(shard, epoch, owned));
        wake();
        // Nobody looks any more: this one may have come after the last look.
        if (stopped.future().isComplete()) refuseClaims();
        return owned.future();
    }

    /// Completes when Postgres has the input `seq` of `shard`, and all before it. Any thread.
    Future<Void> committed(int shard, long seq) {
        Promise<Void> reached = Promise.promise();
        context.runOnContext(_ -> {
            if (isClosing()) reached.fail(closedEarly());
            else if (epochs.isLost(shard)) reached.fail(epochs.whyLost(shard));
            else commits.await(shard, seq, reached);
        });
        return reached.future();
    }

    private static StoreException closedEarly() {
        return new StoreException("the store was closed before all was written");
    }

    private void refuseClaims() {
        for (var claim = claims.poll(); claim != null; claim = claims.poll()) claim.owned().tryFail(closedEarly());
    }

    /// There may be something in the queue. Any thread; waits for nothing.
    void wake() {
        if (running.compareAndSet(false, true)) context.runOnContext(_ -> run());
        if (holdsTooMuch() && spilling.compareAndSet(false, true)) context.runOnContext(_ -> spill());
    }

    private boolean holdsTooMuch() {
        return journal != Backlog.NONE && queue.held() > config.memoryMax();
    }

    private void spill() {
        spilling.set(false);
        if (!holdsTooMuch() || isClosing()) return;
        if (queue.spilt().isEmpty())
            LOG.warn("{} inputs wait: from now on they wait in the journal, and the newest states here", queue.backlog());
        queue.spill(written);
    }

    /// Inputs that Postgres has.
    long committed() {
        return committed.get();
    }

    /// Rows that Postgres would never have taken.
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
        try {
            writeAll();
        } catch (RuntimeException whileClosing) {
            if (!isClosing()) LOG.error("the store goes on after a fault of ours", whileClosing);
        }
        if (isClosing()) end();
        else rest();
    }

    private void writeAll() {
        while (!isClosing()) {
            connect();
            claim();
            if (!queue.spilt().isEmpty()) {
                catchUp();
                continue;
            }
            if (queue.backlog() < FEW) pause(LINGER_MS);
            var load = queue.take(Math.clamp(config.memoryMax() / 2, 1, ENOUGH));
            if (load.isEmpty()) return;
            write(load);
        }
    }

    private void rest() {
        running.set(false);
        if (!queue.isEmpty() || !claims.isEmpty() || isClosing() || isLost()) wake();
    }

    private void end() {
        if (queue.backlog() > 0)
            LOG.warn("store closed with {} inputs not written{}", queue.backlog(),
                    journal == Backlog.NONE ? "" : "; they are in the journal");
        if (link != null) link.close();
        commits.failAll(closedEarly());
        stopped.tryComplete();
        refuseClaims();
    }

    private boolean isClosing() {
        return closing.future().isComplete();
    }

    private void write(Queue.Load load) {
        var inputs = load.inputs();
        if (!inputs.isEmpty() && persist(() -> rows(inputs))) {
            for (var input : inputs) highest = Math.max(highest, input.kept().number());
            queue.done(load);
            done(load.perShard());
        }
        reached(load.marks());
    }

    private Rows rows(List<Pending> inputs) {
        var rows = new Rows();
        for (var input : inputs) {
            rows.addEvent(input);
            rows.addState(input, written);
        }
        return rows;
    }

    private void done(Map<Integer, Integer> perShard) {
        perShard.forEach((shard, inputs) -> {
            if (!epochs.isLost(shard)) committed.addAndGet(inputs);
        });
        long needed = queue.firstNeeded(highest + 1);
        if (needed > released) {
            released = needed;
            journal.release(needed);
        }
        tell(currentState());
    }

    private void reached(List<Promise<Void>> marks) {
        for (var mark : marks)
            if (isClosing()) mark.tryFail(closedEarly());
            else mark.tryComplete();
    }

    /// First the events that are spilt by now, then those that were spilt meanwhile, then the states: what comes later
    /// waits for the next time, so that this one ends however much comes.
    private void catchUp() {
        catchingUp = true;
        caughtUp = 0;
        caughtUpTo = queue.spilt().first() - 1;
        LOG.info("reading {} inputs from the journal", queue.spilt().inputs());
        writeEvents(queue.spilt().last());
        var spilt = queue.takeSpilt();
        writeEvents(spilt.last());
        if (persist(spilt::states)) {
            highest = Math.max(highest, spilt.last());
            catchingUp = false;
            queue.doneSpilt(spilt);
            done(spilt.perShard());
            LOG.info("{} inputs from the journal are dealt with", spilt.inputs());
        }
        reached(spilt.marks());
    }

    private void writeEvents(long last) {
        while (!isClosing() && caughtUpTo < last) {
            try {
                readEvents(last);
            } catch (RuntimeException unreadable) {
                if (!isClosing()) away("the journal cannot be read: " + Failures.text(unreadable));
            }
        }
    }

    private void readEvents(long last) {
        var some = new ArrayList<Pending>(ENOUGH);
        journal.read(caughtUpTo + 1, kept -> {
            if (kept.number() > last || isClosing()) return false;
            some.add(pending(kept));
            if (some.size() == ENOUGH) writeEvents(some);
            return true;
        });
        writeEvents(some);
        if (caughtUpTo < last && !isClosing())
            throw new StoreException("it ends before entry " + last + ", after " + caughtUpTo);
    }

    private static Pending pending(Kept kept) {
        return new Pending(kept.entry().shard(), new StoreBatch.Entry(kept, List.of()));
    }

    private void writeEvents(List<Pending> some) {
        if (some.isEmpty()) return;
        var rows = new Rows();
        some.forEach(rows::addEvent);
        if (!persist(() -> rows)) return;
        caughtUpTo = some.getLast().kept().number();
        caughtUp += some.size();
        some.clear();
        tell(currentState());
    }

    /// Returns true when Postgres has them, but for those that it would never take and those of shards that are lost; false
    /// when the store closes.
    private boolean persist(Supplier<Rows> made) {
        while (!isClosing()) {
            claim();
            try {
                var connected = connect();
                var rows = made.get();
                rows.drop(epochs.lost());
                if (!rows.isEmpty()) write(connected, rows);
                wrote(rows);
                return true;
            } catch (TakenException another) {
                another.epochs().forEach(this::lose);
            } catch (RuntimeException failure) {
                lost(failure);
            }
        }
        return false;
    }

    private void wrote(Rows rows) {
        for (var shard : rows.shards()) written.written(shard.shard(), shard.stateSeq());
        rows.lastEvents().forEach(commits::have);
        alarm(rows.leftOut());
        pauseMs = FIRST_PAUSE_MS;
    }

    /// A row that Postgres would never take stops nothing else.
    private void write(Link connected, Rows rows) {
        var shards = ShardTable.part(rows.shards(), epochs);
        try {
            connected.write(shards, rows.parts(), epochs);
        } catch (RuntimeException failure) {
            if (!Failures.isAboutTheRow(failure)) throw failure;
            alarm(connected.writeTakeable(shards, rows.parts(), epochs));
        }
    }

    private void alarm(List<LeftOut> leftOut) {
        givenUp.addAndGet(leftOut.size());
        for (var row : leftOut)
            LOG.error("ALARM: {} cannot be stored and is left out, see the table left_out: {}", row, row.reason());
    }

    /// Between two transactions: what is appended once it is owned is written under its new epoch.
    private void claim() {
        while (!claims.isEmpty() && !isClosing()) {
            try {
                var connected = connect();
                for (var claim = claims.peek(); claim != null; claim = claims.peek()) {
                    own(claim, connected);
                    claims.remove();
                }
            } catch (RuntimeException failure) {
                lost(failure);
            }
        }
    }

    /// What waits was appended under the epoch so far: it counts only where nobody had the shard in between.
    private void own(Claim claim, Link connected) {
        int shard = claim.shard();
        if (epochs.isLost(shard)) {
            claim.owned().tryFail(epochs.whyLost(shard));
            return;
        }
        boolean isWaiting = queue.waiting(shard) > 0;
        long there = connected.own(shard, claim.epoch(), isWaiting ? epochs.of(shard) : claim.epoch());
        if (there == claim.epoch()) {
            epochs.own(shard, there);
            // Whoever wrote it before has gone on since this connection was made.
            look(connected);
            claim.owned().tryComplete();
        } else {
            if (isWaiting && there > epochs.of(shard)) lose(shard, there);
            claim.owned().tryFail(new TakenException(shard, there));
        }
    }

    private void lose(int shard, long epoch) {
        int dropped = queue.waiting(shard);
        LOG.error("ALARM: shard {} is written by another server, under epoch {} and not {}: nothing more of it is written"
                + " here, and {} inputs of it that waited are dropped", shard, epoch, epochs.of(shard), dropped);
        epochs.lose(shard, epoch);
        commits.fail(shard, epochs.whyLost(shard));
        listener.accept(new StoreState.Taken(shard, epoch, dropped));
    }

    private void look(Link connected) {
        var states = new StateSeqs();
        for (var shard : connected.stands()) {
            states.written(shard.shard(), shard.stateSeq());
            // Under a higher epoch they are another's inputs, not those that were appended here.
            if (shard.epoch() <= epochs.of(shard.shard())) commits.have(shard.shard(), shard.lastSeq());
        }
        written = states;
    }

    /// The connection there is, or else a new one: returns when there is one, or fails when the store closes.
    private Link connect() {
        while (link == null || link.isLost()) {
            if (isClosing()) throw new StoreException("the store closes");
            if (link != null) lost(link.whyLost());
            try {
                var opened = Link.open(vertx, config, this::wake).await();
                link = opened;
                if (backend != 0) opened.outlive(backend);
                look(opened);
                backend = opened.backend();
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

    private void lost(Throwable failure) {
        if (link != null) link.close();
        link = null;
        away(Failures.explain(failure, config));
    }

    /// Says so, and lets some time pass before the next try.
    private void away(String reason) {
        if (!(state instanceof StoreState.Down)) LOG.warn("{}; {} inputs wait", reason, queue.backlog());
        tell(new StoreState.Down(reason, queue.backlog()));
        pause(pauseMs);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }

    private StoreState currentState() {
        int waiting = queue.backlog();
        if (catchingUp) return new StoreState.Behind(Math.max(waiting - caughtUp, 1));
        // Up again only well below the limit, lest it flicker.
        int limit = state instanceof StoreState.Behind ? config.behindAt() / 2 : config.behindAt();
        return waiting >= limit ? new StoreState.Behind(waiting) : new StoreState.Up();
    }

    private void tell(StoreState now) {
        if (isClosing()) return;
        boolean news = now instanceof StoreState.Down || now.getClass() != state.getClass() || catchingUp;
        if (state instanceof StoreState.Down && !(now instanceof StoreState.Down))
            LOG.info("Postgres at {} is back; {} inputs wait", config.place(), queue.backlog());
        state = now;
        if (news) listener.accept(now);
    }

    private void pause(long ms) {
        Future.any(vertx.timer(ms), closing.future()).await();
    }
}
