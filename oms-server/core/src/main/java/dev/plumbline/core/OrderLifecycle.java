package dev.plumbline.core;

import java.util.List;

import dev.plumbline.core.Life.End;
import dev.plumbline.core.Request.Kind;
import dev.plumbline.core.Request.Stage;

/// The rules of the order state: an order and an input give an order. Pure: same input, same output.
/// Facts are only ever added, so most reports may arrive in any order; the rules are numbered in docs/order-state.md.
public final class OrderLifecycle {
    /// ExecRestatementReason(378): quantities are told in other shares than before.
    private static final int CORPORATE_ACTION = 0;

    /// Of an execution that came without ExecID, followed by the CumQty that it led to.
    private static final String UNNAMED = "CumQty:";

    private OrderLifecycle() {}

    /// The order that a NewOrderSingle makes.
    public static Order entered(Command.Enter enter) {
        var request = new Request(
                enter.clOrdID(), ClOrdID.NONE, Kind.NEW, enter.orderQty(), enter.price(), Stage.SENT, enter.at());
        return new Order(
                OrderKey.of(enter.clOrdID()),
                enter.session(),
                OrderID.NONE,
                enter.account(),
                enter.symbol(),
                enter.side(),
                enter.ordType(),
                enter.timeInForce(),
                List.of(request),
                Executions.NONE,
                Life.OPEN,
                Qty.ZERO,
                Flags.NONE,
                enter.at(),
                enter.at(),
                "",
                Claims.NONE,
                Heard.NOTHING);
    }

    /// An order that we never entered, as the first report of it tells (rule 9). What else that report says is then
    /// applied like any other.
    static Order adopted(Report report, OrderKey key) {
        var told = report.told();
        var clOrdID = firstClOrdID(report);
        var request = new Request(
                clOrdID, ClOrdID.NONE, Kind.NEW, told.orderQty(), told.price(), Stage.SENT, report.transactTime());
        return new Order(
                key,
                report.session(),
                OrderID.NONE,
                told.account(),
                told.symbol(),
                told.side(),
                told.ordType(),
                told.timeInForce(),
                List.of(request),
                Executions.NONE,
                Life.OPEN,
                Qty.ZERO,
                Flags.NONE.plus(Flag.EXTERNAL),
                report.transactTime(),
                report.transactTime(),
                "",
                Claims.NONE,
                Heard.NOTHING);
    }

    /// The oldest id of the chain that `report` names.
    static ClOrdID firstClOrdID(Report report) {
        return report.origClOrdID().isNone() ? report.clOrdID() : report.origClOrdID();
    }

    /// A cancel or replace of ours is on its way: nothing else has changed yet.
    public static Order cancelSent(Order order, Command.Cancel cancel) {
        return requested(order, new Request(
                cancel.clOrdID(), cancel.origClOrdID(), Kind.CANCEL, order.orderQty(), order.price(), Stage.SENT,
                cancel.at()));
    }

    public static Order replaceSent(Order order, Command.Replace replace) {
        return requested(order, new Request(
                replace.clOrdID(), replace.origClOrdID(), Kind.REPLACE, replace.orderQty(),
                replace.price().or(order.price()), Stage.SENT, replace.at()));
    }

    /// Where the answer was faster than the request (a shuffled replay), what was told of it stays.
    private static Order requested(Order order, Request request) {
        var draft = new Draft(order);
        int index = draft.indexOf(request.clOrdID());
        if (index > 0) {
            var told = draft.requests.get(index);
            draft.minus(index);
            draft.plus(request.at(told.stage()));
            draft.asked(draft.requests.size() - 1, request);
        } else {
            draft.plus(request);
        }
        return draft.order(request.sentAt());
    }

    /// Rule 10: nothing was heard of a request until now. The same instance where something was, or where the order is
    /// over.
    static Order silent(Order order, Silence silence) {
        var draft = new Draft(order);
        int index = draft.indexOf(silence.clOrdID());
        if (index < 0 || draft.isOver()) return order;
        draft.request(index, draft.requests.get(index).at(Stage.UNKNOWN));
        return draft.order(silence.at());
    }

    /// A request that never left us is over, as if the broker had rejected it, and says why. The same instance where the
    /// broker has spoken of it, or where it is over.
    static Order unsent(Order order, Unsent unsent) {
        var draft = new Draft(order);
        int index = draft.indexOf(unsent.clOrdID());
        if (index < 0 || !draft.requests.get(index).isUnheard() || index == 0 && draft.isOver()) return order;
        draft.request(index, draft.requests.get(index).at(Stage.REJECTED));
        if (index == 0)
            draft.heard = draft.heard.with(new Heard.Ending(
                    End.REJECTED, unsent.clOrdID(), OrderID.NONE, unsent.at(), false));
        draft.text = unsent.reason();
        return draft.order(unsent.at());
    }

    /// One report about one order. Never throws: figures that overflow quarantine the report.
    public static Step step(Order order, Report report) {
        try {
            return applied(order, report);
        } catch (ArithmeticException overflow) {
            return Step.quarantined(order, "figures out of range: " + overflow.getMessage());
        }
    }

    private static Step applied(Order order, Report report) {
        var draft = new Draft(order);
        switch (report.news()) {
            case News.Trade(var lastQty, var lastPx) -> trade(draft, report, lastQty, lastPx);
            case News.TradeVersion(var lastQty, var lastPx, int version) ->
                tradeVersion(draft, report, lastQty, lastPx, version);
            case News.Executed(var avgPx) -> executed(draft, report, avgPx);
            case News.TradeCancel(var execRefID) -> {
                int index = draft.executions.find(draft.heard.execution(execRefID));
                if (index < 0) return Step.parked(order, "busts execution " + execRefID + ", which is not known");
                bust(draft, index, report);
                draft.charge(index, report, Heard.NEVER, report.execID());
            }
            case News.TradeCorrect(var execRefID, var lastQty, var lastPx) -> {
                int index = draft.executions.find(draft.heard.execution(execRefID));
                if (index < 0) return Step.parked(order, "corrects execution " + execRefID + ", which is not known");
                correct(draft, index, report, execRefID, lastQty, lastPx);
                draft.charge(index, report, report.transactTime(), report.execID());
            }
            case News.Charged(var execRefID) -> {
                int index = draft.executions.find(draft.heard.execution(execRefID));
                if (index < 0) return Step.parked(order, "charges execution " + execRefID + ", which is not known");
                draft.charge(index, report, Heard.NEVER, report.execID());
            }
            case News.New() -> acknowledged(draft, report);
            case News.PendingNew() -> draft.request(0, draft.requests.getFirst().at(Stage.PENDING));
            case News.PendingCancel() -> pending(draft, report, Kind.CANCEL);
            case News.PendingReplace() -> pending(draft, report, Kind.REPLACE);
            case News.Replaced() -> replaced(draft, report);
            case News.Canceled() -> canceled(draft, report);
            case News.Rejected() -> rejected(draft, report);
            case News.Expired() -> ended(draft, report, End.EXPIRED);
            case News.DoneForDay() -> {
                draft.acknowledge();
                draft.heard = draft.heard.rested(report.transactTime());
            }
            case News.Suspended() -> {
                draft.acknowledge();
                draft.heard = draft.heard.suspended(report.transactTime());
            }
            case News.Stopped() -> {
                draft.acknowledge();
                draft.stopped = true;
            }
            case News.Calculated() -> {
                draft.acknowledge();
                draft.calculated = true;
            }
            case News.Restated(int reason) -> restated(draft, report, reason);
            case News.Triggered() -> draft.acknowledge();
            case News.OrderStatus() -> answered(draft, report);
            case News.Remark() -> remarked(draft, report);
            case News.CancelRejected() -> requestRejected(draft, report);
            case News.RequestRejected(_, _) -> messageRejected(draft, report);
        }
        if (draft.heard.hasCorporateAction()) draft.rescale();
        if (speaksOfTheOrder(report)) hear(draft, report);
        if (!report.text().isEmpty()) draft.text = report.text();
        return Step.applied(draft.order(report.transactTime()), draft.booking);
    }

    /// An OrderCancelReject or a rejected message tells nothing of quantities, and its OrderID may be any.
    private static boolean speaksOfTheOrder(Report report) {
        return !(report.news() instanceof News.CancelRejected)
                && !(report.news() instanceof News.RequestRejected)
                && !(report.news() instanceof News.Charged);
    }

    /// What counts whatever the report was about: its OrderID, and the broker's CumQty. Rule 3: where that is above
    /// what we booked, a trade is on its way or lost.
    private static void hear(Draft draft, Report report) {
        long at = report.transactTime();
        if (!report.orderID().isNone())
            draft.heard = draft.heard.named(
                    draft.own(report.clOrdID()), report.orderID(), at, putsInForce(report.news()));
        var cumQty = told(report);
        if (isFall(report.news())) draft.claims = draft.claims.fallen(at, cumQty);
        else draft.claims = draft.claims.plus(at, cumQty, isWorking(report.told().ordStatus()));
        if (report.told().orderQty().isPositive()) firstOrderQty(draft, report.told().orderQty());
        var booked = draft.executions.cumQty();
        if (draft.claims.cumQty().isMoreThan(booked) && draft.hasFallenAtNoTime())
            draft.claims = draft.claims.fallen(draft.agreedAt(), draft.claims.fellTo());
        draft.flags = draft.flags
                .set(Flag.CUM_GAP, draft.claims.cumQty().isMoreThan(booked))
                .set(Flag.CUM_MISMATCH, draft.claims.isBelow(booked));
    }

    private static boolean putsInForce(News news) {
        return news instanceof News.New || news instanceof News.Replaced || news instanceof News.Restated;
    }

    /// A bust or correction with an event code for an OrdStatus has the figures of the trade there, not of the order
    /// (CME, Exberry).
    private static Qty told(Report report) {
        boolean isOfTheTrade = isFall(report.news()) && report.told().ordStatus() == OrdStatus.EVENT_CODE;
        return isOfTheTrade ? Qty.NONE : report.told().cumQty();
    }

    private static boolean isWorking(OrdStatus status) {
        return status == OrdStatus.NEW || status == OrdStatus.PARTIALLY_FILLED;
    }

    /// An order by cash has its quantity from the broker.
    private static void firstOrderQty(Draft draft, Qty orderQty) {
        var first = draft.requests.getFirst();
        if (!first.orderQty().isStated()) draft.request(0, first.with(orderQty, first.price()));
    }

    private static boolean isFall(News news) {
        return news instanceof News.TradeCancel
                || news instanceof News.TradeCorrect
                || (news instanceof News.TradeVersion(_, _, int version) && version > 1)
                || (news instanceof News.Restated(int reason) && reason == CORPORATE_ACTION);
    }

    /// Rules 2, 4 and 6.
    private static void trade(Draft draft, Report report, Qty lastQty, Px lastPx) {
        draft.acknowledge();
        int index = draft.executions.find(report.execID());
        if (report.execID().isNone()) unnamedTrade(draft, report, lastQty, lastPx);
        else if (index < 0) book(draft, report, report.execID(), lastQty, lastPx);
        else {
            tradeAgain(draft, index, report, lastQty, lastPx);
            draft.charge(index, report, Heard.NEVER, report.execID());
        }
        traded(draft, report);
    }

    private static void traded(Draft draft, Report report) {
        if (draft.isGoodTill()) draft.heard = draft.heard.traded(report.transactTime());
        endedByTheWay(draft, report, false);
    }

    /// Rule 2: booked once. Of two reports with one ExecID the earlier counts, whichever comes first.
    private static void tradeAgain(Draft draft, int index, Report report, Qty lastQty, Px lastPx) {
        var known = draft.executions.get(index);
        long at = report.transactTime();
        if (at == 0 || at >= known.transactTime() || !known.execID().equals(report.execID())) return;
        boolean isAsReported = known.state() == Execution.State.LIVE;
        draft.exchange(index, isAsReported
                ? known.told(lastQty, lastPx, at)
                : known.told(known.lastQty(), known.lastPx(), at));
    }

    /// Each version counts once; the highest stands, and the lowest says when it traded, in whatever order they come.
    private static void tradeVersion(Draft draft, Report report, Qty lastQty, Px lastPx, int version) {
        draft.acknowledge();
        var execID = report.execID();
        int index = draft.executions.find(execID);
        var by = new ExecID(execID + "." + version);
        var told = new Heard.Correction(by, execID, version, 0);
        boolean isNew = draft.heard.execution(by).equals(by);
        if (index < 0) book(draft, report, execID, lastQty, lastPx, by);
        else if (isNew) otherVersion(draft, index, told, lastQty, lastPx, report.transactTime());
        if (isNew) draft.heard = draft.heard.with(told);
        if (index >= 0) draft.charge(index, report, version, by);
        traded(draft, report);
    }

    private static void otherVersion(
            Draft draft, int index, Heard.Correction told, Qty lastQty, Px lastPx, long at) {
        var was = draft.executions.get(index);
        boolean isHighest = draft.heard.isLast(told);
        var now = was.corrected(
                isHighest ? lastQty : was.lastQty(), isHighest ? lastPx : was.lastPx(), was.execID(), was.ratio());
        boolean isLowest = draft.heard.isFirst(told);
        draft.exchange(index, isLowest ? now.told(now.lastQty(), now.lastPx(), at) : now);
    }

    /// Rule 2: without ExecID a trade is known by the CumQty that it led to, and its quantity is the advance to that:
    /// from what was executed before, also where the report of a later one was faster.
    private static void unnamedTrade(Draft draft, Report report, Qty lastQty, Px lastPx) {
        draft.flags = draft.flags.plus(Flag.NO_EXECID);
        var booked = draft.executions.cumQty();
        var cumQty = report.told().cumQty().or(booked.plus(lastQty));
        int next = cumQty.isLessThan(booked) ? advanceOver(draft, cumQty) : -1;
        if (next >= 0) {
            var later = draft.executions.get(next);
            var rest = cumQtyAfter(later).minus(cumQty);
            draft.exchange(next, later.told(rest, later.lastPx(), later.transactTime()));
            book(draft, report, unnamed(cumQty), later.lastQty().minus(rest), lastPx);
        } else if (cumQty.isMoreThan(booked)) book(draft, report, unnamed(cumQty), cumQty.minus(booked), lastPx);
    }

    private static ExecID unnamed(Qty cumQty) {
        return new ExecID(UNNAMED + cumQty);
    }

    private static Qty cumQtyAfter(Execution unnamed) {
        return Qty.of(unnamed.execID().value().substring(UNNAMED.length()));
    }

    /// The trade without ExecID that began below `cumQty` and led beyond it, -1 for none.
    private static int advanceOver(Draft draft, Qty cumQty) {
        for (int i = draft.executions.size() - 1; i >= 0; i--) {
            var execution = draft.executions.get(i);
            if (!execution.execID().value().startsWith(UNNAMED)) continue;
            var after = cumQtyAfter(execution);
            if (after.isMoreThan(cumQty) && after.minus(execution.lastQty()).isLessThan(cumQty)) return i;
        }
        return -1;
    }

    /// A broker that names no executions tells how much was executed and the average of it: what lies between two such
    /// words is a trade, at the price that makes the averages true (to 8 decimals).
    private static void executed(Draft draft, Report report, Px avgPx) {
        draft.acknowledge();
        var cumQty = report.told().cumQty();
        if (cumQty.isPositive() && draft.executions.find(unnamed(cumQty)) < 0) {
            unnamedTrade(draft, report, Qty.ZERO, avgPx);
            var point = new Heard.Point(cumQty, avgPx);
            draft.heard = draft.heard.with(point);
            int index = draft.heard.points().indexOf(point);
            priceOf(draft, index);
            if (index + 1 < draft.heard.points().size()) priceOf(draft, index + 1);
        }
        if (draft.isGoodTill()) draft.heard = draft.heard.traded(report.transactTime());
        endedByTheWay(draft, report, true);
    }

    private static void priceOf(Draft draft, int point) {
        var to = draft.heard.points().get(point);
        int index = draft.executions.find(unnamed(to.cumQty()));
        if (index < 0) return;
        var execution = draft.executions.get(index);
        var before = Money.ZERO;
        if (point > 0) before = draft.heard.points().get(point - 1).notional();
        var px = to.notional().minus(before).per(execution.lastQty());
        if (!px.equals(execution.lastPx()))
            draft.exchange(index, execution.told(execution.lastQty(), px, execution.transactTime()));
    }

    private static void book(Draft draft, Report report, ExecID execID, Qty qty, Px px) {
        book(draft, report, execID, qty, px, report.execID());
    }

    /// @param by the id under which its charges were told
    private static void book(Draft draft, Report report, ExecID execID, Qty qty, Px px, ExecID by) {
        long at = report.transactTime();
        var clOrdID = draft.own(report.clOrdID());
        var execution = new Execution(
                execID, clOrdID, qty, px, Execution.State.LIVE, execID, at, draft.ratioSince(at), draft.costs(report, by));
        draft.executions = draft.executions.plus(execution);
        draft.booking = Booking.both(draft.booking, new Booking.Booked(execution));
        if (draft.isOver()) draft.flags = draft.flags.plus(Flag.LATE_FILL);
        draft.lookForOverfill();
    }

    /// Rule 5. A bust stays: no correction brings the trade back.
    private static void bust(Draft draft, int index, Report report) {
        var was = draft.executions.get(index);
        if (!was.stands()) {
            bustedAgain(draft, index, report);
            return;
        }
        var now = was.busted(report.execID(), report.transactTime());
        draft.executions = draft.executions.with(index, now);
        draft.booking = new Booking.Busted(was, now);
    }

    /// The first bust counts: what was charged after it is owed.
    private static void bustedAgain(Draft draft, int index, Report report) {
        var was = draft.executions.get(index);
        var now = was.with(was.costs().busted(report.transactTime()));
        if (now != was) draft.exchange(index, now);
    }

    private static void correct(
            Draft draft, int index, Report report, ExecID execRefID, Qty lastQty, Px lastPx) {
        var was = draft.executions.get(index);
        long at = report.transactTime();
        boolean isKnown = !report.execID().isNone() && draft.heard.execution(report.execID()).equals(was.execID());
        if (isKnown) return;
        var told = draft.heard.correction(report.execID(), execRefID, was.execID(), at);
        boolean isLast = draft.heard.isLast(told);
        draft.claims = draft.claims.fallen(told.at(), told(report));
        draft.heard = draft.heard.with(told);
        if (!isLast) return;
        draft.exchange(
                index, was.corrected(lastQty, lastPx.or(was.lastPx()), report.execID(), draft.ratioSince(at)));
    }

    /// Where it names our replace, the broker took that for a new order: the old one may have been reported canceled.
    private static void acknowledged(Draft draft, Report report) {
        int index = draft.indexOf(report.clOrdID());
        if (index > 0 && draft.requests.get(index).kind() == Kind.REPLACE) replaced(draft, report);
        else if (report.told().ordStatus() == OrdStatus.ACCEPTED_FOR_BIDDING) bidding(draft);
        else draft.acknowledge();
    }

    private static void bidding(Draft draft) {
        draft.request(0, draft.requests.getFirst().at(Stage.BIDDING));
    }

    private static void pending(Draft draft, Report report, Kind kind) {
        draft.acknowledge();
        int index = named(draft, report, kind);
        if (index <= 0) index = draft.lastOpen(kind);
        if (index > 0) draft.request(index, draft.requests.get(index).at(Stage.PENDING));
    }

    /// The request that the report answers; where it is faster than our request it is made here, -1 for none.
    private static int named(Draft draft, Report report, Kind kind) {
        int index = draft.indexOf(report.clOrdID());
        if (index >= 0 || report.clOrdID().isNone()) return index;
        var inForce = draft.requests.get(draft.inForce());
        return draft.insert(new Request(
                report.clOrdID(), report.origClOrdID(), kind, inForce.orderQty(), inForce.price(), Stage.SENT,
                report.transactTime()));
    }

    /// Rule 8: only from here on is the new ClOrdID in force. The terms are those told: a replace below what was
    /// executed ends at what was executed (FIX 4.4 C.3.c asks 7000 and gets 8000).
    private static void replaced(Draft draft, Report report) {
        draft.acknowledge();
        int index = named(draft, report, Kind.REPLACE);
        if (index < 0) return;
        if (index == 0 && !report.origClOrdID().isNone()) index = draft.behind(report.origClOrdID());
        if (index > 0) draft.request(index, draft.requests.get(index).at(Stage.ACCEPTED));
        terms(draft, index, report, Heard.Terms.Told.ACCEPTED);
    }

    private static void terms(Draft draft, int index, Report report, Heard.Terms.Told as) {
        var told = report.told();
        var clOrdID = draft.requests.get(index).clOrdID();
        draft.told(index, new Heard.Terms(
                clOrdID, report.transactTime(), told.orderQty(), told.price(), as));
    }

    private static void canceled(Draft draft, Report report) {
        int index = draft.indexOf(report.clOrdID());
        boolean isOfUnheardRequest = index < 0 && !report.origClOrdID().isNone();
        if (isOfUnheardRequest) index = named(draft, report, Kind.CANCEL);
        if (index > 0 && draft.requests.get(index).kind() == Kind.CANCEL)
            draft.request(index, draft.requests.get(index).at(Stage.ACCEPTED));
        ended(draft, report, End.CANCELED);
    }

    /// Rule 7: ExecType Rejected with another OrdStatus speaks of a second request under the same id, and kills nothing.
    private static void rejected(Draft draft, Report report) {
        var status = report.told().ordStatus();
        if (status != OrdStatus.REJECTED && status != OrdStatus.NONE) {
            if (status != OrdStatus.PENDING_NEW) draft.acknowledge();
            return;
        }
        boolean isOfRequest = draft.indexOf(report.clOrdID()) > 0
                || (draft.indexOf(report.clOrdID()) < 0 && !report.origClOrdID().isNone());
        if (isOfRequest) requestRejected(draft, report);
        else orderRejected(draft, report);
    }

    private static void requestRejected(Draft draft, Report report) {
        int index = report.clOrdID().isNone() ? draft.onlyOpen() : named(draft, report, Kind.CANCEL);
        if (index > 0) draft.request(index, draft.requests.get(index).at(Stage.REJECTED));
    }

    private static void orderRejected(Draft draft, Report report) {
        draft.request(0, draft.requests.getFirst().at(Stage.REJECTED));
        end(draft, report, End.REJECTED, false);
    }

    /// Rule 7: 35=3 and 35=j end the request that they refer to; where that is the order itself, it never lived.
    private static void messageRejected(Draft draft, Report report) {
        int index = draft.indexOf(report.clOrdID());
        boolean isOfQuestion = report.news() instanceof News.RequestRejected(var refMsgType, _)
                && refMsgType.equals("H");
        if (isOfQuestion) return;
        if (index > 0) draft.request(index, draft.requests.get(index).at(Stage.REJECTED));
        else if (index == 0) orderRejected(draft, report);
    }

    /// Rule 11.
    private static void restated(Draft draft, Report report, int reason) {
        draft.acknowledge();
        renewed(draft, report);
        int named = draft.indexOf(report.clOrdID());
        boolean isOfTerms = named >= 0 && draft.requests.get(named).kind() != Kind.CANCEL;
        var as = reason == CORPORATE_ACTION ? Heard.Terms.Told.CORPORATE_ACTION : Heard.Terms.Told.RESTATED;
        terms(draft, isOfTerms ? named : draft.inForce(), report, as);
    }

    /// Unless the status told outranks that it works: a trading halt is a restatement, too.
    private static void renewed(Draft draft, Report report) {
        long at = report.transactTime();
        draft.heard = switch (report.told().ordStatus()) {
            case SUSPENDED -> draft.heard.suspended(at);
            case DONE_FOR_DAY -> draft.heard.rested(at);
            default -> draft.heard.renewed(at);
        };
    }

    /// Rule 6: an answer is never a fill; it may open a gap, and may say that the order is over.
    private static void answered(Draft draft, Report report) {
        var status = report.told().ordStatus();
        if (status == OrdStatus.PENDING_NEW) draft.request(0, draft.requests.getFirst().at(Stage.PENDING));
        else if (status == OrdStatus.ACCEPTED_FOR_BIDDING) bidding(draft);
        else if (status != OrdStatus.REJECTED) draft.acknowledge();
        if (status == OrdStatus.REJECTED) end(draft, report, End.REJECTED, true);
        answeredOfRequest(draft, report, status);
        endedByTheWay(draft, report, true);
    }

    /// Rule 10: what an answer lets us conclude about a request of which we have heard nothing. That it shows the order
    /// without the request lets us conclude nothing: brokers answer questions at once, and cancels when the market has.
    private static void answeredOfRequest(Draft draft, Report report, OrdStatus status) {
        if (draft.requests.size() == 1) return;
        switch (status) {
            case PENDING_CANCEL -> pendingByAnswer(draft, report, Kind.CANCEL);
            case PENDING_REPLACE -> pendingByAnswer(draft, report, Kind.REPLACE);
            case REJECTED, PENDING_NEW, EVENT_CODE, NONE -> {}
            default -> {
                if (isShownReplaced(draft, report)) replaced(draft, report);
            }
        }
    }

    /// What was sent later the answer cannot speak of.
    private static void pendingByAnswer(Draft draft, Report report, Kind kind) {
        int index = draft.lastOpen(kind);
        long at = report.transactTime();
        if (index < 0) return;
        var request = draft.requests.get(index);
        if (at == 0 || request.sentAt() <= at) draft.request(index, request.at(Stage.PENDING));
    }

    /// The order is shown under the id of our open replace, with its terms and not with those in force.
    private static boolean isShownReplaced(Draft draft, Report report) {
        int index = draft.indexOf(report.clOrdID());
        if (index <= 0 || draft.requests.get(index).kind() != Kind.REPLACE) return false;
        var request = draft.requests.get(index);
        var inForce = draft.requests.get(draft.inForce());
        return request.isOpen()
                && hasTerms(draft.asked(request), report.told())
                && !hasTerms(inForce, report.told());
    }

    private static boolean hasTerms(Request request, Report.Told told) {
        return told.orderQty().equals(request.orderQty()) && told.price().or(request.price()).equals(request.price());
    }

    private static void remarked(Draft draft, Report report) {
        draft.acknowledge();
        endedByTheWay(draft, report, false);
    }

    private static void endedByTheWay(Draft draft, Report report, boolean isAnswer) {
        switch (report.told().ordStatus()) {
            case REJECTED -> {
                if (!isAnswer) end(draft, report, End.REJECTED, false);
            }
            case CANCELED -> end(draft, report, End.CANCELED, isAnswer);
            case EXPIRED -> end(draft, report, End.EXPIRED, isAnswer);
            default -> {}
        }
    }

    private static void ended(Draft draft, Report report, End cause) {
        draft.acknowledge();
        end(draft, report, cause, false);
    }

    private static void end(Draft draft, Report report, End cause, boolean isAnswer) {
        draft.heard = draft.heard.with(new Heard.Ending(
                cause, report.clOrdID(), report.orderID(), report.transactTime(), isAnswer));
    }
}
