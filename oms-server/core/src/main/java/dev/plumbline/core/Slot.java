package dev.plumbline.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An order at hand in a [Book], with what is kept beside it.
final class Slot {
    /// See [BookState.Filed#number()].
    final long number;

    /// Its place in a state that is being taken.
    int place;

    Order order;
    BrokerSession session;
    OrderID indexed = OrderID.NONE;
    final Seen seen;

    /// Of this order, waiting for an execution that they refer to.
    List<Waiting.Parked> parked = List.of();
    Set<Long> parkedSeen = Set.of();

    /// What made an order from outside, for the day on which it turns out to be another.
    final Outsider history;

    Slot(long number, Order order) {
        this.number = number;
        this.order = order;
        session = order.session();
        seen = new Seen();
        history = order.has(Flag.EXTERNAL) ? new Outsider() : Outsider.NOBODY;
    }

    /// As it was.
    Slot(BookState.Filed filed) {
        number = filed.number();
        order = filed.order();
        session = filed.session();
        indexed = filed.indexed();
        seen = filed.seen().frozen();
        history = order.has(Flag.EXTERNAL)
                ? Outsider.of(arrived(filed.history()), filed.isWhole())
                : Outsider.NOBODY;
        arrived(filed.parked()).forEach(this::park);
    }

    BookState.Filed state() {
        return new BookState.Filed(
                number, order, session, indexed, seen.frozen(), told(parked), told(history.reports()), history.isWhole());
    }

    private static List<BookState.Told> told(List<Waiting.Parked> arrived) {
        return arrived.isEmpty()
                ? List.of()
                : arrived.stream().map(one -> new BookState.Told(one.input(), one.report())).toList();
    }

    private static List<Waiting.Parked> arrived(List<BookState.Told> told) {
        return told.isEmpty()
                ? List.of()
                : told.stream().map(one -> new Waiting.Parked(one.input(), one.report())).toList();
    }

    /// False where a copy of it waits already.
    boolean park(Waiting.Parked one) {
        if (parkedSeen.isEmpty()) {
            parked = new ArrayList<>(1);
            parkedSeen = new HashSet<>(2);
        }
        if (!parkedSeen.add(Fingerprint.of(one.report()))) return false;
        return parked.add(one);
    }

    boolean isFromOutside() {
        return order.has(Flag.EXTERNAL);
    }

    /// Brokers reuse OrderIDs, some for the legs of one order.
    boolean mayBe(Report.Told told) {
        boolean sameSymbol = told.symbol().isNone() || told.symbol().equals(order.symbol());
        return sameSymbol && (told.side() == Side.NONE || told.side() == order.side());
    }

    boolean resembles(Slot other) {
        return order.symbol().equals(other.order.symbol()) && order.side() == other.order.side();
    }
}
