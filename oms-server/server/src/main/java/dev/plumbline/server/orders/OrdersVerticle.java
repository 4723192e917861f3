package dev.plumbline.server.orders;

import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Refusal;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.Checked;

/// Owns the orders of one shard: the only code that changes them runs on this verticle's event loop. All inputs of one
/// turn make one batch, which is replicated, then let out, then written behind (design: "journal before effect").
public final class OrdersVerticle extends VerticleBase {
    /// Between two looks at what falls due.
    private static final long LOOK_MS = 50;
    private static final long LOOK_MS_MAX = 3_600_000;
    private static final long SNAPSHOT_LOOK_MS = 60_000;
    private static final long NANOS_PER_MS = 1_000_000;
    private static final String STANDS_STILL = "the journal failed: nothing can be sent until a restart";

    private final int number;
    private final Shard shard;
    private final Bus bus;
    private final LongSupplier nanos;
    private final Flow flow;
    private final Promise<Void> idle = Promise.promise();
    private boolean stopping;
    private boolean isHolding;
    private long timer = -1;
    private long snapshotTimer = -1;
    private long lookAt = Questions.NEVER;

    /// @param restart with what the last run left
    /// @param nanos the time, nanoseconds since the epoch, UTC
    public OrdersVerticle(Restart restart, Bus bus, Ports ports, LongSupplier nanos) {
        this.number = restart.number();
        this.shard = restart.recovered();
        this.bus = bus;
        this.nanos = nanos;
        this.flow = new Flow(number, shard, restart.unsnapped(), ports, work -> context.runOnContext(_ -> turn(work)), nanos);
    }

    @Override
    public Future<?> start() {
        bus.shard(number, this::reports, this::ask, this::check, this::session);
        snapshotTimer = vertx.setPeriodic(SNAPSHOT_LOOK_MS, _ -> flow.snapshotIfOverdue());
        arm();
        return Future.succeededFuture();
    }

    /// Ends once everything that came in has been let out.
    @Override
    public Future<?> stop() {
        stopping = true;
        vertx.cancelTimer(timer);
        vertx.cancelTimer(snapshotTimer);
        tellIfIdle();
        return idle.future();
    }

    private void turn(Runnable work) {
        work.run();
        arm();
        if (flow.isHeld() && !isHolding) {
            isHolding = true;
            vertx.setTimer(LOOK_MS, _ -> goOn());
        }
        tellIfIdle();
    }

    /// Whether we may act again by now.
    private void goOn() {
        isHolding = false;
        turn(flow::goOn);
    }

    private void tellIfIdle() {
        if (stopping && flow.isIdle()) idle.tryComplete();
    }

    private void reports(List<Inbound> batch) {
        if (flow.isBroken()) return; // not acknowledged, so they come again
        for (var inbound : batch) shard.on(inbound);
        flow.schedule();
    }

    private Future<Answer> ask(Ask ask) {
        if (flow.isBroken()) return whileItStandsStill(ask);
        var answer = Promise.<Answer>promise();
        shard.on(ask, answer::complete);
        flow.schedule();
        return answer.future();
    }

    private Checked check(Check check) {
        return flow.isBroken() ? Bus.closed(check, STANDS_STILL) : shard.check(check);
    }

    /// Whether the journal has what was being written when it failed is for the next run to find out.
    private Future<Answer> whileItStandsStill(Ask ask) {
        return shard.hasTaken(ask)
                ? Future.failedFuture("the journal failed: the outcome is not known until a restart")
                : Future.succeededFuture(standsStill(ask));
    }

    static Answer standsStill(Ask ask) {
        return new Answer(ask.requestId(), "", Refusal.NOT_CONNECTED.name(), STANDS_STILL);
    }

    private void session(SessionEvent event) {
        if (flow.isBroken()) return;
        shard.on(event);
        if (shard.hasBatch()) flow.schedule();
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
        if (flow.isBroken()) return;
        flow.attempt("look", shard::look);
        if (shard.hasBatch()) flow.schedule();
        arm();
    }

    /// A consistent look at the shard, taken on its event loop.
    public Future<Picture> picture() {
        var promise = Promise.<Picture>promise();
        context.runOnContext(_ -> promise.complete(new Picture(
                shard.book().orders(), List.copyOf(shard.book().positions()), shard.book().counts())));
        return promise.future();
    }

    /// Of these orders those that it has, whole, as they are now.
    public Future<List<Order>> find(Collection<OrderKey> keys) {
        var promise = Promise.<List<Order>>promise();
        context.runOnContext(_ -> promise.complete(keys.stream()
                .flatMap(key -> shard.book().find(new ClOrdID(key.value())).stream())
                .toList()));
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
