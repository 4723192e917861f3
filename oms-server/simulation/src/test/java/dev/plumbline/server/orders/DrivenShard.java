package dev.plumbline.server.orders;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Book;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;

/// A shard as its verticle drives it, without the verticle: who has one gives it its turns.
public final class DrivenShard {
    public static final long NEVER = Questions.NEVER;

    private final int number;
    private final Shard shard;
    private final Flow flow;

    /// @param later runs something in a later turn
    public DrivenShard(Restart restart, Ports ports, Executor later, LongSupplier nanos) {
        number = restart.number();
        shard = restart.recovered();
        flow = new Flow(number, shard, restart.unsnapped(), ports, later, nanos);
    }

    public int number() {
        return number;
    }

    public void reports(List<Inbound> batch) {
        if (flow.isBroken()) return;
        for (var inbound : batch) shard.on(inbound);
        flow.schedule();
    }

    /// @param door told what it says while the shard stands still, which is in no journal
    public void ask(Ask ask, Consumer<Answer> reply, Consumer<Answer> door) {
        if (flow.isBroken()) {
            if (!shard.hasTaken(ask)) door.accept(OrdersVerticle.standsStill(ask));
            return;
        }
        shard.on(ask, reply);
        flow.schedule();
    }

    public void session(SessionEvent event) {
        if (flow.isBroken()) return;
        shard.on(event);
        if (shard.hasBatch()) flow.schedule();
    }

    public long lookAt() {
        return flow.isBroken() ? NEVER : shard.lookAt();
    }

    public void look() {
        if (flow.isBroken()) return;
        flow.attempt("look", shard::look);
        if (shard.hasBatch()) flow.schedule();
    }

    /// What is held leaves, where it may by now.
    public void goOn() {
        if (flow.isHeld()) flow.goOn();
    }

    public boolean isBroken() {
        return flow.isBroken();
    }

    public boolean isIdle() {
        return flow.isIdle();
    }

    public Book book() {
        return shard.book();
    }

    public long lastSeq() {
        return shard.lastSeq();
    }

    public Figures figures() {
        return shard.figures();
    }

    /// As it is now, which may be ahead of the journal.
    public Snapshooting.State state() {
        return shard.state();
    }
}
