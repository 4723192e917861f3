package dev.plumbline.adapter.fix;

import java.util.List;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Life;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// Commands with their order, for tests: buy 100 IBM at 12.5 for ACC1, entered 2026-11-22 10:20:30.123456789 UTC.
final class Orders {
    static final long AT = 1_795_342_830_123_456_789L;
    private static final BrokerSession SESSION = new BrokerSession("TEST");

    private Orders() {}

    static Order order(String id, OrdType type, String price, TimeInForce timeInForce, String orderID) {
        var clOrdID = new ClOrdID(id);
        var px = price.isEmpty() ? Px.NONE : Px.of(price);
        var first = new Request(
                clOrdID, ClOrdID.NONE, Request.Kind.NEW, Qty.of(100), px, Request.Stage.SENT, AT);
        return new Order(
                OrderKey.of(clOrdID), SESSION, orderID.isEmpty() ? OrderID.NONE : new OrderID(orderID),
                new Account("ACC1"), new Symbol("IBM"), Side.BUY, type, timeInForce, List.of(first), Executions.NONE,
                Life.OPEN, Qty.ZERO, Flags.NONE, AT, AT, "");
    }

    static Order order(String id, String orderID) {
        return order(id, OrdType.LIMIT, "12.5", TimeInForce.DAY, orderID);
    }

    static Outbound enter(Order order) {
        var first = order.requests().getFirst();
        return new Outbound(
                new Command.Enter(
                        first.clOrdID(), SESSION, order.account(), order.symbol(), order.side(), first.orderQty(),
                        order.ordType(), first.price(), order.timeInForce(), AT),
                order);
    }

    static Outbound enter(String id) {
        return enter(order(id, ""));
    }

    static Outbound cancel(String id, Order order) {
        return new Outbound(new Command.Cancel(new ClOrdID(id), order.clOrdID(), AT), order);
    }

    static Outbound replace(String id, Order order, long qty, String price) {
        return new Outbound(
                new Command.Replace(
                        new ClOrdID(id), order.clOrdID(), Qty.of(qty), price.isEmpty() ? Px.NONE : Px.of(price), AT),
                order);
    }

    static Outbound status(Order order) {
        return new Outbound(new Command.Status(order.clOrdID(), AT), order);
    }
}
