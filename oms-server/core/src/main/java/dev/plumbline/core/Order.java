package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// One order as facts: what we asked, what was executed, what the broker said of its life. OrdStatus, LeavesQty and
/// AvgPx are arithmetic over these and are not stored. Immutable; changed only by [OrderLifecycle].
///
/// @param requests ours, in the order sent, answered ones too; the first one is the order itself
/// @param toldCumQty the CumQty that the broker has told, zero where it never did
/// @param enteredAt nanoseconds since the epoch, UTC
/// @param updatedAt when the last input about it happened, nanoseconds since the epoch, UTC
/// @param text the last reason or remark that the broker gave
/// @param claims what `toldCumQty` was worked out from
/// @param heard what `orderID`, `life` and the terms of requests were worked out from
public record Order(
        OrderKey key,
        BrokerSession session,
        OrderID orderID,
        Account account,
        Symbol symbol,
        Side side,
        OrdType ordType,
        TimeInForce timeInForce,
        List<Request> requests,
        Executions executions,
        Life life,
        Qty toldCumQty,
        Flags flags,
        long enteredAt,
        long updatedAt,
        String text,
        Claims claims,
        Heard heard) {

    /// The outcome alone, without what it was worked out from: see [#summed()].
    public Order(
            OrderKey key,
            BrokerSession session,
            OrderID orderID,
            Account account,
            Symbol symbol,
            Side side,
            OrdType ordType,
            TimeInForce timeInForce,
            List<Request> requests,
            Executions executions,
            Life life,
            Qty toldCumQty,
            Flags flags,
            long enteredAt,
            long updatedAt,
            String text) {
        this(
                key, session, orderID, account, symbol, side, ordType, timeInForce, requests, executions, life,
                toldCumQty, flags, enteredAt, updatedAt, text, Claims.NONE, Heard.NOTHING);
    }

    /// The order as a desk is sent it: sums in place of the list of its executions, and its outcome without what that
    /// was worked out from. All that is shown stays the same. Not for [Book#restore], which needs the whole.
    public Order summed() {
        return new Order(
                key, session, orderID, account, symbol, side, ordType, timeInForce, requests,
                Executions.sums(cumQty(), executions.notional()), life, toldCumQty, flags, enteredAt, updatedAt, text);
    }

    Order with(Executions same) {
        return new Order(
                key, session, orderID, account, symbol, side, ordType, timeInForce, requests, same, life, toldCumQty,
                flags, enteredAt, updatedAt, text, claims, heard);
    }

    /// The request whose terms are in force: the last new order or replace that was accepted, or else the first.
    public Request inForce() {
        for (int i = requests.size() - 1; i > 0; i--)
            if (requests.get(i).is(Request.Kind.REPLACE, Request.Stage.ACCEPTED)) return requests.get(i);
        return requests.getFirst();
    }

    /// The id in force: the last accepted one.
    public ClOrdID clOrdID() {
        return inForce().clOrdID();
    }

    /// The ids that the order has had in force, oldest first.
    public List<ClOrdID> chain() {
        var ids = new ArrayList<ClOrdID>(requests.size());
        ids.add(requests.getFirst().clOrdID());
        for (var request : requests)
            if (request.is(Request.Kind.REPLACE, Request.Stage.ACCEPTED)) ids.add(request.clOrdID());
        return ids;
    }

    /// Zero where it is not known yet, as of an order by CashOrderQty(152) before its acknowledgement.
    public Qty orderQty() {
        return inForce().orderQty().or(Qty.ZERO);
    }

    /// Price(44), [Px#NONE] for a market order.
    public Px price() {
        return inForce().price();
    }

    /// Sum of the executions that stand.
    public Qty cumQty() {
        return executions.cumQty();
    }

    /// What the broker says was executed beyond what it has reported to us. The status counts it, the position
    /// does not.
    public Qty unexplainedQty() {
        return toldCumQty.isMoreThan(cumQty()) ? toldCumQty.minus(cumQty()) : Qty.ZERO;
    }

    private Qty executedQty() {
        return toldCumQty.max(cumQty());
    }

    /// Of what was executed, that since the last DoneForDay or renewal: DayCumQty(425).
    public Qty dayCumQty() {
        long began = heard.dayBeganAt();
        var sum = Qty.ZERO;
        for (var execution : executions.list())
            if (execution.stands() && execution.transactTime() > began) sum = sum.plus(execution.qty());
        return sum;
    }

    /// What today began with: DayOrderQty(424), OrderQty without what was executed on earlier days.
    public Qty dayOrderQty() {
        return orderQty().minus(cumQty().minus(dayCumQty()));
    }

    /// What may still be executed: zero once the order is over, and overnight for an order of the day.
    public Qty leavesQty() {
        boolean nothingToCome = life.isOver() || life.calculated() || (life.doneForDay() && !timeInForce.isGoodTill());
        return nothingToCome ? Qty.ZERO : orderQty().minus(executedQty()).max(Qty.ZERO);
    }

    /// Average of the executions that stand, to 8 decimals, half even. Never the broker's.
    public Px avgPx() {
        return executions.notional().per(cumQty());
    }

    /// FIX 4.4 volume 4, appendix D: of all the states that are true at once, the one with the highest precedence.
    public OrdStatus ordStatus() {
        if (isPending(Request.Kind.CANCEL)) return OrdStatus.PENDING_CANCEL;
        if (isPending(Request.Kind.REPLACE)) return OrdStatus.PENDING_REPLACE;
        if (life.doneForDay()) return OrdStatus.DONE_FOR_DAY;
        if (life.calculated()) return OrdStatus.CALCULATED;
        if (isFilled()) return OrdStatus.FILLED;
        if (life.stopped() && !life.isOver()) return OrdStatus.STOPPED;
        if (life.suspended() && !life.isOver()) return OrdStatus.SUSPENDED;
        return switch (life.end()) {
            case CANCELED -> OrdStatus.CANCELED;
            case EXPIRED -> OrdStatus.EXPIRED;
            case REJECTED -> OrdStatus.REJECTED;
            case NONE -> executedQty().isPositive()
                    ? OrdStatus.PARTIALLY_FILLED
                    : unexecuted();
        };
    }

    private OrdStatus unexecuted() {
        return switch (requests.getFirst().stage()) {
            case ACCEPTED -> OrdStatus.NEW;
            case BIDDING -> OrdStatus.ACCEPTED_FOR_BIDDING;
            case SENT, UNKNOWN, PENDING, REJECTED -> OrdStatus.PENDING_NEW;
        };
    }

    /// The broker has said that it has the order.
    public boolean isAcknowledged() {
        return requests.getFirst().stage() == Request.Stage.ACCEPTED;
    }

    private boolean isFilled() {
        return executedQty().isPositive()
                && inForce().orderQty().isStated()
                && !executedQty().isLessThan(orderQty());
    }

    /// Reported pending by the broker, and not yet answered. An order that is over has nothing pending.
    private boolean isPending(Request.Kind kind) {
        if (life.isOver() || requests.size() == 1) return false;
        for (var request : requests) if (request.is(kind, Request.Stage.PENDING)) return true;
        return false;
    }

    /// More may still happen to it: it is alive and not executed whole, or a request is unanswered.
    public boolean isOpen() {
        return !life.isOver() && !life.calculated() && !isFilled();
    }

    /// Requests of ours that the broker has not answered, the new order among them.
    public List<Request> openRequests() {
        return life.isOver() ? List.of() : requests.stream().filter(Request::isOpen).toList();
    }

    /// Whether the broker owes an answer to any of them.
    public boolean awaitsAnswer() {
        if (life.isOver()) return false;
        for (var request : requests) if (request.isOpen()) return true;
        return false;
    }

    /// The request that `clOrdID` names is on its way and nothing was heard of it yet: neither an answer, nor that it
    /// is pending, nor a [Silence].
    public boolean isInFlight(ClOrdID clOrdID) {
        int index = indexOf(clOrdID);
        return index >= 0 && !life.isOver() && requests.get(index).stage() == Request.Stage.SENT;
    }

    /// OrigClOrdID(41) for the next cancel or replace. A cancel never counts: the field names an order, and a cancel that
    /// is done leaves none to ask for.
    public ClOrdID origClOrdID(Chaining chaining) {
        return switch (chaining) {
            case ACCEPTED -> clOrdID();
            case OPTIMISTIC -> lastNotRejected();
        };
    }

    private ClOrdID lastNotRejected() {
        for (int i = requests.size() - 1; i > 0; i--) {
            var request = requests.get(i);
            if (request.kind() == Request.Kind.REPLACE && request.stage() != Request.Stage.REJECTED)
                return request.clOrdID();
        }
        return requests.getFirst().clOrdID();
    }

    /// Whether nothing that anyone is shown has changed, apart from the time and the broker's words.
    boolean saysTheSame(Order before) {
        return requests == before.requests
                && executions == before.executions
                && life.equals(before.life)
                && orderID.equals(before.orderID)
                && toldCumQty.equals(before.toldCumQty);
    }

    public boolean has(Flag flag) {
        return flags.has(flag);
    }

    /// Position of the request that `clOrdID` names, -1 for none.
    int indexOf(ClOrdID clOrdID) {
        for (int i = requests.size() - 1; i >= 0; i--) if (requests.get(i).clOrdID().equals(clOrdID)) return i;
        return -1;
    }
}
