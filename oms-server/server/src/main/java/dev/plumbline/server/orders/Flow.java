package dev.plumbline.server.orders;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.journal.Kept;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// What happens to a shard's batches, one after the other: kept in the journal and copied to a second member, and only
/// then let out, effects in the order of their causes. It knows no event loop and no clock: the simulation drives it as
/// the verticle does. One thread.
final class Flow {
    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);

    private final int number;
    private final Shard shard;
    private final Ports ports;
    private final Executor later;
    private final LongSupplier nanos;
    private Optional<Kept> unsnapped;
    private boolean scheduled;
    private boolean keeping;
    private boolean lacksCopies;
    private boolean broken;

    /// @param unsnapped the last input that is in no snapshot, if there is one
    /// @param later runs something in a later turn of the same thread
    Flow(int number, Shard shard, Optional<Kept> unsnapped, Ports ports, Executor later, LongSupplier nanos) {
        this.number = number;
        this.shard = shard;
        this.unsnapped = unsnapped;
        this.ports = ports;
        this.later = later;
        this.nanos = nanos;
    }

    /// There may be a batch: all inputs of this turn go into it.
    void schedule() {
        if (scheduled || keeping || broken) return;
        scheduled = true;
        later.execute(this::flush);
    }

    /// Nothing waits and nothing is on its way.
    boolean isIdle() {
        return broken || (!scheduled && !keeping && !shard.hasBatch());
    }

    /// The journal has failed: what the shard has in memory is ahead of it, so nothing may leave any more.
    boolean isBroken() {
        return broken;
    }

    private void flush() {
        scheduled = false;
        if (keeping || !shard.hasBatch()) return;
        var batch = shard.take();
        if (batch.entries.isEmpty()) letOut(batch);
        else keep(batch);
    }

    private void keep(Batch batch) {
        keeping = true;
        var last = batch.entries.getLast();
        // Taken now, as the shard goes on while the batch is being written.
        var state = ports.snapshots().isDue(last.seq()) ? List.of(shard.state()) : List.<Snapshooting.State>of();
        var kept = ports.journal().append(List.copyOf(batch.entries));
        var copied = copied(batch);
        Future.join(kept, copied).onComplete(_ -> later.execute(() -> {
            keeping = false;
            if (kept.failed()) failed(kept.cause());
            else letOut(batch, kept.result(), copied, state);
        }));
    }

    private Future<Void> copied(Batch batch) {
        try {
            return ports.replica().put(number, batch.changes, batch.gone);
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
    }

    private void letOut(Batch batch, List<Kept> kept, Future<Void> copied, List<Snapshooting.State> state) {
        tellOfCopies(copied);
        letOut(batch);
        attempt("history", () -> ports.history().append(batch.stored(kept)));
        unsnapped = Optional.of(kept.getLast());
        for (var one : state) snapshot(one, kept.getLast());
        if (shard.hasBatch()) flush();
    }

    private void snapshot(Snapshooting.State state, Kept last) {
        unsnapped = Optional.empty();
        attempt("snapshot", () -> ports.snapshots().take(state, last));
    }

    /// For a shard in which too little happens for one to fall due by its inputs.
    void snapshotIfOverdue() {
        if (broken || !isIdle() || unsnapped.isEmpty() || !ports.snapshots().isOverdue(unsnapped.get().number())) return;
        snapshot(shard.state(), unsnapped.get());
    }

    /// Who asked hears nothing, which means that the outcome is unknown; the brokers send again what was not acknowledged.
    /// A restart finds out what is in the journal.
    private void failed(Throwable cause) {
        broken = true;
        LOG.error("ALARM: shard {} stands still, as the journal failed: restart the server once its disk is well", number,
                cause);
        alert("shard " + number + " stands still, as the journal failed: " + cause.getMessage());
    }

    /// One effect that fails takes no other with it.
    private void letOut(Batch batch) {
        batch.commands.forEach((session, commands) -> attempt("commands", () -> ports.effects().commands(session, commands)));
        batch.acknowledgements.forEach(
                (session, numbers) -> attempt("acknowledgements", () -> ports.effects().acknowledge(session, numbers)));
        for (var answer : batch.answers) attempt("answer", answer);
        if (!batch.changes.isEmpty()) attempt("desk", () -> ports.desk().changed(batch.changes));
        if (!batch.gone.isEmpty()) attempt("desk", () -> ports.desk().gone(batch.gone));
        for (var report : batch.doubtful) attempt("desk", () -> ports.desk().tell(report));
        if (!batch.released.isEmpty()) attempt("desk", () -> ports.desk().released(number, batch.released));
        for (var act : batch.switched) attempt("desk", () -> ports.desk().switched(number, act));
        for (var alert : batch.alerts) attempt("desk", () -> ports.desk().tell(alert));
    }

    /// Trading goes on without a second copy, and people hear of it: once, until there is one again.
    private void tellOfCopies(Future<Void> copied) {
        if (copied.failed() == lacksCopies) return;
        lacksCopies = copied.failed();
        if (!lacksCopies) LOG.info("shard {}: has second copies again", number);
        else {
            LOG.error("shard {}: no second copy", number, copied.cause());
            alert("orders of shard " + number + " have no second copy: " + copied.cause());
        }
    }

    void attempt(String what, Runnable effect) {
        try {
            effect.run();
        } catch (RuntimeException failed) {
            LOG.error("shard {}: {} failed", number, what, failed);
        }
    }

    private void alert(String text) {
        attempt("desk", () -> ports.desk().tell(new AlertItem(AlertItem.ALERT, text, "", nanos.getAsLong())));
    }
}
