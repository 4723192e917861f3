package dev.plumbline.adapter.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

import dev.plumbline.adapter.simulator.ClientOrder.End;
import dev.plumbline.adapter.simulator.ClientOrder.Fill;
import dev.plumbline.adapter.simulator.ClientOrder.Waiting;
import dev.plumbline.adapter.simulator.OrderBook.Match;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// The broker itself: takes requests, matches, answers. No I/O, no clock, no threads; chance comes from the seed alone,
/// so the same calls give the same messages. Every `now` is nanoseconds since the epoch, UTC, and must not go back.
final class Engine {
    private static final long NANOS_PER_MS = 1_000_000;
    /// Requests that may queue behind a pending one of the same order.
    private static final int BEHIND_MAX = 16;

    private final String run;
    private final Habits habits;
    private final Admission admission;
    private final Ledger ledger;
    private final SplittableRandom chance;
    private final SplittableRandom flow;
    private final List<Symbol> symbols = new ArrayList<>();
    private final Map<Symbol, OrderBook> books = new HashMap<>();
    private final Map<Symbol, Participants> participants = new HashMap<>();

    private final List<ClientOrder> orders = new ArrayList<>();
    /// By every id that is or was in force, and by those of replaces that are pending or queue.
    private final Map<ClOrdID, ClientOrder> byClOrdID = new HashMap<>();
    private final Set<ClOrdID> used = new HashSet<>();
    private final Map<ExecID, Traded> byExecID = new HashMap<>();
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingLong(Held::dueAt).thenComparingLong(Held::number));

    private final Replies replies;
    private final Whims whims;
    private long now;
    private long lastHeld;

    private record Traded(ClientOrder order, Fill fill) {}

    /// A request that has been reported pending, and when it will be looked at.
    private record Held(long dueAt, long number, ClientOrder order, Command request) {}

    /// @param run goes into every OrderID and ExecID, so that they are unique over restarts
    Engine(SimulatorConfig config, String run) {
        this.run = run;
        this.replies = new Replies(run);
        this.habits = config.habits();
        this.ledger = new Ledger(config.name());
        var seed = new SplittableRandom(config.seed());
        this.chance = seed.split();
        this.flow = seed.split();
        this.whims = new Whims(config.chaos(), seed.split(), this);
        var instruments = new HashMap<Symbol, Instrument>();
        config.referencePx().forEach((symbol, px) -> instruments.put(symbol, Instrument.of(symbol, px)));
        symbols.addAll(instruments.keySet());
        symbols.sort(Comparator.comparing(Symbol::value));
        for (var symbol : symbols) {
            var book = new OrderBook();
            books.put(symbol, book);
            participants.put(symbol, new Participants(of(instruments, symbol), book));
        }
        this.admission = new Admission(config.accounts(), instruments);
    }

    Ledger ledger() {
        return ledger;
    }

    /// A request of the client.
    List<BrokerMessage> on(Command request, long at) {
        clock(at);
        switch (request) {
            case Command.Enter enter -> enter(enter);
            case Command.Cancel cancel -> change(cancel, cancel.origClOrdID());
            case Command.Replace replace -> change(replace, replace.origClOrdID());
            case Command.Status status -> status(status);
        }
        return said();
    }

    /// The other participants put their first quotes into the books.
    void open() {
        for (var symbol : symbols) of(participants, symbol).open();
    }

    /// One of the other participants does something.
    List<BrokerMessage> flow(long at) {
        clock(at);
        var symbol = symbols.get(flow.nextInt(symbols.size()));
        gave(of(participants, symbol).act(flow));
        return said();
    }

    /// Looks at the pending requests whose time has come, and does what it has planned.
    List<BrokerMessage> due(long at) {
        clock(at);
        for (var next = held.peek(); next != null && next.dueAt <= now; next = held.peek()) settle(held.remove());
        return said();
    }

    /// Looks at all pending requests, and does all that it has planned, whether or not their time has come. From now on
    /// it does nothing that it was not asked for.
    List<BrokerMessage> settle(long at) {
        clock(at);
        whims.end();
        while (!held.isEmpty()) settle(held.remove());
        return replies.take();
    }

    private List<BrokerMessage> said() {
        whims.act();
        return replies.take();
    }

    /// Declares that a trade never happened. It may open the order again.
    /// @param execID the trade, or a correction of it
    /// @throws IllegalArgumentException where there is no such trade, or it is busted already
    List<BrokerMessage> bust(ExecID execID, long at) {
        clock(at);
        var traded = standing(execID);
        bust(traded.order, traded.fill, traded.fill.lastExecID);
        return replies.take();
    }

    /// Declares that a trade was of this quantity and price: whole amounts, no differences. It may open the order again.
    /// @param execID the trade, or a correction of it
    /// @throws IllegalArgumentException where there is no such trade, it is busted, or the figures cannot be
    List<BrokerMessage> correct(ExecID execID, Qty qty, Px px, long at) {
        clock(at);
        var traded = standing(execID);
        var order = traded.order;
        var fill = traded.fill;
        var verdict = admission.terms(order.instrument, OrdType.LIMIT, qty, px);
        if (!verdict.admits()) throw new IllegalArgumentException(verdict.text());
        if (order.cumQty - fill.qty + qty.unscaled() > order.orderQty.unscaled())
            throw new IllegalArgumentException("order " + order.clOrdID() + " of " + order.orderQty + " cannot hold "
                    + qty + " in execution " + execID);
        correct(order, fill, qty.unscaled(), order.instrument.ticks(px), fill.lastExecID);
        return replies.take();
    }

    // ---- a new order

    private void enter(Command.Enter enter) {
        if (used.contains(enter.clOrdID())) {
            duplicate(enter);
            return;
        }
        var order = register(enter);
        var verdict = admission.of(enter);
        if (verdict.admits() && happens(habits.rejectPerMille()))
            verdict = new Admission.Verdict(OrdRejReason.BROKER_OPTION, "the broker does not take this order");
        if (verdict.admits()) {
            accept(order);
        } else {
            reject(order, verdict);
            if (verdict.reason() == OrdRejReason.BROKER_OPTION) whims.ended(order);
        }
    }

    private ClientOrder register(Command.Enter enter) {
        long number = orders.size() + 1L;
        var instrument = admission.instruments().getOrDefault(enter.symbol(), new Instrument(enter.symbol(), 2, 0));
        var order = new ClientOrder(number, new OrderID("O" + run + "-" + number), enter, instrument);
        orders.add(order);
        used.add(enter.clOrdID());
        byClOrdID.put(enter.clOrdID(), order);
        ledger.entered(order);
        return order;
    }

    private void accept(ClientOrder order) {
        if (happens(habits.pendingNewPerMille())) replies.tell(order, ExecType.PENDING_NEW, "");
        order.acknowledged = true;
        replies.tell(order, ExecType.NEW, "");
        whims.accepted(order);
        work(order);
    }

    private void reject(ClientOrder order, Admission.Verdict verdict) {
        order.end = End.REJECTED;
        ledger.rejected();
        replies.reject(order, verdict);
    }

    private void duplicate(Command.Enter enter) {
        ledger.rejected();
        var first = byClOrdID.get(enter.clOrdID());
        if (first == null) replies.rejectDuplicate(enter);
        else replies.rejectDuplicate(enter.clOrdID(), first.standing());
    }

    // ---- matching

    /// Lets an order take what there is; what is left rests or ends.
    private void work(ClientOrder order) {
        var book = book(order);
        long wanted = order.leaves();
        boolean whole = order.entered.timeInForce() == TimeInForce.FILL_OR_KILL;
        if (whole && book.takeable(order.isBuy(), order.limit(), wanted) < wanted) {
            cancelUnasked(order, "cannot be filled whole");
            return;
        }
        for (var match : book.take(order.isBuy(), order.limit(), wanted)) {
            trade(order, match.qty(), match.ticks());
            gave(match);
        }
        if (!order.isOpen()) return;
        if (order.mayRest()) book.rest(order.number, order.isBuy(), order.limit(), order.leaves());
        else cancelUnasked(order, "no more to be had at once");
    }

    private void gave(List<Match> matches) {
        for (var match : matches) gave(match);
    }

    /// Tells the client where the resting order was his.
    private void gave(Match match) {
        if (match.resting() > 0) trade(orders.get((int) match.resting() - 1), match.qty(), match.ticks());
    }

    private void trade(ClientOrder order, long qty, long ticks) {
        var fill = new Fill(replies.nextExecID(), qty, ticks, now);
        order.fills.add(fill);
        order.booked(fill);
        byExecID.put(fill.execID, new Traded(order, fill));
        ledger.executed();
        replies.execution(
                order, ExecType.TRADE, fill.execID, ExecID.NONE, Qty.of(qty), order.instrument.px(ticks));
        whims.traded(order, fill);
    }

    private void cancelUnasked(ClientOrder order, String why) {
        order.end = End.CANCELED;
        replies.tell(order, ExecType.CANCELED, why);
        whims.ended(order);
    }

    private void bust(ClientOrder order, Fill fill, ExecID refers) {
        order.unbooked(fill);
        fill.busted = true;
        ledger.busted();
        replies.execution(
                order, ExecType.TRADE_CANCEL, replies.nextExecID(), refers, Qty.ZERO, Px.ZERO);
        reopen(order);
    }

    private void correct(ClientOrder order, Fill fill, long qty, long ticks, ExecID refers) {
        order.unbooked(fill);
        fill.qty = qty;
        fill.ticks = ticks;
        order.booked(fill);
        ledger.corrected();
        fill.lastExecID = replies.nextExecID();
        fill.toldAt = now;
        byExecID.put(fill.lastExecID, new Traded(order, fill));
        replies.execution(
                order, ExecType.TRADE_CORRECT, fill.lastExecID, refers, Qty.of(qty), order.instrument.px(ticks));
        reopen(order);
    }

    /// After a bust or a correction: back into the market with what is open, behind all others.
    private void reopen(ClientOrder order) {
        book(order).remove(order.number);
        if (!order.isOpen()) return;
        if (order.mayRest()) work(order);
        else cancelUnasked(order, "no more to be had at once");
    }

    // ---- cancel and replace

    private void change(Command request, ClOrdID origClOrdID) {
        var order = byClOrdID.get(origClOrdID);
        boolean fresh = used.add(request.clOrdID());
        if (order == null) {
            ledger.cancelRejected();
            replies.refuseUnknown(request);
        } else if (!fresh) {
            refuse(order, request, CxlRejReason.DUPLICATE_CLORDID, "ClOrdID " + request.clOrdID() + " was used before");
        } else if (order.waiting == Waiting.NOTHING) {
            consider(order, request);
        } else if (order.behind.size() < BEHIND_MAX) {
            queueBehind(order, request);
        } else {
            refuse(order, request, CxlRejReason.ALREADY_PENDING, "too many requests are pending");
        }
    }

    private void queueBehind(ClientOrder order, Command request) {
        order.behind.add(request);
        if (request instanceof Command.Replace) byClOrdID.put(request.clOrdID(), order);
    }

    /// Three things can happen: at once, pending first, or the market was faster.
    private void consider(ClientOrder order, Command request) {
        if (!order.isOpen()) {
            tooLate(order, request);
        } else if (happens(habits.tooLatePerMille())) {
            executeWhole(order);
            tooLate(order, request);
        } else if (happens(habits.pendingPerMille())) {
            hold(order, request);
        } else {
            perform(order, request);
        }
    }

    private void executeWhole(ClientOrder order) {
        book(order).remove(order.number);
        trade(order, order.leaves(), order.limit());
    }

    private void hold(ClientOrder order, Command request) {
        boolean replace = request instanceof Command.Replace;
        order.waiting = replace ? Waiting.FOR_REPLACE : Waiting.FOR_CANCEL;
        if (replace) byClOrdID.put(request.clOrdID(), order);
        replies.answer(
                order, replace ? ExecType.PENDING_REPLACE : ExecType.PENDING_CANCEL, request.clOrdID(), order.clOrdID());
        long ms = chance.nextInt(habits.pendingForMinMs(), habits.pendingForMaxMs() + 1);
        held.add(new Held(now + ms * NANOS_PER_MS, ++lastHeld, order, request));
    }

    private void settle(Held ripe) {
        var order = ripe.order;
        order.waiting = Waiting.NOTHING;
        if (order.isOpen()) perform(order, ripe.request);
        else tooLate(order, ripe.request);
        for (var next = order.behind.poll(); next != null; next = order.behind.poll()) {
            consider(order, next);
            if (order.waiting != Waiting.NOTHING) return;
        }
    }

    private void perform(ClientOrder order, Command request) {
        switch (request) {
            case Command.Cancel cancel -> cancel(order, cancel);
            case Command.Replace replace -> replace(order, replace);
            case Command.Enter enter -> throw new IllegalStateException("not a change of an order: " + enter);
            case Command.Status status -> throw new IllegalStateException("not a change of an order: " + status);
        }
    }

    private void cancel(ClientOrder order, Command.Cancel cancel) {
        book(order).remove(order.number);
        order.end = End.CANCELED;
        ledger.canceled();
        replies.answer(order, ExecType.CANCELED, cancel.clOrdID(), order.clOrdID());
        whims.ended(order);
    }

    private void replace(ClientOrder order, Command.Replace replace) {
        var price = replace.price().or(order.price);
        var verdict = admission.terms(order.instrument, order.entered.ordType(), replace.orderQty(), price);
        if (!verdict.admits()) {
            refuse(order, replace, CxlRejReason.BROKER_OPTION, verdict.text());
            return;
        }
        var before = order.clOrdID();
        boolean keepsItsPlace = price.equals(order.price) && !replace.orderQty().isMoreThan(order.orderQty);
        // Less than was executed cannot be: it ends at what was (FIX 4.4 C.3.c asks 7000 and gets 8000).
        order.orderQty = replace.orderQty().max(Qty.of(order.cumQty));
        order.price = price;
        order.termsAt = now;
        order.chain.add(replace.clOrdID());
        byClOrdID.put(replace.clOrdID(), order);
        ledger.replaced();
        replies.answer(order, ExecType.REPLACED, replace.clOrdID(), before);
        requeue(order, keepsItsPlace);
    }

    private void requeue(ClientOrder order, boolean keepsItsPlace) {
        var book = book(order);
        if (keepsItsPlace && order.isOpen()) {
            book.shrink(order.number, order.leaves());
        } else {
            book.remove(order.number);
            if (order.isOpen()) work(order);
        }
    }

    private void tooLate(ClientOrder order, Command request) {
        refuse(order, request, CxlRejReason.TOO_LATE, "too late: the order is " + order.ordStatus().label());
    }

    private void status(Command.Status status) {
        var order = byClOrdID.get(status.clOrdID());
        if (order == null) replies.statusOfUnknown(status.clOrdID());
        else replies.status(order, status.clOrdID());
    }

    // ---- what nobody asked for, see Whims

    /// Another order like this one, as if the client had given it by telephone.
    void enterUnasked(ClientOrder like) {
        ledger.did(Misdeed.UNKNOWN_ORDER);
        var was = like.entered;
        accept(register(new Command.Enter(
                new ClOrdID("X" + run + "-" + (orders.size() + 1)), was.session(), was.account(), was.symbol(), was.side(),
                was.orderQty(), was.ordType(), was.price(), was.timeInForce(), now)));
    }

    void bust(ClientOrder order, Fill fill, ExecID refers, Misdeed how) {
        ledger.did(how);
        bust(order, fill, refers);
    }

    void correct(ClientOrder order, Fill fill, long qty, long ticks, ExecID refers, Misdeed how) {
        ledger.did(how);
        correct(order, fill, qty, ticks, refers);
    }

    void endUnasked(ClientOrder order, End end) {
        ledger.did(end == End.EXPIRED ? Misdeed.UNASKED_EXPIRY : Misdeed.UNASKED_CANCEL);
        book(order).remove(order.number);
        order.end = end;
        replies.tell(order, end == End.EXPIRED ? ExecType.EXPIRED : ExecType.CANCELED, "by the broker");
        whims.ended(order);
    }

    void reprice(ClientOrder order, Px price) {
        ledger.did(Misdeed.REPRICED);
        order.price = price;
        restated(order, ExecRestatementReason.REPRICING, false);
    }

    void reduce(ClientOrder order, Qty orderQty) {
        ledger.did(Misdeed.REDUCED);
        order.orderQty = orderQty;
        restated(order, ExecRestatementReason.PARTIAL_DECLINE, true);
    }

    private void restated(ClientOrder order, ExecRestatementReason why, boolean keepsItsPlace) {
        order.termsAt = now;
        replies.restated(order, why);
        requeue(order, keepsItsPlace);
    }

    /// A status without a question, or a trade of nothing.
    void remark(ClientOrder order, Misdeed how) {
        ledger.did(how);
        if (how == Misdeed.STATUS_UNASKED) replies.status(order, order.clOrdID());
        else replies.execution(order, ExecType.TRADE, replies.nextExecID(), ExecID.NONE, Qty.ZERO, Px.ZERO);
    }

    /// A fill of an order that is over, or whole already.
    void fillAnyway(ClientOrder order, long qty, Misdeed how) {
        ledger.did(how);
        trade(order, qty, order.fills.isEmpty() ? order.anyTicks() : order.fills.getLast().ticks);
    }

    // ---- small things

    private void refuse(ClientOrder order, Command request, CxlRejReason reason, String text) {
        ledger.cancelRejected();
        if (reason != CxlRejReason.DUPLICATE_CLORDID) byClOrdID.remove(request.clOrdID());
        replies.refuse(order, request, reason, text);
    }

    private Traded standing(ExecID execID) {
        var traded = byExecID.get(execID);
        if (traded == null) throw new IllegalArgumentException("no execution " + execID);
        if (traded.fill.busted) throw new IllegalArgumentException("execution " + execID + " is busted already");
        return traded;
    }

    private boolean happens(int perMille) {
        return perMille > 0 && chance.nextInt(1000) < perMille;
    }

    private OrderBook book(ClientOrder order) {
        return of(books, order.entered.symbol());
    }

    private void clock(long at) {
        now = at;
        replies.at(at);
        whims.at(at);
    }

    /// Of a map that has every key it is asked for.
    private static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "nothing for " + key);
    }
}
