package dev.plumbline.core;

import java.util.List;

import dev.plumbline.core.Life.End;
import dev.plumbline.core.Request.Kind;
import dev.plumbline.core.Request.Stage;

/// The rules of the order state: an order and an input give an order. Pure: same input, same output.
/// Facts are only ever added, so most reports may arrive in any order; the rules are numbered in docs/order-state.md.
public final class OrderLifecycle {
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
                "");
    }

    /// An order that we never entered, as the first report of it tells (rule 9). What else that report says is then
    /// applied like any other.
    static Order adopted(Report report) {
        var told = report.told();
        var clOrdID = report.origClOrdID().isNone() ? report.clOrdID() : report.origClOrdID();
        var request = new Request(
                clOrdID, ClOrdID.NONE, Kind.NEW, told.orderQty(), told.price(), Stage.SENT, report.transactTime());
        return new Order(
                clOrdID.isNone() ? OrderKey.of(report.session(), report.orderID()) : OrderKey.of(clOrdID),
                report.session(),
                report.orderID(),
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
                "");
    }

    /// An adopted order whose own request turns up: from now on it is ours (rule 9).
    static Order claimed(Order external, Command.Enter enter) {
        var draft = new Draft(external);
        var first = external.requests().getFirst();
        draft.request(0, new Request(
                enter.clOrdID(), ClOrdID.NONE, Kind.NEW, enter.orderQty(), enter.price(), first.stage(), enter.at()));
        draft.flags = draft.flags.minus(Flag.EXTERNAL);
        var order = draft.order(enter.at());
        return new Order(
                order.key(), enter.session(), order.orderID(), enter.account(), enter.symbol(), enter.side(),
                enter.ordType(), enter.timeInForce(), order.requests(), order.executions(), order.life(),
                order.toldCumQty(), order.flags(), enter.at(), order.updatedAt(), order.text());
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

    private static Order requested(Order order, Request request) {
        var draft = new Draft(order);
        draft.plus(request);
        return draft.order(request.sentAt());
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
        var told = report.told();
        switch (report.news()) {
            case News.New() -> draft.acknowledge();
            case News.PendingNew() -> draft.request(0, draft.requests.getFirst().at(Stage.PENDING));
            case News.Trade(var lastQty, var lastPx) -> trade(draft, report, lastQty, lastPx);
            case News.TradeCancel(var execRefID) -> {
                int index = draft.executions.find(execRefID);
                if (index < 0) return Step.parked(order, "busts execution " + execRefID + ", which has not been heard of");
                bust(draft, index, report);
            }
            case News.TradeCorrect(var execRefID, var lastQty, var lastPx) -> {
                int index = draft.executions.find(execRefID);
                if (index < 0)
                    return Step.parked(order, "corrects execution " + execRefID + ", which has not been heard of");
                correct(draft, index, report, lastQty, lastPx);
            }
            case News.PendingCancel(), News.PendingReplace() -> pending(draft, report);
            case News.Replaced() -> replaced(draft, report);
            case News.Canceled() -> canceled(draft, report);
            case News.Rejected() -> rejected(draft, report);
            case News.Expired() -> draft.end(End.EXPIRED);
            case News.DoneForDay() -> draft.heard(draft.life.rested());
            case News.Suspended() -> draft.heard(draft.life.held());
            case News.Stopped() -> draft.heard(draft.life.guaranteed());
            case News.Calculated() -> draft.heard(draft.life.settled());
            case News.Restated(_) -> restated(draft, told);
            case News.OrderStatus() -> answered(draft, told);
            case News.Triggered() -> draft.acknowledge();
            case News.Remark() -> answered(draft, told);
            case News.CancelRejected() -> draft.answer(report.clOrdID(), Stage.REJECTED);
            case News.RequestRejected(_, _) -> requestRejected(draft, report.clOrdID());
        }
        hear(draft, report);
        return Step.applied(draft.order(report.transactTime()), draft.booking);
    }

    /// What counts whatever the message was about: ids, the broker's CumQty, its words.
    private static void hear(Draft draft, Report report) {
        if (!report.orderID().isNone() && draft.orderID.isNone()) draft.orderID = report.orderID();
        if (!report.text().isEmpty()) draft.text = report.text();
        if (speaksOfTheOrder(report)) gap(draft, report.told().cumQty());
        draft.flags = draft.flags
                .set(Flag.CUM_GAP, draft.toldCumQty.isMoreThan(draft.executions.cumQty()))
                .minus(Flag.UNKNOWN_OUTCOME);
    }

    /// An OrderCancelReject or a rejected message tells nothing of quantities.
    private static boolean speaksOfTheOrder(Report report) {
        return !(report.news() instanceof News.CancelRejected) && !(report.news() instanceof News.RequestRejected);
    }

    /// Rule 3: the broker counts more than we booked, so a trade is on its way or lost.
    private static void gap(Draft draft, Qty cumQty) {
        if (!cumQty.isStated()) return;
        draft.toldCumQty = draft.booking instanceof Booking.Busted || draft.booking instanceof Booking.Corrected
                ? cumQty
                : draft.toldCumQty.max(cumQty);
    }

    /// Rules 2, 4 and 6.
    private static void trade(Draft draft, Report report, Qty lastQty, Px lastPx) {
        var told = report.told();
        draft.acknowledge();
        var qty = lastQty;
        var execID = report.execID();
        if (execID.isNone()) {
            qty = told.cumQty().isStated() ? told.cumQty().minus(draft.executions.cumQty()) : lastQty;
            execID = new ExecID("CumQty:" + told.cumQty().or(draft.executions.cumQty().plus(lastQty)));
            draft.flags = draft.flags.plus(Flag.NO_EXECID);
        }
        if (qty.isPositive() && draft.executions.find(execID) < 0) book(draft, report, execID, qty, lastPx);
        ended(draft, told.ordStatus());
    }

    private static void book(Draft draft, Report report, ExecID execID, Qty qty, Px px) {
        var execution = new Execution(
                execID, report.clOrdID(), qty, px, Execution.State.LIVE, execID, report.transactTime());
        if (draft.life.isOver()) draft.flags = draft.flags.plus(Flag.LATE_FILL);
        draft.executions = draft.executions.plus(execution);
        draft.booking = new Booking.Booked(execution);
        if (draft.executions.cumQty().isMoreThan(draft.orderQty())) draft.flags = draft.flags.plus(Flag.OVERFILL);
    }

    private static void bust(Draft draft, int index, Report report) {
        var was = draft.executions.get(index);
        if (!was.stands()) return;
        var now = was.busted(report.execID());
        draft.executions = draft.executions.with(index, now);
        draft.booking = new Booking.Busted(was, now);
        draft.toldCumQty = draft.toldCumQty.minus(was.qty()).max(Qty.ZERO);
    }

    private static void correct(Draft draft, int index, Report report, Qty lastQty, Px lastPx) {
        var was = draft.executions.get(index);
        if (!was.stands() || was.lastExecID().equals(report.execID())) return;
        var now = was.corrected(lastQty, lastPx.or(was.px()), report.execID());
        draft.executions = draft.executions.with(index, now);
        draft.booking = new Booking.Corrected(was, now);
        draft.toldCumQty = draft.toldCumQty.plus(now.qty().minus(was.qty())).max(Qty.ZERO);
    }

    private static void pending(Draft draft, Report report) {
        draft.acknowledge();
        draft.answer(report.clOrdID(), Stage.PENDING);
    }

    /// Rule 8: only from here on is the new ClOrdID in force. The terms are those told: a replace below what was
    /// executed ends at what was executed (FIX 4.4 C.3.c asks 7000 and gets 8000).
    private static void replaced(Draft draft, Report report) {
        draft.acknowledge();
        var told = report.told();
        int index = draft.indexOf(report.clOrdID());
        if (index > 0) draft.request(index, draft.requests.get(index).accepted(told.orderQty(), told.price()));
        else if (index < 0 && !report.clOrdID().isNone())
            draft.plus(new Request(
                    report.clOrdID(), report.origClOrdID(), Kind.REPLACE, told.orderQty().or(draft.orderQty()),
                    told.price(), Stage.ACCEPTED, report.transactTime()));
    }

    /// Rule 8: a Canceled that speaks of an OrderID which the order no longer has does not end it.
    private static void canceled(Draft draft, Report report) {
        boolean superseded = !report.orderID().isNone()
                && !draft.orderID.isNone()
                && !report.orderID().equals(draft.orderID)
                && draft.requests.size() > 1
                && draft.indexOf(report.clOrdID()) == 0;
        if (superseded) return;
        draft.answer(report.clOrdID(), Stage.ACCEPTED);
        draft.end(End.CANCELED);
    }

    /// Rule 7: ExecType Rejected with another OrdStatus speaks of a second request under the same id, and kills nothing.
    private static void rejected(Draft draft, Report report) {
        var status = report.told().ordStatus();
        if (status != OrdStatus.REJECTED && status != OrdStatus.NONE) return;
        requestRejected(draft, report.clOrdID());
    }

    private static void requestRejected(Draft draft, ClOrdID clOrdID) {
        if (draft.indexOf(clOrdID) > 0) {
            draft.answer(clOrdID, Stage.REJECTED);
        } else {
            draft.request(0, draft.requests.getFirst().at(Stage.REJECTED));
            draft.life = draft.life.ended(End.REJECTED);
        }
    }

    private static void restated(Draft draft, Report.Told told) {
        draft.heard(draft.life.renewed());
        int index = draft.inForce();
        var inForce = draft.requests.get(index);
        draft.request(index, inForce.accepted(told.orderQty(), told.price()));
    }

    /// Rule 6: an answer is never a fill; it may open a gap, and may say that the order is over.
    private static void answered(Draft draft, Report.Told told) {
        switch (told.ordStatus()) {
            case PENDING_NEW -> draft.request(0, draft.requests.getFirst().at(Stage.PENDING));
            case REJECTED -> ended(draft, told.ordStatus());
            default -> {
                draft.acknowledge();
                ended(draft, told.ordStatus());
            }
        }
    }

    private static void ended(Draft draft, OrdStatus status) {
        switch (status) {
            case CANCELED -> draft.end(End.CANCELED);
            case EXPIRED -> draft.end(End.EXPIRED);
            case REJECTED -> draft.life = draft.life.ended(End.REJECTED);
            default -> {}
        }
    }
}
