package dev.plumbline.console.inbox;

import java.util.HashMap;
import java.util.Map;
import javafx.util.Subscription;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;

/// What hangs on each line to a broker: how many orders are open there, what their leavesQty is worth, and when one of its
/// orders was last heard of. Kept by change, so that asking costs nothing.
///
/// For the FX thread.
public final class OpenOrders implements Inbox.PictureReader {
    private final Map<OrderKey, Part> parts = new HashMap<>();
    private final Map<BrokerSession, Hanging> bySession = new HashMap<>();
    private final Map<Symbol, Px> referencePx = new HashMap<>();
    private long snapshot;

    /// @param notional leavesQty at the limit, or at the reference price for a market order; without those that have
    ///     neither. One sum whatever the currencies are, as the desk's limits count it
    /// @param lastAt the newest [Order#updatedAt()], 0 where nothing was heard yet
    public record Hanging(int count, Money notional, long lastAt) {
        public static final Hanging NOTHING = new Hanging(0, Money.ZERO, 0);

        Hanging plus(Part part, long at) {
            return new Hanging(count + part.count(), notional.plus(part.worth()), Math.max(lastAt, at));
        }

        Hanging minus(Part part) {
            return new Hanging(count - part.count(), notional.minus(part.worth()), lastAt);
        }

        Hanging with(Hanging other) {
            return new Hanging(
                    count + other.count, notional.plus(other.notional), Math.max(lastAt, other.lastAt));
        }
    }

    /// What one order counts.
    record Part(BrokerSession session, int count, Money worth, long snapshot) {}

    /// Begins to count; unsubscribe to end it.
    public Subscription follow(Inbox inbox) {
        return Subscription.combine(
                inbox.on(Item.OrderItem.class, item -> show(item.order())),
                inbox.on(Item.GoneItem.class, item -> forget(item.order())),
                inbox.on(Item.InstrumentItem.class, item -> referencePx.put(item.symbol(), item.referencePx())),
                inbox.onPicture(this));
    }

    public Hanging of(BrokerSession session) {
        return bySession.getOrDefault(session, Hanging.NOTHING);
    }

    /// Of all sessions together.
    public Hanging all() {
        var all = Hanging.NOTHING;
        for (var each : bySession.values()) all = all.with(each);
        return all;
    }

    void show(Order order) {
        forget(order.key());
        var part = order.isOpen()
                ? new Part(order.session(), 1, worth(order), snapshot)
                : new Part(order.session(), 0, Money.ZERO, snapshot);
        if (order.isOpen()) parts.put(order.key(), part);
        bySession.merge(order.session(), Hanging.NOTHING.plus(part, order.updatedAt()), Hanging::with);
    }

    private Money worth(Order order) {
        var px = order.price().isStated() ? order.price() : referencePx.getOrDefault(order.symbol(), Px.NONE);
        return px.isStated() ? order.leavesQty().times(px) : Money.ZERO;
    }

    private void forget(OrderKey key) {
        var part = parts.remove(key);
        if (part != null) bySession.computeIfPresent(part.session(), (_, hanging) -> hanging.minus(part));
    }

    @Override
    public void snapshotBegins(boolean anew) {
        snapshot++;
    }

    @Override
    public void snapshotEnds() {
        var untold = parts.entrySet().stream().filter(each -> each.getValue().snapshot != snapshot).toList();
        for (var each : untold) forget(each.getKey());
    }
}
