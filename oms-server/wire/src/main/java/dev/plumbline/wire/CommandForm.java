package dev.plumbline.wire;

import java.io.IOException;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// A [Command] as fields; its type is the name of the FIX message that it becomes.
final class CommandForm {
    private static final String ENTER = "NewOrderSingle";
    private static final String CANCEL = "OrderCancelRequest";
    private static final String REPLACE = "OrderCancelReplaceRequest";
    private static final String STATUS = "OrderStatusRequest";

    private CommandForm() {}

    static String type(Command command) {
        return switch (command) {
            case Command.Enter _ -> ENTER;
            case Command.Cancel _ -> CANCEL;
            case Command.Replace _ -> REPLACE;
            case Command.Status _ -> STATUS;
        };
    }

    static void write(Out out, Command command) throws IOException {
        out.text("ClOrdID", command.clOrdID().value());
        switch (command) {
            case Command.Enter enter -> writeEnter(out, enter);
            case Command.Cancel cancel -> out.text("OrigClOrdID", cancel.origClOrdID().value());
            case Command.Replace replace -> {
                out.text("OrigClOrdID", replace.origClOrdID().value());
                out.qty("OrderQty", replace.orderQty());
                out.px("Price", replace.price());
            }
            case Command.Status _ -> {}
        }
        out.time("At", command.at());
    }

    private static void writeEnter(Out out, Command.Enter enter) throws IOException {
        out.text("Session", enter.session().value());
        out.text("Account", enter.account().value());
        out.text("Symbol", enter.symbol().value());
        Codes.write(out, enter.side());
        out.qty("OrderQty", enter.orderQty());
        Codes.write(out, enter.ordType());
        out.px("Price", enter.price());
        Codes.write(out, enter.timeInForce());
    }

    /// Reads the fields of the message `type`. All four share one set of fields, as FIX's messages do.
    static Command read(In in, String type) throws IOException {
        var clOrdID = ClOrdID.NONE;
        var origClOrdID = ClOrdID.NONE;
        var session = BrokerSession.NONE;
        var account = Account.NONE;
        var symbol = Symbol.NONE;
        var side = Side.NONE;
        var orderQty = Qty.NONE;
        var ordType = OrdType.NONE;
        var price = Px.NONE;
        var timeInForce = TimeInForce.DAY;
        long at = 0;
        while (in.next()) {
            switch (in.name()) {
                case "ClOrdID" -> clOrdID = new ClOrdID(in.text());
                case "OrigClOrdID" -> origClOrdID = new ClOrdID(in.text());
                case "Session" -> session = new BrokerSession(in.text());
                case "Account" -> account = new Account(in.text());
                case "Symbol" -> symbol = new Symbol(in.text());
                case "Side" -> side = Codes.side(in);
                case "OrderQty" -> orderQty = in.qty();
                case "OrdType" -> ordType = Codes.ordType(in);
                case "Price" -> price = in.px();
                case "TimeInForce" -> timeInForce = Codes.timeInForce(in);
                case "At" -> at = in.number();
                default -> {
                    if (!in.notesAsker()) in.skip();
                }
            }
        }
        return switch (type) {
            case ENTER -> new Command.Enter(
                    clOrdID, session, account, symbol, side, orderQty, ordType, price, timeInForce, at);
            case CANCEL -> new Command.Cancel(clOrdID, origClOrdID, at);
            case REPLACE -> new Command.Replace(clOrdID, origClOrdID, orderQty, price, at);
            case STATUS -> new Command.Status(clOrdID, at);
            default -> throw new WireException("a Command was expected, not " + type);
        };
    }
}
