package dev.plumbline.adapter.simulator;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.adapter.simulator.BrokerMessage.CancelReject;
import dev.plumbline.adapter.simulator.BrokerMessage.ExecutionReport;
import dev.plumbline.adapter.simulator.BrokerMessage.Standing;
import dev.plumbline.core.Account;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// What the [Engine] has to say, in order, each message with the order as it stands at that moment.
final class Replies {
    /// Answers to a question carry no id of their own: they are no event (FIX 4.4 volume 4, appendix D).
    private static final ExecID STATUS_EXECID = new ExecID("0");

    private final String run;
    private List<BrokerMessage> said = new ArrayList<>();
    private long transactTime;
    private long lastExecID;

    Replies(String run) {
        this.run = run;
    }

    /// From now on it is `now`, nanoseconds since the epoch, UTC.
    void at(long now) {
        transactTime = now;
    }

    /// Everything said since the last call.
    List<BrokerMessage> take() {
        var taken = said;
        said = new ArrayList<>();
        return taken;
    }

    ExecID nextExecID() {
        return new ExecID("E" + run + "-" + ++lastExecID);
    }

    /// News of an order that nobody asked for, or that answers its NewOrderSingle.
    void tell(ClientOrder order, ExecType execType, String text) {
        add(execType, nextExecID(), order.clOrdID(), ClOrdID.NONE, OrdRejReason.NONE, text, order.standing());
    }

    /// The order has other terms, though nobody asked.
    void restated(ClientOrder order, ExecRestatementReason reason) {
        said.add(new ExecutionReport(
                ExecType.RESTATED, nextExecID(), ExecID.NONE, order.clOrdID(), ClOrdID.NONE, Qty.ZERO, Px.ZERO,
                OrdRejReason.NONE, reason, "", order.standing(), transactTime));
    }

    /// A trade, its correction or its bust.
    void execution(ClientOrder order, ExecType execType, ExecID execID, ExecID execRefID, Qty lastQty, Px lastPx) {
        said.add(new ExecutionReport(
                execType, execID, execRefID, order.clOrdID(), ClOrdID.NONE, lastQty, lastPx, OrdRejReason.NONE,
                ExecRestatementReason.NONE, "", order.standing(), transactTime));
    }

    /// The answer to a cancel or replace.
    void answer(ClientOrder order, ExecType execType, ClOrdID clOrdID, ClOrdID origClOrdID) {
        add(execType, nextExecID(), clOrdID, origClOrdID, OrdRejReason.NONE, "", order.standing());
    }

    void reject(ClientOrder order, Admission.Verdict verdict) {
        add(
                ExecType.REJECTED, nextExecID(), order.clOrdID(), ClOrdID.NONE, verdict.reason(), verdict.text(),
                order.standing());
    }

    /// The second order under one ClOrdID is rejected, and the report shows how the first one stands (FIX 4.4 F.1.a).
    void rejectDuplicate(ClOrdID clOrdID, Standing first) {
        add(
                ExecType.REJECTED, nextExecID(), clOrdID, ClOrdID.NONE, OrdRejReason.DUPLICATE_ORDER,
                "ClOrdID " + clOrdID + " was used before", first);
    }

    /// The second order under the id of a request that is no order: there is no first one to show.
    void rejectDuplicate(Command.Enter enter) {
        rejectDuplicate(enter.clOrdID(), new Standing(
                OrderID.NONE, OrdStatus.REJECTED, enter.account(), enter.symbol(), enter.side(), enter.ordType(),
                enter.timeInForce(), enter.orderQty(), enter.price(), Qty.ZERO, Qty.ZERO, Px.ZERO));
    }

    /// Asked under an id that is not in force any more, the answer names the one that is (FIX 4.4 G.1.c).
    void status(ClientOrder order, ClOrdID asked) {
        var orig = order.clOrdID().equals(asked) ? ClOrdID.NONE : asked;
        add(ExecType.ORDER_STATUS, STATUS_EXECID, order.clOrdID(), orig, OrdRejReason.NONE, "", order.standing());
    }

    /// FIX 4.4 G.1.a: it is the question that is rejected.
    void statusOfUnknown(ClOrdID asked) {
        var nothing = new Standing(
                OrderID.NONE, OrdStatus.REJECTED, Account.NONE, Symbol.NONE, Side.NONE, OrdType.NONE, TimeInForce.DAY,
                Qty.ZERO, Px.NONE, Qty.ZERO, Qty.ZERO, Px.ZERO);
        add(
                ExecType.ORDER_STATUS, STATUS_EXECID, asked, ClOrdID.NONE, OrdRejReason.UNKNOWN_ORDER,
                "no order " + asked, nothing);
    }

    void refuse(ClientOrder order, Command request, CxlRejReason reason, String text) {
        said.add(new CancelReject(
                request.clOrdID(), order.clOrdID(), asked(request), order.orderID, order.ordStatus(),
                request instanceof Command.Replace, reason, text, transactTime));
    }

    void refuseUnknown(Command request) {
        var asked = asked(request);
        said.add(new CancelReject(
                request.clOrdID(), asked, asked, OrderID.NONE, OrdStatus.REJECTED, request instanceof Command.Replace,
                CxlRejReason.UNKNOWN_ORDER, "no order " + asked, transactTime));
    }

    private static ClOrdID asked(Command request) {
        return switch (request) {
            case Command.Cancel cancel -> cancel.origClOrdID();
            case Command.Replace replace -> replace.origClOrdID();
            case Command.Enter enter -> enter.clOrdID();
            case Command.Status status -> status.clOrdID();
        };
    }

    private void add(
            ExecType execType, ExecID execID, ClOrdID clOrdID, ClOrdID origClOrdID, OrdRejReason reason, String text,
            Standing standing) {
        said.add(new ExecutionReport(
                execType, execID, ExecID.NONE, clOrdID, origClOrdID, Qty.ZERO, Px.ZERO, reason,
                ExecRestatementReason.NONE, text, standing, transactTime));
    }
}
