package dev.plumbline.server.orders;

import java.util.LinkedHashMap;
import java.util.OptionalLong;

import dev.plumbline.core.Account;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;

/// When an order like it was last sent, for as long as a person is warned of it. Bounded: [#KEPT] at most, and no older
/// than that long at the time of the newest.
final class Recent {
    static final int KEPT = 10_000;

    private final long withinNanos;
    /// In the order of sending.
    private final LinkedHashMap<Like, Long> sentAt = new LinkedHashMap<>();

    /// @param withinNanos zero to remember nothing
    Recent(long withinNanos) {
        this.withinNanos = withinNanos;
    }

    /// What makes two orders the same to who looks at them.
    private record Like(Account account, Side side, Symbol symbol, OrdType ordType, Qty orderQty, Px price) {
        static Like of(Command.Enter enter) {
            return new Like(
                    enter.account(), enter.side(), enter.symbol(), enter.ordType(), enter.orderQty(), enter.price());
        }

        /// As it was entered.
        static Like of(Order order) {
            var first = order.requests().getFirst();
            return new Like(
                    order.account(), order.side(), order.symbol(), order.ordType(), first.orderQty(), first.price());
        }
    }

    void sent(Command.Enter enter) {
        put(Like.of(enter), enter.at());
    }

    /// One of a run before this one.
    void restored(Order order, long now) {
        if (order.enteredAt() > now - withinNanos) put(Like.of(order), order.enteredAt());
    }

    private void put(Like like, long at) {
        if (withinNanos == 0) return;
        sentAt.putLast(like, at);
        while (sentAt.size() > KEPT || sentAt.firstEntry().getValue() <= at - withinNanos) sentAt.pollFirstEntry();
    }

    OptionalLong sentAt(Command.Enter enter) {
        var at = sentAt.get(Like.of(enter));
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    int size() {
        return sentAt.size();
    }
}
