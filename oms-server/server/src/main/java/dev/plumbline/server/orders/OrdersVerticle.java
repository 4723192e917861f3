package dev.plumbline.server.orders;

import java.util.List;
import java.util.function.LongSupplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Book;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Rules;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// Owns the orders of one shard: the only code that changes them runs on this verticle's event loop. All inputs of one
/// turn make one batch, which is replicated, then let out, then written behind (design: "journal before effect").
public final class OrdersVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(OrdersVerticle.class);

    /// Between two looks at what falls due.
    private static final long LOOK_MS = 50;
    private static final long LOOK_MS_MAX = 3_600_000;
    private static final long NANOS_PER_MS = 1_000_000;

    private final int number;
    private final Bus bus;
    private final Replica replica;
    private final History history;
    private final Desk desk;
    private final LongSupplier nanos;
    private final Shard shard;
    private final Promise<Void> idle = Promise.promise();
    private boolean scheduled;
    private boolean replicating;
    private boolean lacksCopies;
    private boolean stopping;
    private long timer = -1;
    private long lookAt = Questions.NEVER;

    /// @param book with what the last run left, restored
    public OrdersVerticle(
            int number, Book book, long lastSeq, Rules rules, Bus bus, Replica replica, History history, Desk desk,
            LongSupplier nanos, long runStartedAtMs) {
        this(number, book, lastSeq, rules, Handling.USUAL, bus, replica, history, desk, nanos, runStartedAtMs);
    }

    /// @param book with what the last run left, restored
    public OrdersVerticle(
            int number, Book book, long lastSeq, Rules rules, Handling handling, Bus bus, Replica replica,
            History history, Desk desk, LongSupplier nanos, long runStartedAtMs) {
        this.number = number;
        this.bus = bus;
        this.replica = replica;
        this.history = history;
        this.desk = desk;
        this.nanos = nanos;
        this.shard = new Shard(
                book, new Ids(number, runStartedAtMs), rules, handling, lastSeq, nanos, this::closedBecause);
    }

    @Override
    public Future<?> start() {
        bus.shard(number, this::reports, this::ask, this::session);
        arm();
        return Future.succeededFuture();
    }

    /// Ends once everything that came in has been let out.
    @Override
    public Future<?> stop() {
        stopping = true;
        vertx.cancelTimer(timer);
        tellIfIdle();
        return idle.future();
    }

    private String closedBecause() {
        if (history.isBehind()) return "the store is too far behind: no new orders until Postgres has caught up";
        return desk.isBehind() ? "the desk is too far behind: no new orders until it has caught up" : "";
    }

    private void reports(List<Inbound> batch) {
        for (var inbound : batch) shard.on(inbound);
        schedule();
    }

    private Future<Answer> ask(Ask ask) {
        var answer = Promise.<Answer>promise();
        shard.on(ask, answer::complete);
        schedule();
        return answer.future();
    }

    private void session(SessionEvent event) {
        shard.on(event);
        arm();
    }

    /// Wakes when something falls due, and not sooner than in a moment: what falls due meanwhile is looked at together.
    private void arm() {
        long next = shard.lookAt();
        if (stopping || next >= lookAt) return;
        vertx.cancelTimer(timer);
        lookAt = next;
        long ms = (next - nanos.getAsLong()) / NANOS_PER_MS + 1;
        timer = vertx.setTimer(Math.clamp(ms, LOOK_MS, LOOK_MS_MAX), _ -> look());
    }

    private void look() {
        lookAt = Questions.NEVER;
        attempt("look", shard::look);
        if (shard.hasBatch()) schedule();
        arm();
    }

    private void schedule() {
        if (scheduled || replicating) return;
        scheduled = true;
        context.runOnContext(_ -> flush());
    }

    /// One batch at a time, so that effects leave in the order of their causes.
    private void flush() {
        scheduled = false;
        if (replicating) return;
        if (shard.hasBatch()) replicate(shard.take());
        arm();
        tellIfIdle();
    }

    private void replicate(Batch batch) {
        var copied = copied(batch);
        if (copied.succeeded()) {
            letOut(batch, copied);
            return;
        }
        replicating = true;
        copied.onComplete(_ -> context.runOnContext(_ -> {
            replicating = false;
            letOut(batch, copied);
            flush();
        }));
    }

    private Future<Void> copied(Batch batch) {
        try {
            return replica.put(number, batch.changes, batch.gone);
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
    }

    private void tellIfIdle() {
        if (stopping && !scheduled && !replicating && !shard.hasBatch()) idle.tryComplete();
    }

    /// The history first: an order that we could forget must not go out. Who asked for one then hears nothing, which
    /// means that the outcome is unknown. One effect that fails takes no other with it.
    private void letOut(Batch batch, Future<Void> copied) {
        tellOfCopies(copied);
        boolean kept = batch.inputs.isEmpty()
                || attempt("history", () -> history.append(new StoreBatch(number, List.copyOf(batch.inputs))));
        if (kept) {
            batch.commands.forEach((session, commands) -> attempt("commands", () -> bus.commands(session, commands)));
            for (var answer : batch.answers) attempt("answer", answer);
        }
        if (!batch.changes.isEmpty()) attempt("desk", () -> desk.changed(batch.changes));
        if (!batch.gone.isEmpty()) attempt("desk", () -> desk.gone(batch.gone));
        for (var alert : batch.alerts) attempt("desk", () -> desk.tell(alert));
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

    private boolean attempt(String what, Runnable effect) {
        try {
            effect.run();
            return true;
        } catch (RuntimeException failed) {
            LOG.error("shard {}: {} failed", number, what, failed);
            return false;
        }
    }

    private void alert(String text) {
        attempt("desk", () -> desk.tell(new AlertItem(AlertItem.ALERT, text, "", nanos.getAsLong())));
    }

    /// A consistent look at the shard, taken on its event loop.
    public Future<Picture> picture() {
        var promise = Promise.<Picture>promise();
        context.runOnContext(_ -> promise.complete(new Picture(
                shard.book().orders(), List.copyOf(shard.book().positions()), shard.book().counts())));
        return promise.future();
    }

    /// What the shard has counted, at one moment.
    public Future<Figures> figures() {
        var promise = Promise.<Figures>promise();
        context.runOnContext(_ -> promise.complete(shard.figures()));
        return promise.future();
    }

    /// What a shard holds at one moment.
    public record Picture(List<Order> orders, List<Position> positions, Counts counts) {}
}
