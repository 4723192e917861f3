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

/// Owns the orders of one shard: the only code that changes them runs on this verticle's event loop. All inputs of one
/// turn make one batch, which is replicated, then let out, then written behind (design: "journal before effect").
public final class OrdersVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(OrdersVerticle.class);

    private final int number;
    private final Bus bus;
    private final Replica replica;
    private final History history;
    private final Desk desk;
    private final Shard shard;
    private boolean scheduled;
    private boolean replicating;

    /// @param book with what the last run left, restored
    public OrdersVerticle(
            int number, Book book, long lastSeq, Rules rules, Bus bus, Replica replica, History history, Desk desk,
            LongSupplier nanos, long runStartedAtMs) {
        this.number = number;
        this.bus = bus;
        this.replica = replica;
        this.history = history;
        this.desk = desk;
        this.shard = new Shard(book, new Ids(number, runStartedAtMs), rules, lastSeq, nanos, history::isBehind);
    }

    @Override
    public Future<?> start() {
        bus.shard(number, this::reports, this::ask, this::session);
        return Future.succeededFuture();
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
    }

    private void schedule() {
        if (scheduled || replicating) return;
        scheduled = true;
        context.runOnContext(_ -> flush());
    }

    /// One batch at a time, so that effects leave in the order of their causes.
    private void flush() {
        scheduled = false;
        if (replicating || !shard.hasBatch()) return;
        var batch = shard.take();
        var kept = replica.put(number, batch.changes);
        if (kept.succeeded()) {
            letOut(batch);
            return;
        }
        replicating = true;
        kept.onComplete(done -> context.runOnContext(_ -> {
            replicating = false;
            if (done.failed()) LOG.error("shard {}: no second copy of {} changes", number, batch.changes.size(), done.cause());
            letOut(batch);
            flush();
        }));
    }

    private void letOut(Batch batch) {
        batch.commands.forEach(bus::commands);
        batch.answers.forEach(Runnable::run);
        if (!batch.changes.isEmpty()) desk.changed(batch.changes);
        batch.alerts.forEach(desk::tell);
        if (!batch.inputs.isEmpty()) history.append(new StoreBatch(number, List.copyOf(batch.inputs)));
    }

    /// A consistent look at the shard, taken on its event loop.
    public Future<Picture> picture() {
        var promise = Promise.<Picture>promise();
        context.runOnContext(_ -> promise.complete(new Picture(
                shard.book().orders(), List.copyOf(shard.book().positions()), shard.book().counts())));
        return promise.future();
    }

    /// What a shard holds at one moment.
    public record Picture(List<Order> orders, List<Position> positions, Counts counts) {}
}
