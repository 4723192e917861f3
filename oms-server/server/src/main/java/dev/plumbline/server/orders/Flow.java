package dev.plumbline.server.orders;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.orders.Observer.Hop;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// What happens to a shard's batches, one after the other: kept in the journal and copied to a second member, or where there
/// is none written to the store, and only then let out, as long as this server may act, effects in the order of their causes.
/// It knows no event loop and no clock: the simulation drives it as the verticle does. One thread.
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
    /// What is kept, and leaves once we may act again.
    private Optional<Runnable> held = Optional.empty();

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
        return broken || isHeld() || (!scheduled && !keeping && !shard.hasBatch());
    }

    /// The journal has failed: what the shard has in memory is ahead of it, so nothing may leave any more.
    boolean isBroken() {
        return broken;
    }

    private void flush() {
        scheduled = false;
        if (keeping || !shard.hasBatch()) return;
        var batch = shard.take();
        if (!batch.entries.isEmpty()) keep(batch);
        else whenWeMay(() -> letOut(batch));
    }

    private void keep(Batch batch) {
        keeping = true;
        var last = batch.entries.getLast();
        // Taken now, as the shard goes on while the batch is being written.
        var state = ports.snapshots().isDue(last.seq()) ? List.of(shard.state()) : List.<Snapshooting.State>of();
        var entries = List.copyOf(batch.entries);
        long decidedAt = nanos.getAsLong();
        for (var entry : entries) {
            ports.observer().input(entry);
            ports.observer().took(Hop.DECIDE, decidedAt - entry.receivedAt());
        }
        var kept = ports.journal().append(entries).onSuccess(_ -> ports.observer().took(Hop.JOURNAL, nanos.getAsLong() - decidedAt));
        var copied = copied(entries).onSuccess(_ -> copied(decidedAt));
        Future.join(kept, copied).onComplete(_ -> later.execute(() -> {
            if (kept.failed()) failed(kept.cause());
            else if (copied.succeeded()) done(batch, kept.result(), state, false);
            else storeFirst(batch, kept.result(), state, copied.cause());
        }));
    }

    /// Of a server that is the only one nothing is copied, and nothing measured.
    private void copied(long decidedAt) {
        if (ports.replica() != Replica.NONE) ports.observer().took(Hop.REPLICA, nanos.getAsLong() - decidedAt);
    }

    private Future<Void> copied(List<Entry> entries) {
        try {
            return ports.replica().put(number, entries);
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
    }

    /// Nobody else has it in memory, so Postgres is where another server would find it.
    private void storeFirst(Batch batch, List<Kept> kept, List<Snapshooting.State> state, Throwable why) {
        if (!lacksCopies) {
            lacksCopies = true;
            LOG.warn("shard {}: no second member has its inputs, so each waits for the database", number, why);
            alert("no second member has the inputs of shard " + number + ", so each waits for the database: " + why.getMessage());
        }
        attempt("history", () -> ports.history().append(batch.stored(kept)));
        ports.history().committed(number, kept.getLast().entry().seq()).onComplete(stored -> later.execute(() -> {
            if (stored.succeeded()) done(batch, kept, state, true);
            else lost(stored.cause());
        }));
    }

    private void done(Batch batch, List<Kept> kept, List<Snapshooting.State> state, boolean isStored) {
        whenWeMay(() -> {
            if (!isStored && lacksCopies) {
                lacksCopies = false;
                LOG.info("shard {}: a second member has its inputs again", number);
            }
            letOut(batch);
            if (!isStored) attempt("history", () -> ports.history().append(batch.stored(kept)));
            unsnapped = Optional.of(kept.getLast());
            for (var one : state) snapshot(one, kept.getLast());
        });
    }

    private void whenWeMay(Runnable effects) {
        keeping = true;
        if (!ports.mayAct().getAsBoolean()) {
            held = Optional.of(() -> whenWeMay(effects));
            return;
        }
        keeping = false;
        effects.run();
        if (shard.hasBatch()) flush();
    }

    /// Something is kept that must not leave now, or never will.
    boolean isHeld() {
        return held.isPresent();
    }

    /// To be called now and then while something is held.
    void goOn() {
        var waiting = held;
        held = Optional.empty();
        waiting.ifPresent(Runnable::run);
    }

    /// Another server has the shard. What is in memory here may be what never was.
    private void lost(Throwable cause) {
        broken = true;
        LOG.error("ALARM: shard {} stands still, as another server has it", number, cause);
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
        for (var alert : batch.alerts) {
            attempt("desk", () -> ports.desk().tell(alert));
            if (alert instanceof AlertItem said) log(said);
        }
        long now = nanos.getAsLong();
        for (var entry : batch.entries) ports.observer().took(Hop.LET_OUT, now - entry.receivedAt());
    }

    /// With the order that it is about, for who looks for one in the logs of many servers.
    private void log(AlertItem alert) {
        LOG.atInfo().addKeyValue("shard", number).addKeyValue("order", alert.order()).log("{}: {}", alert.level(), alert.text());
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
