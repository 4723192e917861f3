package dev.plumbline.adapter.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.plumbline.adapter.simulator.BrokerMessage.Standing;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.TimeInForce;

/// An order of the client, as the broker keeps it. Changed by its [Engine] only.
final class ClientOrder {
    private static final long NANOS_PER_MS = 1_000_000;

    enum End {
        NONE,
        CANCELED,
        EXPIRED,
        REJECTED
    }

    /// The request that has been reported pending.
    enum Waiting {
        NOTHING,
        FOR_CANCEL,
        FOR_REPLACE
    }

    /// One trade. A correction changes it, a bust voids it; its first ExecID stays its name.
    static final class Fill {
        final ExecID execID;
        ExecID lastExecID;
        /// When it was last told, nanoseconds since the epoch, UTC.
        long toldAt;
        long qty;
        long ticks;
        boolean busted;

        Fill(ExecID execID, long qty, long ticks, long toldAt) {
            this.execID = execID;
            this.lastExecID = execID;
            this.toldAt = toldAt;
            this.qty = qty;
            this.ticks = ticks;
        }

        boolean isOfThisMoment(long now) {
            return isSameMoment(toldAt, now);
        }

        boolean isCorrected() {
            return !lastExecID.equals(execID);
        }
    }

    final long number;
    final OrderID orderID;
    final Command.Enter entered;
    final Instrument instrument;
    final List<ClOrdID> chain = new ArrayList<>(1);
    final List<Fill> fills = new ArrayList<>(2);
    /// Requests that came while another was pending: looked at one by one, in turn (FIX 4.4 D.2.a).
    final Deque<Command> behind = new ArrayDeque<>(0);
    Qty orderQty;
    Px price;
    long cumQty;
    long notional;
    /// When the broker last told its terms, nanoseconds since the epoch, UTC.
    long termsAt;
    boolean acknowledged;
    End end = End.NONE;
    Waiting waiting = Waiting.NOTHING;

    ClientOrder(long number, OrderID orderID, Command.Enter entered, Instrument instrument) {
        this.number = number;
        this.orderID = orderID;
        this.entered = entered;
        this.instrument = instrument;
        this.orderQty = entered.orderQty();
        this.price = entered.price();
        chain.add(entered.clOrdID());
    }

    /// The id in force: the last one accepted.
    ClOrdID clOrdID() {
        return chain.getLast();
    }

    boolean isBuy() {
        return entered.side().isBuy();
    }

    long limit() {
        return entered.ordType() == OrdType.MARKET ? OrderBook.ANY_PRICE : instrument.ticks(price);
    }

    /// A price at which it might have been filled.
    long anyTicks() {
        return entered.ordType() == OrdType.MARKET ? instrument.reference() : limit();
    }

    /// It may wait in the book; all others trade at once or end.
    boolean mayRest() {
        return entered.ordType() == OrdType.LIMIT
                && entered.timeInForce() != TimeInForce.IMMEDIATE_OR_CANCEL
                && entered.timeInForce() != TimeInForce.FILL_OR_KILL;
    }

    /// What is still to be executed; zero once it is over, below zero where too much was.
    long leaves() {
        return end == End.NONE ? orderQty.unscaled() - cumQty : 0;
    }

    /// More may be executed.
    boolean isOpen() {
        return leaves() > 0;
    }

    /// Before FIX 5.0 a time has milliseconds: terms told twice within one have no order that a client could know.
    boolean hasTermsOfThisMoment(long now) {
        return isSameMoment(termsAt, now);
    }

    private static boolean isSameMoment(long at, long now) {
        return now / NANOS_PER_MS <= at / NANOS_PER_MS;
    }

    void booked(Fill fill) {
        cumQty += fill.qty;
        notional = Math.addExact(notional, Math.multiplyExact(fill.qty, fill.ticks));
    }

    void unbooked(Fill fill) {
        cumQty -= fill.qty;
        notional -= fill.qty * fill.ticks;
    }

    /// Of all that is true at once, what has the highest precedence (FIX 4.4 volume 4, appendix D).
    OrdStatus ordStatus() {
        if (waiting == Waiting.FOR_CANCEL) return OrdStatus.PENDING_CANCEL;
        if (waiting == Waiting.FOR_REPLACE) return OrdStatus.PENDING_REPLACE;
        if (cumQty > 0 && cumQty >= orderQty.unscaled()) return OrdStatus.FILLED;
        if (end == End.CANCELED) return OrdStatus.CANCELED;
        if (end == End.EXPIRED) return OrdStatus.EXPIRED;
        if (end == End.REJECTED) return OrdStatus.REJECTED;
        if (cumQty > 0) return OrdStatus.PARTIALLY_FILLED;
        return acknowledged ? OrdStatus.NEW : OrdStatus.PENDING_NEW;
    }

    Px avgPx() {
        return instrument.money(notional).per(Qty.of(cumQty));
    }

    Standing standing() {
        return new Standing(
                orderID, ordStatus(), entered.account(), entered.symbol(), entered.side(), entered.ordType(),
                entered.timeInForce(), orderQty, price, leavesTold(), Qty.of(cumQty), avgPx());
    }

    /// Nothing where more was executed than ordered.
    private Qty leavesTold() {
        return isOpen() ? Qty.of(leaves()) : Qty.ZERO;
    }
}
