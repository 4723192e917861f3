package dev.plumbline.adapter.fix;

import java.util.function.Function;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.fix.Fields.Unreadable;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;

/// A message that we once sent to the [Command] that it was, for replaying logs: NewOrderSingle(D),
/// OrderCancelRequest(F), OrderCancelReplaceRequest(G) and OrderStatusRequest(H). Pure, and throws for no bytes at all.
public final class CommandDecoder {
    private final Dialect dialect;
    private final Function<ClOrdID, Qty> executedQty;

    /// @param executedQty what the order that an id names has executed by now, zero for an order that is not known: to
    /// a broker who takes what is to remain ([Dialect.OrderQty#REMAINING]) a replace says no total
    public CommandDecoder(Dialect dialect, Function<ClOrdID, Qty> executedQty) {
        this.dialect = dialect;
        this.executedQty = executedQty;
    }

    /// What decoding made of a message of ours.
    public sealed interface Sent {
        /// @param possResend PossResend(97): sent again, maybe with a known ClOrdID
        record Read(Command command, boolean possResend) implements Sent {}

        /// OrderMassStatusRequest(AF): about no single order, and changes none.
        record AboutNoOrder() implements Sent {}

        record Unreadable(ClOrdID clOrdID, String reason) implements Sent {}
    }

    /// To a broker that keeps to the book.
    public static Sent decode(BrokerSession session, FixMessage message) {
        return new CommandDecoder(Dialect.STANDARD, _ -> Qty.ZERO).read(session, message);
    }

    public Sent read(BrokerSession session, FixMessage message) {
        var clOrdID = Fields.clOrdID(message, dialect);
        var fault = message.fault();
        if (!fault.isEmpty()) return new Sent.Unreadable(clOrdID, fault);
        if (message.msgType().equals("AF")) return new Sent.AboutNoOrder();
        try {
            return new Sent.Read(command(session, clOrdID, message), Fields.isYes(message, 97) || Fields.isYes(message, 43));
        } catch (Unreadable e) {
            return new Sent.Unreadable(clOrdID, e.reason());
        }
    }

    private Command command(BrokerSession session, ClOrdID clOrdID, FixMessage message) {
        var msgType = message.msgType();
        if (clOrdID.isNone() && !msgType.equals("H")) throw new Unreadable("no ClOrdID(11)");
        return switch (msgType) {
            case "D" -> enter(session, clOrdID, message);
            case "F" -> new Command.Cancel(clOrdID, Fields.origClOrdID(message, clOrdID, dialect), ourTime(message));
            case "G" -> replace(clOrdID, message);
            case "H" -> new Command.Status(clOrdID, ourTime(message));
            case "" -> throw new Unreadable("no MsgType(35)");
            default -> throw new Unreadable("no message of ours about an order: MsgType(35) is " + msgType);
        };
    }

    private Command enter(BrokerSession session, ClOrdID clOrdID, FixMessage message) {
        return new Command.Enter(
                clOrdID,
                session,
                new Account(message.text(1)),
                new Symbol(message.text(55)),
                Fields.side(message),
                Fields.qty(message, 38, "OrderQty"),
                Fields.ordType(message),
                Fields.px(message, 44, "Price"),
                Fields.timeInForce(message),
                ourTime(message));
    }

    private Command replace(ClOrdID clOrdID, FixMessage message) {
        var origClOrdID = Fields.origClOrdID(message, clOrdID, dialect);
        return new Command.Replace(
                clOrdID,
                origClOrdID,
                total(origClOrdID, Fields.qty(message, 38, "OrderQty")),
                Fields.px(message, 44, "Price"),
                ourTime(message));
    }

    private Qty total(ClOrdID origClOrdID, Qty orderQty) {
        if (dialect.orderQty() == Dialect.OrderQty.TOTAL || !orderQty.isStated()) return orderQty;
        try {
            return orderQty.plus(executedQty.apply(origClOrdID));
        } catch (ArithmeticException tooLarge) {
            throw new Unreadable("OrderQty(38) is out of range with what was executed: " + orderQty);
        }
    }

    /// We write UTC, whatever the broker does.
    private static long ourTime(FixMessage message) {
        return Fields.time(message, Dialect.STANDARD);
    }
}
