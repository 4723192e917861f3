package dev.plumbline.console;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
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
import dev.plumbline.wire.DeskMessage.Item;

/// Orders and the like for tests, in one line each.
public final class Samples {
    /// 2026-11-22T14:31:07.412Z
    public static final long AT = 1_795_357_867_412_000_000L;

    private Samples() {}

    /// An acknowledged limit order of account ALPHA.
    public static Order order(String id, Side side, int qty, String symbol, String price) {
        return order(id, side, qty, symbol, price, 0, Life.OPEN, Request.Stage.ACCEPTED);
    }

    public static Order order(
            String id, Side side, int qty, String symbol, String price, int filled, Life life, Request.Stage stage) {
        var px = price.isEmpty() ? Px.NONE : Px.of(price);
        var request = new Request(
                new ClOrdID(id), ClOrdID.NONE, Request.Kind.NEW, Qty.of(qty), px, stage, AT);
        var cumQty = Qty.of(filled);
        return new Order(
                new OrderKey(id), new BrokerSession("NYLON"), new OrderID("B" + id), new Account("ALPHA"),
                new Symbol(symbol), side, price.isEmpty() ? OrdType.MARKET : OrdType.LIMIT, TimeInForce.DAY,
                List.of(request), Executions.sums(cumQty, cumQty.times(px.or(Px.of(100)))), life, cumQty, Flags.NONE,
                AT, AT, "");
    }

    public static Order filled(Order order, int cumQty) {
        return order(
                order.key().value(), order.side(), Integer.parseInt(order.orderQty().toString()),
                order.symbol().value(), order.price().toString(), cumQty, order.life(),
                order.requests().getFirst().stage());
    }

    /// An order that was entered so many seconds after the others.
    public static Order later(String id, int seconds) {
        var order = order(id, Side.BUY, 100, "AAPL", "187.40");
        return new Order(
                order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(),
                order.ordType(), order.timeInForce(), order.requests(), order.executions(), order.life(), order.toldCumQty(),
                order.flags(), AT + seconds * 1_000_000_000L, AT, order.text());
    }

    /// The same order with a cancel of ours on its way.
    public static Order cancelSent(Order order) {
        var requests = new ArrayList<>(order.requests());
        requests.add(new Request(
                new ClOrdID(order.key() + "x"), order.clOrdID(), Request.Kind.CANCEL, order.orderQty(), order.price(),
                Request.Stage.SENT, AT));
        return new Order(
                order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(),
                order.ordType(), order.timeInForce(), requests, order.executions(), order.life(), order.toldCumQty(),
                order.flags(), order.enteredAt(), order.updatedAt(), order.text());
    }

    public static Item.OrderItem item(Order order) {
        return new Item.OrderItem(order);
    }

    public static Item.ExecutionItem execution(Order order, String execID, int qty, String px) {
        return execution(order, execID, qty, px, Execution.State.LIVE);
    }

    public static Item.ExecutionItem execution(
            Order order, String execID, int qty, String px, Execution.State state) {
        var execution = new Execution(
                new ExecID(execID), order.clOrdID(), Qty.of(qty), Px.of(px), state, new ExecID(execID), AT);
        return new Item.ExecutionItem(order.key(), order.account(), order.symbol(), order.side(), execution);
    }

    /// What a ticket needs to be filled in: instruments, accounts, a broker.
    public static List<Item> desk() {
        return List.of(
                new Item.InstrumentItem(new Symbol("NVDA"), Px.of("187.40")),
                new Item.InstrumentItem(new Symbol("SAP"), Px.of("85.40")),
                new Item.InstrumentItem(new Symbol("TSLA"), Px.of("279.30")),
                new Item.AccountItem(new Account("ALPHA")),
                new Item.AccountItem(new Account("MACRO")),
                new Item.SessionItem("NYLON", "UP", "FIX 4.4", AT),
                new Item.ServiceItem("store", "UP", "0 behind", AT));
    }
}
