package dev.plumbline.server.desk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.Account;
import dev.plumbline.core.Change;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Refusal;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.Wire;
import dev.plumbline.wire.WireException;

/// What consoles see and ask. It is deployed on the desk cluster's Vert.x instance and knows the core cluster only
/// through [Orders]; shards hand over to it through a queue that it drains once per turn. What it publishes is numbered
/// consecutively; a console that misses a number takes a new snapshot.
public final class DeskGateway extends VerticleBase implements Desk {
    private static final Logger LOG = LoggerFactory.getLogger(DeskGateway.class);

    /// Items in one message of a snapshot: some 100 kB.
    private static final int PART = 500;

    private static final int SNAPSHOTS_KEPT = 16;
    private static final long HEARTBEAT_MS = 1_000;

    private final String desk;
    private final Orders orders;
    private final LongSupplier nanos;
    private final DeskView view;
    private final String epoch = UUID.randomUUID().toString();
    private final Queue<Object> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Map<String, Taken> snapshots = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Taken> eldest) {
            return size() > SNAPSHOTS_KEPT;
        }
    };
    private volatile Optional<Context> home = Optional.empty();
    private long seq;
    private long publishedAt;

    /// @param fixed instruments and accounts
    /// @param nanos the time, nanoseconds since the epoch, UTC
    public DeskGateway(String desk, Orders orders, List<Item> fixed, LongSupplier nanos) {
        this.desk = desk;
        this.orders = orders;
        this.nanos = nanos;
        this.view = new DeskView(fixed);
    }

    /// Where a trader's wish goes: to the shard of its account, which answers.
    public interface Orders {
        Future<Answer> ask(Account account, Ask ask);
    }

    /// What was there before the server started; before deployment.
    public void restore(Collection<Order> restored, Collection<Position> positions) {
        restored.forEach(view::restored);
        positions.forEach(view::restored);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(HEARTBEAT_MS, _ -> heartbeat());
        vertx.eventBus().<Buffer>consumer(Addresses.deskRequests(desk), this::request);
        home = Optional.of(context);
        schedule();
        return Future.succeededFuture();
    }

    @Override
    public void changed(List<Change> changes) {
        handedOver.add(changes);
        schedule();
    }

    @Override
    public void tell(Item item) {
        handedOver.add(item);
        schedule();
    }

    private void schedule() {
        if (home.isPresent() && scheduled.compareAndSet(false, true)) home.get().runOnContext(_ -> drain());
    }

    private void drain() {
        scheduled.set(false);
        for (var next = handedOver.poll(); next != null; next = handedOver.poll()) {
            if (next instanceof Item item) view.tell(item);
            else if (next instanceof List<?> changes) for (var change : changes) view.changed((Change) change);
        }
        if (view.hasNews()) publish(view.news());
    }

    private void heartbeat() {
        if (nanos.getAsLong() - publishedAt >= HEARTBEAT_MS * 1_000_000) publish(List.of());
    }

    private void publish(List<Item> items) {
        publishedAt = nanos.getAsLong();
        var batch = new DeskMessage.Batch(epoch, ++seq, publishedAt, items);
        vertx.eventBus().publish(Addresses.desk(desk), Wire.encode(batch));
    }

    private void request(Message<Buffer> message) {
        try {
            switch (Wire.decode(message.body())) {
                case DeskMessage.SnapshotRequest(var id, var cursor) -> message.reply(Wire.encode(snapshot(id, cursor)));
                case Ask ask -> answer(ask).onSuccess(answer -> message.reply(Wire.encode(answer)))
                        .onFailure(unknown -> message.fail(504, String.valueOf(unknown.getMessage())));
                case DeskMessage.Batch _, DeskMessage.Snapshot _, Answer _ ->
                    message.fail(400, "not a request");
            }
        } catch (WireException unreadable) {
            LOG.warn("unreadable request of a console: {}", unreadable.getMessage());
            message.fail(400, unreadable.getMessage());
        }
    }

    private DeskMessage.Snapshot snapshot(String id, int cursor) {
        if (cursor == 0) {
            drain();
            snapshots.put(id, new Taken(seq, view.all()));
        }
        var taken = snapshots.get(id);
        if (taken == null) return new DeskMessage.Snapshot(
                id, epoch, DeskMessage.Snapshot.GONE, DeskMessage.Snapshot.LAST, 0, List.of());
        int end = Math.min(cursor + PART, taken.items().size());
        boolean last = end == taken.items().size();
        if (last) snapshots.remove(id);
        return new DeskMessage.Snapshot(
                id, epoch, taken.seq(), last ? DeskMessage.Snapshot.LAST : end, taken.items().size(), taken.items().subList(cursor, end));
    }

    private Future<Answer> answer(Ask ask) {
        var account = account(ask.wish());
        if (account.isPresent()) return orders.ask(account.get(), ask);
        return Future.succeededFuture(
                new Answer(ask.requestId(), "", Refusal.UNKNOWN_ORDER.name(), "no such order on this desk"));
    }

    private Optional<Account> account(Wish wish) {
        return switch (wish) {
            case Wish.Enter enter -> Optional.of(enter.account());
            case Wish.Cancel(var key) -> view.accountOf(key);
            case Wish.Replace(var key, _, _) -> view.accountOf(key);
            case Wish.Status(var key) -> view.accountOf(key);
        };
    }

    /// A snapshot that is being handed out part by part; the records in it are immutable.
    private record Taken(long seq, List<Item> items) {}
}
