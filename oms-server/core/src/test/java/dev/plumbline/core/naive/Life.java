package dev.plumbline.core.naive;

import static dev.plumbline.core.naive.Unsettled.ANSWER_BEFORE_THE_REQUEST_IS_LOST;
import static dev.plumbline.core.naive.Unsettled.ANSWER_THAT_ALSO_SAYS_PENDING_SETTLES_NOTHING;
import static dev.plumbline.core.naive.Unsettled.NEW_ORDERID_BEFORE_ITS_REPLACED_IS_OPEN;
import static dev.plumbline.core.naive.Unsettled.REJECT_BEFORE_THE_REQUEST_IS_LOST;
import static dev.plumbline.core.naive.Unsettled.RESTATED_BEFORE_THE_REQUEST_IS_LOST;
import static dev.plumbline.core.naive.Unsettled.WAITING_WORD_ON_AN_OUTSIDER_IS_OPEN;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// Some days of three orders at a broker who keeps honest books and whose line is bad: the moves that make sense are
/// made, their reports tell what is true at that moment, and are delivered once, twice, late or never. The clock never
/// stands still, so that no two reports have the same TransactTime.
///
/// Kept out, because FIX itself is order-sensitive there or the rules leave it open:
///
///  - trades without ExecID, where reports may be late or lost: what they book is the advance of CumQty;
///  - two contents under one ExecID, other than a status that the first copy lacked;
///  - more than one replace of an order from outside, whose requests we never saw;
///  - requests of ours after the order was told to be over, which the command door refuses.
final class Life {
    static final BrokerSession SESSION = new BrokerSession("BROKER");
    static final Account ACCOUNT = new Account("ACC1");
    static final Symbol IBM = new Symbol("IBM");

    private static final long SECOND = 1_000_000_000L;
    private static final long NIGHT = 86_400 * SECOND;
    private static final List<String> PRICES = List.of("100", "100.5", "99.25", "101", "0.3333", "0", "-1.5");

    private final List<Line> lines = List.of(
            new Line("X", Side.BUY, TimeInForce.DAY, false),
            new Line("G", Side.SELL, TimeInForce.GOOD_TILL_CANCEL, false),
            new Line("E", Side.BUY, TimeInForce.DAY, true));
    private final List<Delivered> delivered = new ArrayList<>();
    private final Travel travel;
    private long clock = 1_709_285_400 * SECOND;
    private int ids;
    private int ourPlace;

    /// @param place in which it arrives; several of one place in the order of `number`
    private record Delivered(int place, int number, Input input) {}

    /// How messages come to us.
    enum Travel {
        /// In the order in which they were sent.
        IN_ORDER,
        /// Reports overtake each other; what we sent is known before any report about it.
        REPORTS_LATE,
        /// As logs that were put together wrongly: reports also overtake our own messages.
        SHUFFLED
    }

    private Life(Travel travel) {
        this.travel = travel;
    }

    /// What arrives of all this, in the order of arrival.
    static List<Input> of(List<Move> moves, Travel travel) {
        var life = new Life(travel);
        for (var move : moves) life.make(move);
        return life.delivered.stream()
                .sorted(Comparator.comparingInt(Delivered::place).thenComparingInt(Delivered::number))
                .map(Delivered::input)
                .toList();
    }

    private void make(Move move) {
        clock += SECOND;
        var line = lines.get(move.order() % lines.size());
        if (line.isUnborn()) line.born(move);
        else line.happens(move);
    }

    private void ours(Move move, Command command, boolean possResend) {
        int place = delivered.size() + (travel == Travel.SHUFFLED ? delay(move) : 0);
        ourPlace = Math.max(ourPlace, place);
        delivered.add(new Delivered(ourPlace, delivered.size(), new Input.Ours(command, possResend)));
    }

    private void theirs(Move move, Report report) {
        if (loses(move)) return;
        switch (move.how() % 12) {
            case 2, 3 -> {
                deliver(delay(move), report);
                deliver(0, again(report, move.much() % 2 == 0));
            }
            default -> deliver(delay(move), report);
        }
    }

    private void deliver(int delay, Report report) {
        delivered.add(new Delivered(delivered.size() + delay, delivered.size(), new Input.Theirs(report)));
    }

    private static boolean loses(Move move) {
        return move.how() % 12 == 1;
    }

    private int delay(Move move) {
        return travel != Travel.IN_ORDER && move.how() >= 12 ? move.how() - 11 : 0;
    }

    private static Report again(Report report, boolean possDup) {
        return new Report(
                report.session(), report.clOrdID(), report.origClOrdID(), report.orderID(), report.execID(),
                report.news(), report.told(), report.transactTime(), possDup, !possDup, report.text());
    }

    private ExecID fresh(String kind) {
        return new ExecID(kind + ++ids);
    }

    private enum Kind {
        CANCEL,
        REPLACE
    }

    /// A request of ours that the broker has not answered.
    private static final class Ask {
        final String id;
        final Kind kind;
        final int orderQty;
        boolean pending;

        Ask(String id, Kind kind, int orderQty) {
            this.id = id;
            this.kind = kind;
            this.orderQty = orderQty;
        }
    }

    /// An execution as the broker has it.
    private static final class Done {
        final ExecID execID;
        final Px px;
        ExecID last;
        BigDecimal qty;
        boolean busted;

        Done(ExecID execID, BigDecimal qty, Px px) {
            this.execID = execID;
            this.last = execID;
            this.qty = qty;
            this.px = px;
        }
    }

    /// One order, as the broker knows it.
    private final class Line {
        private final String first;
        private final Side side;
        private final TimeInForce timeInForce;
        private final boolean external;
        private final List<Ask> asks = new ArrayList<>();
        private final List<Done> done = new ArrayList<>();
        private final List<String> chain = new ArrayList<>();
        private String orderID = "";
        private String superseded = "";
        private int orderQty;
        private int requests;
        private OrdStatus end = OrdStatus.NONE;
        private boolean acknowledged;
        private boolean rested;
        private boolean suspended;
        private boolean stopped;
        private boolean calculated;

        Line(String first, Side side, TimeInForce timeInForce, boolean external) {
            this.first = first;
            this.side = side;
            this.timeInForce = timeInForce;
            this.external = external;
        }

        boolean isUnborn() {
            return chain.isEmpty();
        }

        void born(Move move) {
            chain.add(first);
            orderID = "O" + first;
            orderQty = 100;
            if (external) {
                acknowledged = true;
                tell(move, new News.New());
                return;
            }
            ours(
                    move,
                    new Command.Enter(
                            new ClOrdID(first), SESSION, ACCOUNT, IBM, side, Qty.of(orderQty), OrdType.LIMIT, Px.of(100),
                            timeInForce, clock),
                    false);
        }

        void happens(Move move) {
            switch (move.what()) {
                case 0, 1, 2, 3, 4 -> trade(move);
                case 5 -> fillWhole(move);
                case 6 -> acknowledge(move);
                case 7, 8 -> askCancel(move);
                case 9, 10, 11 -> askReplace(move);
                case 12, 13 -> pend(move);
                case 14, 15, 16 -> accept(move);
                case 17 -> refuse(move);
                case 18 -> bust(move);
                case 19, 20 -> correct(move);
                case 21, 22 -> answer(move);
                case 23 -> end(move, OrdStatus.CANCELED);
                case 24 -> end(move, OrdStatus.EXPIRED);
                case 25 -> rest(move);
                case 26 -> restate(move);
                case 27 -> suspendOrStop(move);
                case 28 -> calculate(move);
                case 29 -> remark(move);
                case 30 -> rejectDuplicate(move);
                case 31 -> useAnIdAgain(move);
                case 32 -> night();
                case 33 -> cancelOfTheSuperseded(move);
                case 34 -> delivered.add(new Delivered(delivered.size(), delivered.size(), new Input.Noise()));
                case 35 -> rejectOrder(move);
                default -> ours(move, new Command.Status(new ClOrdID(inForce()), clock), false);
            }
        }

        private String inForce() {
            return chain.getLast();
        }

        private BigDecimal cumQty() {
            var sum = BigDecimal.ZERO;
            for (var one : done) if (!one.busted) sum = sum.add(one.qty);
            return sum;
        }

        private BigDecimal open() {
            return BigDecimal.valueOf(orderQty).subtract(cumQty()).max(BigDecimal.ZERO);
        }

        // ---- executions

        private void trade(Move move) {
            var qty = BigDecimal.valueOf(1 + move.much() % 40);
            if (move.much() % 7 == 6) qty = qty.movePointLeft(1);
            if (move.much() % 11 != 10) qty = qty.min(open());
            if (qty.signum() > 0) book(move, qty);
        }

        private void fillWhole(Move move) {
            if (open().signum() > 0) book(move, open());
        }

        private void book(Move move, BigDecimal qty) {
            if (rested && timeInForce.isGoodTill() && move.much() % 3 == 0) {
                clock += NIGHT;
                rested = false;
            }
            acknowledged = true;
            var one = new Done(fresh("T"), qty, Px.of(PRICES.get(move.much() % PRICES.size())));
            done.add(one);
            var news = new News.Trade(Qty.of(qty.toPlainString()), one.px);
            var report = report(named(move), one.execID, news, status());
            theirs(move, report);
            if (move.much() % 13 == 12 && end == OrdStatus.NONE) sameAgainAndCanceled(move, report);
        }

        /// Any id of the chain, and that of a replace in flight, may be on it.
        private String named(Move move) {
            if (move.much() % 5 == 4) return chain.getFirst();
            for (var ask : asks) if (move.much() % 5 == 3 && ask.kind == Kind.REPLACE) return ask.id;
            return inForce();
        }

        /// A second copy that brings the end that the first lacked.
        private void sameAgainAndCanceled(Move move, Report first) {
            end = OrdStatus.CANCELED;
            var told = told(OrdStatus.CANCELED);
            deliver(delay(move), new Report(
                    first.session(), first.clOrdID(), first.origClOrdID(), first.orderID(), first.execID(), first.news(),
                    told, first.transactTime(), false, false, ""));
        }

        private void bust(Move move) {
            if (done.isEmpty() || external && WAITING_WORD_ON_AN_OUTSIDER_IS_OPEN) return;
            var one = done.get(move.much() % done.size());
            if (one.busted) return;
            one.busted = true;
            tell(move, new News.TradeCancel(move.much() % 2 == 0 ? one.last : one.execID));
        }

        private void correct(Move move) {
            if (done.isEmpty() || external && WAITING_WORD_ON_AN_OUTSIDER_IS_OPEN) return;
            var one = done.get(move.much() % done.size());
            if (one.busted) return;
            var ref = move.much() % 3 == 0 ? one.execID : one.last;
            one.qty = BigDecimal.valueOf(1 + move.much() % 40);
            one.last = fresh("C");
            var news = new News.TradeCorrect(
                    ref, Qty.of(one.qty.toPlainString()), Px.of(PRICES.get(move.much() / 2 % PRICES.size())));
            theirs(move, report(inForce(), one.last, news, status()));
        }

        // ---- our requests and what becomes of them

        private void acknowledge(Move move) {
            if (acknowledged || end != OrdStatus.NONE) return;
            if (move.much() % 4 == 3) {
                theirs(move, report(first, fresh("A"), new News.PendingNew(), OrdStatus.PENDING_NEW));
                return;
            }
            acknowledged = true;
            tell(move, new News.New());
        }

        /// What we can only learn from this one report comes at once.
        private static Move heard(Move move) {
            return new Move(move.order(), move.what(), move.much(), 0);
        }

        private boolean mayAsk() {
            return !external && end == OrdStatus.NONE && asks.size() < 3 && requests < 6;
        }

        private String lastAsked() {
            for (int i = asks.size() - 1; i >= 0; i--) if (asks.get(i).kind == Kind.REPLACE) return asks.get(i).id;
            return inForce();
        }

        private void askCancel(Move move) {
            if (!mayAsk()) return;
            var ask = new Ask(first + ++requests, Kind.CANCEL, 0);
            ours(move, new Command.Cancel(new ClOrdID(ask.id), new ClOrdID(lastAsked()), clock), false);
            asks.add(ask);
        }

        private void askReplace(Move move) {
            if (external) {
                if (end == OrdStatus.NONE && requests++ == 0) replaced(move, new Ask(first + "1", Kind.REPLACE, 50 + move.much()));
                return;
            }
            if (!mayAsk()) return;
            var ask = new Ask(first + ++requests, Kind.REPLACE, 21 + move.much() * 2);
            ours(
                    move,
                    new Command.Replace(
                            new ClOrdID(ask.id), new ClOrdID(lastAsked()), Qty.of(ask.orderQty), Px.of(100), clock),
                    false);
            asks.add(ask);
        }

        private void pend(Move move) {
            for (var ask : asks)
                if (!ask.pending && end == OrdStatus.NONE) {
                    ask.pending = true;
                    var news = ask.kind == Kind.CANCEL ? new News.PendingCancel() : new News.PendingReplace();
                    theirs(move, report(ask.id, fresh("P"), news, status()));
                    return;
                }
        }

        private void accept(Move move) {
            if (asks.isEmpty() || end != OrdStatus.NONE) return;
            var ask = asks.removeFirst();
            if (ask.kind == Kind.REPLACE) {
                replaced(move, ask);
                return;
            }
            end = OrdStatus.CANCELED;
            theirs(move, report(ask.id, fresh("Z"), new News.Canceled(), status()));
        }

        private void replaced(Move move, Ask ask) {
            var orig = inForce();
            chain.add(ask.id);
            acknowledged = true;
            orderQty = cumQty().max(BigDecimal.valueOf(ask.orderQty)).setScale(0, RoundingMode.UP).intValue();
            var how = external && loses(move) ? heard(move) : move;
            if (move.much() % 4 == 3) {
                superseded = orderID;
                orderID = "O" + ask.id;
                if (NEW_ORDERID_BEFORE_ITS_REPLACED_IS_OPEN) how = heard(move);
            }
            theirs(how, report(ask.id, orig, fresh("R"), new News.Replaced(), status()));
        }

        private void refuse(Move move) {
            if (asks.isEmpty()) return;
            var ask = asks.removeFirst();
            if (move.much() % 4 == 3 && !(REJECT_BEFORE_THE_REQUEST_IS_LOST && travel == Travel.SHUFFLED)) {
                theirs(move, messageRejected(ask.id, ask.kind == Kind.CANCEL ? "F" : "G"));
                return;
            }
            boolean knowsNoSuchOrder = move.much() % 3 == 0;
            var told = nothingBut(knowsNoSuchOrder ? OrdStatus.REJECTED : status());
            theirs(move, new Report(
                    SESSION, new ClOrdID(ask.id), new ClOrdID(inForce()),
                    knowsNoSuchOrder ? OrderID.NONE : new OrderID(orderID), ExecID.NONE, new News.CancelRejected(), told,
                    clock, false, false, ""));
        }

        /// Says nothing but which message of ours it was.
        private Report messageRejected(String id, String msgType) {
            return new Report(
                    SESSION, new ClOrdID(id), ClOrdID.NONE, OrderID.NONE, ExecID.NONE,
                    new News.RequestRejected(msgType, 0), nothingBut(OrdStatus.NONE), clock, false, false, "");
        }

        private static Report.Told nothingBut(OrdStatus status) {
            return new Report.Told(
                    status, Account.NONE, Symbol.NONE, Side.NONE, OrdType.NONE, TimeInForce.DAY, Qty.NONE, Px.NONE,
                    Qty.NONE, Qty.NONE);
        }

        // ---- the broker's own doing

        /// What is told of a request may come before the request itself, or an older word after it.
        private boolean isBeforeARequest() {
            return travel == Travel.SHUFFLED && chain.size() > 1 || travel != Travel.IN_ORDER && !asks.isEmpty();
        }

        private boolean isPending() {
            return asks.stream().anyMatch(ask -> ask.pending);
        }

        private void answer(Move move) {
            if (ANSWER_BEFORE_THE_REQUEST_IS_LOST && isBeforeARequest()) return;
            if (ANSWER_THAT_ALSO_SAYS_PENDING_SETTLES_NOTHING && chain.size() > 1 && isPending()) return;
            theirs(move, report(inForce(), ExecID.NONE, new News.OrderStatus(), status()));
        }

        private void end(Move move, OrdStatus how) {
            if (end != OrdStatus.NONE || open().signum() == 0) return;
            end = how;
            tell(move, how == OrdStatus.CANCELED ? new News.Canceled() : new News.Expired());
        }

        private void rejectOrder(Move move) {
            if (acknowledged || rested || end != OrdStatus.NONE) return;
            end = OrdStatus.REJECTED;
            if (move.much() % 2 == 0) tell(move, new News.Rejected());
            else theirs(move, messageRejected(first, "D"));
        }

        private void rest(Move move) {
            if (rested || end != OrdStatus.NONE) return;
            rested = true;
            tell(move, new News.DoneForDay());
        }

        private void restate(Move move) {
            if (end != OrdStatus.NONE || external) return;
            if (RESTATED_BEFORE_THE_REQUEST_IS_LOST && isBeforeARequest()) return;
            acknowledged = true;
            if (rested) clock += NIGHT;
            rested = false;
            suspended = false;
            boolean reduced = move.much() % 2 == 1;
            if (reduced) orderQty = cumQty().intValue() + 1 + move.much();
            tell(move, new News.Restated(reduced ? 5 : 1));
        }

        private void suspendOrStop(Move move) {
            if (end != OrdStatus.NONE) return;
            acknowledged = true;
            if (move.much() % 2 == 0) suspended = true;
            else stopped = true;
            tell(move, move.much() % 2 == 0 ? new News.Suspended() : new News.Stopped());
        }

        private void calculate(Move move) {
            if (end != OrdStatus.NONE || open().signum() > 0) return;
            calculated = true;
            tell(move, new News.Calculated());
        }

        private void remark(Move move) {
            if (acknowledged) tell(move, move.much() % 2 == 0 || end != OrdStatus.NONE ? new News.Remark() : new News.Triggered());
        }

        /// F.1.a: the duplicate was rejected, and this is the state of the first one.
        private void rejectDuplicate(Move move) {
            if (acknowledged && !external && end == OrdStatus.NONE) theirs(move, report(first, fresh("J"), new News.Rejected(), status()));
        }

        private void useAnIdAgain(Move move) {
            if (external) return;
            ours(
                    move,
                    new Command.Enter(
                            new ClOrdID(first), SESSION, ACCOUNT, IBM, side, Qty.of(777), OrdType.LIMIT, Px.of(7),
                            TimeInForce.DAY, clock),
                    move.much() % 2 == 0);
        }

        private void night() {
            clock += NIGHT;
        }

        private void cancelOfTheSuperseded(Move move) {
            if (superseded.isEmpty()) return;
            var news = move.much() % 2 == 0 ? new News.Canceled() : new News.OrderStatus();
            theirs(move, new Report(
                    SESSION, new ClOrdID(first), ClOrdID.NONE, new OrderID(superseded), fresh("S"), news,
                    told(OrdStatus.CANCELED), clock, false, false, ""));
        }

        // ---- what a report says

        private void tell(Move move, News news) {
            theirs(move, report(inForce(), fresh("B"), news, status()));
        }

        private Report report(String clOrdID, ExecID execID, News news, OrdStatus status) {
            var orig = chain.contains(clOrdID) ? "" : inForce();
            return report(clOrdID, orig, execID, news, status);
        }

        private Report report(String clOrdID, String orig, ExecID execID, News news, OrdStatus status) {
            return new Report(
                    SESSION, new ClOrdID(clOrdID), new ClOrdID(orig), new OrderID(orderID), execID, news, told(status),
                    clock, false, false, "");
        }

        private Report.Told told(OrdStatus status) {
            var cumQty = Qty.of(cumQty().toPlainString());
            boolean over = end != OrdStatus.NONE || calculated || rested && !timeInForce.isGoodTill();
            return new Report.Told(
                    status, ACCOUNT, IBM, side, OrdType.LIMIT, timeInForce, Qty.of(orderQty), Px.of(100), cumQty,
                    over ? Qty.ZERO : Qty.of(open().toPlainString()));
        }

        private OrdStatus status() {
            if (end == OrdStatus.NONE) {
                for (var ask : asks) if (ask.pending && ask.kind == Kind.CANCEL) return OrdStatus.PENDING_CANCEL;
                for (var ask : asks) if (ask.pending) return OrdStatus.PENDING_REPLACE;
            }
            if (rested) return OrdStatus.DONE_FOR_DAY;
            if (calculated) return OrdStatus.CALCULATED;
            if (cumQty().signum() > 0 && open().signum() == 0) return OrdStatus.FILLED;
            if (end != OrdStatus.NONE) return end;
            if (stopped) return OrdStatus.STOPPED;
            if (suspended) return OrdStatus.SUSPENDED;
            if (cumQty().signum() > 0) return OrdStatus.PARTIALLY_FILLED;
            return acknowledged ? OrdStatus.NEW : OrdStatus.PENDING_NEW;
        }
    }
}
