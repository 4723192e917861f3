package dev.plumbline.console.inbox;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.util.Subscription;

import dev.plumbline.console.ui.Amounts;
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
    private final Currencies currencies = new Currencies();
    private long snapshot;

    /// @param notional leavesQty at the limit, or at the reference price for a market order; without those that have
    ///     neither
    /// @param lastAt the newest [Order#updatedAt()], 0 where nothing was heard yet
    public record Hanging(int count, Amounts notional, long lastAt) {
        public static final Hanging NOTHING = new Hanging(0, new Amounts(), 0);
    }

    /// What one order counts. It takes each change of the order, so it is changed in its place.
    private static final class Part {
        private Stock stock;
        /// Of what is open, 0 where that is not known.
        private BigDecimal worth = BigDecimal.ZERO;
        private long snapshot;

        Part(Stock stock) {
            this.stock = stock;
        }
    }

    /// What is open in one symbol at one broker. Reckons without [Money], which makes each sum as short as it can be.
    private static final class Stock {
        private final Sum sum;
        private final Symbol symbol;
        private BigDecimal notional = BigDecimal.ZERO;

        Stock(Sum sum, Symbol symbol) {
            this.sum = sum;
            this.symbol = symbol;
        }

        boolean has(Order order) {
            return symbol.equals(order.symbol()) && sum.session.equals(order.session());
        }

        void add(BigDecimal worth) {
            sum.count++;
            notional = notional.add(worth);
        }

        void take(BigDecimal worth) {
            sum.count--;
            notional = notional.subtract(worth);
        }
    }

    /// What is open at one broker.
    private static final class Sum {
        private final BrokerSession session;
        private final Map<Symbol, Stock> bySymbol = new HashMap<>();
        private int count;
        private long lastAt;

        Sum(BrokerSession session) {
            this.session = session;
        }

        void heard(Order order) {
            lastAt = Math.max(lastAt, order.updatedAt());
        }

        Stock stock(Symbol symbol) {
            return bySymbol.computeIfAbsent(symbol, of -> new Stock(this, of));
        }
    }

    /// Begins to count; unsubscribe to end it.
    public Subscription follow(Inbox inbox) {
        return Subscription.combine(
                inbox.on(Item.OrderItem.class, item -> show(item.order())),
                inbox.on(Item.GoneItem.class, item -> forget(item.order())),
                inbox.on(Item.InstrumentItem.class, item -> referencePx.put(item.symbol(), item.referencePx())),
                currencies.follow(inbox), inbox.onPicture(this));
    }

    public Hanging of(BrokerSession session) {
        var sum = bySession.get(session);
        return sum == null ? Hanging.NOTHING : hanging(List.of(sum));
    }

    /// Of all sessions together.
    public Hanging all() {
        return hanging(bySession.values());
    }

    private Hanging hanging(Collection<Sum> sums) {
        int count = 0;
        long lastAt = 0;
        var notional = new Amounts();
        for (var sum : sums) {
            count += sum.count;
            lastAt = Math.max(lastAt, sum.lastAt);
            sum.bySymbol.forEach((symbol, stock) -> {
                if (stock.notional.signum() != 0) notional.add(currencies.of(symbol), new Money(stock.notional));
            });
        }
        return new Hanging(count, notional, lastAt);
    }

    void show(Order order) {
        if (!order.isOpen()) {
            forget(order.key());
            sum(order.session()).heard(order);
            return;
        }
        var part = parts.get(order.key());
        if (part == null) parts.put(order.key(), part = new Part(sum(order.session()).stock(order.symbol())));
        else part.stock.take(part.worth);
        if (!part.stock.has(order)) part.stock = sum(order.session()).stock(order.symbol());
        part.worth = worth(order);
        part.snapshot = snapshot;
        part.stock.add(part.worth);
        part.stock.sum.heard(order);
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
        if (part != null) part.stock.take(part.worth);
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
