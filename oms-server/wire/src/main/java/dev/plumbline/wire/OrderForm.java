package dev.plumbline.wire;

import java.io.IOException;
import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Claims;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Heard;
import dev.plumbline.core.Life;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// An [Order] as fields: whole, or as [Order#summed()] has it.
final class OrderForm {
    private static final Life.End[] ENDS = Life.End.values();
    private static final Flag[] FLAGS = Flag.values();

    private OrderForm() {}

    static void write(Out out, Order order) throws IOException {
        writeFacts(out, order);
        var executions = order.executions();
        if (executions.size() == 0) writeSums(out, executions);
        else ExecutionForm.writeList(out, "Executions", executions.list());
        ClaimsForm.writeField(out, "Claims", order.claims());
        HeardForm.writeField(out, "Heard", order.heard());
    }

    static void writeWithSums(Out out, Order order) throws IOException {
        writeFacts(out, order);
        writeSums(out, order.executions());
    }

    private static void writeFacts(Out out, Order order) throws IOException {
        out.always("Key", order.key().value());
        out.text("Session", order.session().value());
        out.text("OrderID", order.orderID().value());
        out.text("Account", order.account().value());
        out.text("Symbol", order.symbol().value());
        Codes.write(out, order.side());
        Codes.write(out, order.ordType());
        Codes.write(out, order.timeInForce());
        RequestForm.writeList(out, "Requests", order.requests());
        writeLife(out, order.life());
        out.sum("ToldCumQty", order.toldCumQty());
        writeFlags(out, order.flags());
        out.time("EnteredAt", order.enteredAt());
        out.time("UpdatedAt", order.updatedAt());
        out.text("Text", order.text());
    }

    private static void writeLife(Out out, Life life) throws IOException {
        out.yes("DoneForDay", life.doneForDay());
        out.yes("Suspended", life.suspended());
        out.yes("Stopped", life.stopped());
        out.yes("Calculated", life.calculated());
        if (life.isOver()) out.always("End", life.end().name());
    }

    private static void writeFlags(Out out, Flags flags) throws IOException {
        if (flags.equals(Flags.NONE)) return;
        out.list("Flags");
        for (var flag : FLAGS) if (flags.has(flag)) out.element(flag.name());
        out.endList();
    }

    private static void writeSums(Out out, Executions executions) throws IOException {
        out.sum("CumQty", executions.cumQty());
        out.money("Notional", executions.notional());
    }

    static Order read(In in) throws IOException {
        var key = "";
        var session = BrokerSession.NONE;
        var orderID = OrderID.NONE;
        var account = Account.NONE;
        var symbol = Symbol.NONE;
        var side = Side.NONE;
        var ordType = OrdType.NONE;
        var timeInForce = TimeInForce.DAY;
        var requests = List.<Request>of();
        var executions = List.<Execution>of();
        var cumQty = Qty.ZERO;
        var notional = Money.ZERO;
        boolean doneForDay = false;
        boolean suspended = false;
        boolean stopped = false;
        boolean calculated = false;
        var end = Life.End.NONE;
        var toldCumQty = Qty.ZERO;
        var flags = Flags.NONE;
        long enteredAt = 0;
        long updatedAt = 0;
        var text = "";
        var claims = Claims.NONE;
        var heard = Heard.NOTHING;
        while (in.next()) {
            switch (in.name()) {
                case "Key" -> key = in.text();
                case "Session" -> session = new BrokerSession(in.text());
                case "OrderID" -> orderID = new OrderID(in.text());
                case "Account" -> account = new Account(in.text());
                case "Symbol" -> symbol = new Symbol(in.text());
                case "Side" -> side = Codes.side(in);
                case "OrdType" -> ordType = Codes.ordType(in);
                case "TimeInForce" -> timeInForce = Codes.timeInForce(in);
                case "Requests" -> requests = RequestForm.readList(in);
                case "Executions" -> executions = ExecutionForm.readList(in);
                case "CumQty" -> cumQty = in.qty();
                case "Notional" -> notional = in.money();
                case "DoneForDay" -> doneForDay = in.yes();
                case "Suspended" -> suspended = in.yes();
                case "Stopped" -> stopped = in.yes();
                case "Calculated" -> calculated = in.yes();
                case "End" -> end = Codes.named(in, ENDS);
                case "ToldCumQty" -> toldCumQty = in.qty();
                case "Flags" -> flags = readFlags(in);
                case "EnteredAt" -> enteredAt = in.number();
                case "UpdatedAt" -> updatedAt = in.number();
                case "Text" -> text = in.text();
                case "Claims" -> claims = ClaimsForm.readField(in);
                case "Heard" -> heard = HeardForm.readField(in);
                default -> in.skip();
            }
        }
        if (requests.isEmpty()) throw new WireException("Order '" + key + "' has no Requests, and so no terms");
        return new Order(
                key.isEmpty() ? OrderKey.of(requests.getFirst().clOrdID()) : new OrderKey(key),
                session, orderID, account, symbol, side, ordType, timeInForce, requests,
                executions.isEmpty() ? Executions.sums(cumQty, notional) : Executions.of(executions),
                life(doneForDay, suspended, stopped, calculated, end),
                toldCumQty, flags, enteredAt, updatedAt, text, claims, heard);
    }

    /// The shared instance for most orders; there are many.
    private static Life life(
            boolean doneForDay, boolean suspended, boolean stopped, boolean calculated, Life.End end) {
        var life = new Life(doneForDay, suspended, stopped, calculated, end);
        return life.equals(Life.OPEN) ? Life.OPEN : life;
    }

    /// A flag that this version does not know is passed over, for a flag never changes a number.
    private static Flags readFlags(In in) throws IOException {
        var flags = Flags.NONE;
        in.list();
        while (in.element()) {
            var name = in.text();
            for (var flag : FLAGS) if (flag.name().equals(name)) flags = flags.plus(flag);
        }
        return flags;
    }
}
