package dev.plumbline.wire;

import java.io.IOException;

import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Wish;

/// What a trader asks for, as fields.
final class WishForm {
    private WishForm() {}

    static void write(Out out, Wish wish) throws IOException {
        switch (wish) {
            case Wish.Enter enter -> writeEnter(out, enter);
            case Wish.Cancel(var order) -> {
                out.object("Cancel");
                out.text("Order", order.value());
            }
            case Wish.Replace(var order, var orderQty, var price) -> {
                out.object("Replace");
                out.text("Order", order.value());
                out.qty("OrderQty", orderQty);
                out.px("Price", price);
            }
            case Wish.Pull(var scope, var reason) -> {
                out.object("Pull");
                HaltForm.writeScope(out, scope);
                out.text("Reason", reason);
            }
            case Wish.Release(var scope, long pulledUntil) -> {
                out.object("Release");
                HaltForm.writeScope(out, scope);
                HaltForm.writePulledUntil(out, pulledUntil);
            }
            case Wish.Status(var order) -> {
                out.object("Status");
                out.text("Order", order.value());
            }
        }
        out.end();
    }

    private static void writeEnter(Out out, Wish.Enter enter) throws IOException {
        out.object("Enter");
        out.text("Session", enter.session());
        out.text("Account", enter.account().value());
        out.text("Symbol", enter.symbol().value());
        Codes.write(out, enter.side());
        out.qty("OrderQty", enter.orderQty());
        Codes.write(out, enter.ordType());
        out.px("Price", enter.price());
        Codes.write(out, enter.timeInForce());
    }

    static Wish read(In in) throws IOException {
        in.object();
        var type = in.type();
        var order = "";
        var session = "";
        var account = Account.NONE;
        var symbol = Symbol.NONE;
        var side = Side.NONE;
        var orderQty = Qty.NONE;
        var ordType = OrdType.NONE;
        var price = Px.NONE;
        var timeInForce = TimeInForce.DAY;
        var halt = new HaltForm();
        while (in.next()) {
            switch (in.name()) {
                case "Order" -> order = in.text();
                case "Session" -> session = in.text();
                case "Account" -> account = new Account(in.text());
                case "Symbol" -> symbol = new Symbol(in.text());
                case "Side" -> side = Codes.side(in);
                case "OrderQty" -> orderQty = in.qty();
                case "OrdType" -> ordType = Codes.ordType(in);
                case "Price" -> price = in.px();
                case "TimeInForce" -> timeInForce = Codes.timeInForce(in);
                default -> {
                    if (!halt.read(in)) in.skip();
                }
            }
        }
        var key = new OrderKey(order);
        return switch (type) {
            case "Enter" -> new Wish.Enter(
                    session, account, symbol, side, orderQty, ordType, price, timeInForce);
            case "Cancel" -> new Wish.Cancel(key);
            case "Replace" -> new Wish.Replace(key, orderQty, price);
            case "Pull" -> new Wish.Pull(halt.scope(), halt.reason());
            case "Release" -> new Wish.Release(halt.scope(), halt.pulledUntil());
            case "Status" -> new Wish.Status(key);
            default -> throw new WireException("unknown Wish '" + type + "'");
        };
    }
}
