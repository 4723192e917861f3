package dev.plumbline.console.inbox;

import java.math.BigDecimal;
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
    private final Map<BrokerSession, Sum> bySession = new HashMap<>();
    private final Map<Symbol, Px> referencePx = new HashMap<>();
    private long snapshot;

    /// @param notional leavesQty at the limit, or at the reference price for a market order; without those that have
    ///     neither. One sum whatever the currencies are, as the desk's limits count it
    /// @param lastAt the newest [Order#updatedAt()], 0 where nothing was heard yet
    public record Hanging(int count, Money notional, long lastAt) {
        public static final Hanging NOTHING = new Hanging(0, Money.ZERO, 0);

        Hanging with(Hanging other) {
            return new Hanging(
                    count + other.count, notional.plus(other.notional), Math.max(lastAt, other.lastAt));
        }
    }

    /// What one order counts. It takes each change of the order, so it is changed in its place.
    private static final class Part {
        private Sum sum;
        /// Of what is open, 0 where that is not known.
        private BigDecimal worth = BigDecimal.ZERO;
        private long snapshot;

        Part(Sum sum) {
            this.sum = sum;
        }
    }

    /// Of one session, as [Hanging]. Reckons without [Money], which makes each sum as short as it can be.
    private static final class Sum {
        private final BrokerSession session;
        private int count;
        private BigDecimal notional = BigDecimal.ZERO;
        private long lastAt;

        Sum(BrokerSession session) {
            this.session = session;
        }

        void heard(Order order) {
            lastAt = Math.max(lastAt, order.updatedAt());
        }

        void add(BigDecimal worth) {
            count++;
            notional = notional.add(worth);
        }

        void take(BigDecimal worth) {
            count--;
            notional = notional.subtract(worth);
        }

        Hanging hanging() {
            return new Hanging(count, new Money(notional), lastAt);
        }
    }

    /// Begins to count; unsubscribe to end it.
    public Subscription follow(Inbox inbox) {
        return Subscription.combine(
                inbox.on(Item.OrderItem.class, item -> show(item.order())),
                inbox.on(Item.GoneItem.class, item -> forget(item.order())),
                inbox.on(Item.InstrumentItem.class, item -> referencePx.put(item.symbol(), item.referencePx())),
                inbox.onPicture(this));
    }

    public Hanging of(BrokerSession session) {
        var sum = bySession.get(session);
        return sum == null ? Hanging.NOTHING : sum.hanging();
    }

    /// Of all sessions together.
    public Hanging all() {
        var all = Hanging.NOTHING;
        for (var each : bySession.values()) all = all.with(each.hanging());
        return all;
    }

    void show(Order order) {
        if (!order.isOpen()) {
            forget(order.key());
            sum(order.session()).heard(order);
            return;
        }
        var part = parts.get(order.key());
        if (part == null) parts.put(order.key(), part = new Part(sum(order.session())));
        else part.sum.take(part.worth);
        if (!part.sum.session.equals(order.session())) part.sum = sum(order.session());
        part.worth = worth(order);
        part.snapshot = snapshot;
        part.sum.add(part.worth);
        part.sum.heard(order);
    }

    private Sum sum(BrokerSession session) {
        return bySession.computeIfAbsent(session, Sum::new);
    }

    private BigDecimal worth(Order order) {
        var px = order.price().isStated() ? order.price() : referencePx.getOrDefault(order.symbol(), Px.NONE);
        if (!px.isStated()) return BigDecimal.ZERO;
        var leaves = order.leavesQty();
        return BigDecimal.valueOf(leaves.unscaled(), leaves.scale()).multiply(BigDecimal.valueOf(px.unscaled(), px.scale()));
    }

    private void forget(OrderKey key) {
        var part = parts.remove(key);
        if (part != null) part.sum.take(part.worth);
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
