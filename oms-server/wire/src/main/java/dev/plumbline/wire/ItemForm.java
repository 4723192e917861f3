package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Account;
import dev.plumbline.core.Execution;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;

/// The rows of news for a desk, as fields.
final class ItemForm {
    private ItemForm() {}

    static void writeList(Out out, String name, List<Item> items) throws IOException {
        out.list(name);
        for (var item : items) write(out, item);
        out.endList();
    }

    private static void write(Out out, Item item) throws IOException {
        switch (item) {
            case Item.OrderItem(var order) -> {
                out.object("Order");
                OrderForm.writeWithSums(out, order);
            }
            case Item.GoneItem(var order) -> {
                out.object("Gone");
                out.text("Order", order.value());
            }
            case Item.ExecutionItem execution -> writeExecution(out, execution);
            case Item.PositionItem(var position) -> {
                out.object("Position");
                PositionForm.write(out, position);
            }
            case Item.SessionItem(var session, var state, var text, long at) -> {
                out.object("Session");
                writeState(out, "Session", session, state, text, at);
            }
            case Item.AlertItem(var level, var text, var order, long at) -> {
                out.object("Alert");
                out.text("Level", level);
                out.text("Text", text);
                out.text("Order", order);
                out.time("At", at);
            }
            case Item.WaitingItem waiting -> writeWaiting(out, waiting);
            case Item.WaitingGoneItem(int shard, long seq) -> {
                out.object("WaitingGone");
                out.number("Shard", shard, 0);
                out.number("Seq", seq, 0);
            }
            case Item.MoreWaitingItem(long others) -> {
                out.object("MoreWaiting");
                out.number("Others", others, 0);
            }
            case Item.HaltItem(var halt, int shards, int of, long pulledUntil, var releaseBy) -> {
                out.object("Halt");
                HaltForm.write(out, halt);
                HaltForm.writePulledUntil(out, pulledUntil);
                out.number("Shards", shards, 0);
                out.number("Of", of, 0);
                out.yes("ReleaseByAnyone", releaseBy == ReleaseBy.ANYONE);
            }
            case Item.HaltGoneItem(var scope) -> {
                out.object("HaltGone");
                HaltForm.writeScope(out, scope);
            }
            case Item.InstrumentItem(var symbol, var referencePx) -> {
                out.object("Instrument");
                out.text("Symbol", symbol.value());
                out.px("ReferencePx", referencePx);
            }
            case Item.AccountItem(var account) -> {
                out.object("Account");
                out.text("Account", account.value());
            }
            case Item.ServiceItem(var service, var state, var text, long at) -> {
                out.object("Service");
                writeState(out, "Service", service, state, text, at);
            }
        }
        out.end();
    }

    private static void writeExecution(Out out, Item.ExecutionItem item) throws IOException {
        out.object("Execution");
        out.text("Order", item.order().value());
        out.text("Account", item.account().value());
        out.text("Symbol", item.symbol().value());
        Codes.write(out, item.side());
        ExecutionForm.writeField(out, "Execution", item.execution());
    }

    private static void writeWaiting(Out out, Item.WaitingItem item) throws IOException {
        out.object("Waiting");
        out.number("Shard", item.shard(), 0);
        out.number("Seq", item.seq(), 0);
        out.text("Session", item.session());
        out.time("ReceivedAt", item.receivedAt());
        out.text("Outcome", item.outcome());
        out.text("Reason", item.reason());
        out.text("ClOrdID", item.clOrdID());
        out.text("OrderID", item.orderID());
        out.text("ExecID", item.execID());
        out.bytes("Raw", item.raw().getBytes());
    }

    private static void writeState(Out out, String what, String name, String state, String text, long at)
            throws IOException {
        out.text(what, name);
        out.text("State", state);
        out.text("Text", text);
        out.time("At", at);
    }

    /// An item of a type that this version does not know is passed over, as an unknown field is.
    static List<Item> readList(In in) throws IOException {
        var items = new ArrayList<Item>();
        in.list();
        while (in.element()) {
            in.object();
            switch (in.type()) {
                case "Order" -> items.add(new Item.OrderItem(OrderForm.read(in)));
                case "Gone" -> items.add(readGone(in));
                case "Execution" -> items.add(readExecution(in));
                case "Position" -> items.add(new Item.PositionItem(PositionForm.read(in)));
                case "Session" -> items.add(readSession(in));
                case "Alert" -> items.add(readAlert(in));
                case "Waiting" -> items.add(readWaiting(in));
                case "WaitingGone" -> items.add(readWaitingGone(in));
                case "MoreWaiting" -> items.add(readMoreWaiting(in));
                case "Halt" -> items.add(readHalt(in));
                case "HaltGone" -> items.add(new Item.HaltGoneItem(HaltForm.readScope(in)));
                case "Instrument" -> items.add(readInstrument(in));
                case "Account" -> items.add(readAccount(in));
                case "Service" -> items.add(readService(in));
                default -> in.skipRest();
            }
        }
        return items;
    }

    private static Item readGone(In in) throws IOException {
        var order = "";
        while (in.next()) {
            switch (in.name()) {
                case "Order" -> order = in.text();
                default -> in.skip();
            }
        }
        return new Item.GoneItem(new OrderKey(order));
    }

    private static Item readExecution(In in) throws IOException {
        var order = "";
        var account = Account.NONE;
        var symbol = Symbol.NONE;
        var side = Side.NONE;
        @Nullable Execution execution = null;
        while (in.next()) {
            switch (in.name()) {
                case "Order" -> order = in.text();
                case "Account" -> account = new Account(in.text());
                case "Symbol" -> symbol = new Symbol(in.text());
                case "Side" -> side = Codes.side(in);
                case "Execution" -> execution = ExecutionForm.readField(in);
                default -> in.skip();
            }
        }
        if (execution == null) throw new WireException("an item of order '" + order + "' has no Execution");
        return new Item.ExecutionItem(new OrderKey(order), account, symbol, side, execution);
    }

    private static Item readSession(In in) throws IOException {
        var session = "";
        var state = "";
        var text = "";
        long at = 0;
        while (in.next()) {
            switch (in.name()) {
                case "Session" -> session = in.text();
                case "State" -> state = in.text();
                case "Text" -> text = in.text();
                case "At" -> at = in.number();
                default -> in.skip();
            }
        }
        return new Item.SessionItem(session, state, text, at);
    }

    private static Item readAlert(In in) throws IOException {
        var level = "";
        var text = "";
        var order = "";
        long at = 0;
        while (in.next()) {
            switch (in.name()) {
                case "Level" -> level = in.text();
                case "Text" -> text = in.text();
                case "Order" -> order = in.text();
                case "At" -> at = in.number();
                default -> in.skip();
            }
        }
        return new Item.AlertItem(level, text, order, at);
    }

    private static Item readWaiting(In in) throws IOException {
        int shard = 0;
        long seq = 0;
        var session = "";
        long receivedAt = 0;
        var outcome = "";
        var reason = "";
        var clOrdID = "";
        var orderID = "";
        var execID = "";
        var raw = Buffer.buffer();
        while (in.next()) {
            switch (in.name()) {
                case "Shard" -> shard = in.smallNumber();
                case "Seq" -> seq = in.number();
                case "Session" -> session = in.text();
                case "ReceivedAt" -> receivedAt = in.number();
                case "Outcome" -> outcome = in.text();
                case "Reason" -> reason = in.text();
                case "ClOrdID" -> clOrdID = in.text();
                case "OrderID" -> orderID = in.text();
                case "ExecID" -> execID = in.text();
                case "Raw" -> raw = Buffer.buffer(in.bytes());
                default -> in.skip();
            }
        }
        return new Item.WaitingItem(
                shard, seq, session, receivedAt, outcome, reason, clOrdID, orderID, execID, raw);
    }

    private static Item readWaitingGone(In in) throws IOException {
        int shard = 0;
        long seq = 0;
        while (in.next()) {
            switch (in.name()) {
                case "Shard" -> shard = in.smallNumber();
                case "Seq" -> seq = in.number();
                default -> in.skip();
            }
        }
        return new Item.WaitingGoneItem(shard, seq);
    }

    private static Item readMoreWaiting(In in) throws IOException {
        long others = 0;
        while (in.next()) {
            switch (in.name()) {
                case "Others" -> others = in.number();
                default -> in.skip();
            }
        }
        return new Item.MoreWaitingItem(others);
    }

    private static Item readHalt(In in) throws IOException {
        var halt = new HaltForm();
        int shards = 0;
        int of = 0;
        var releaseBy = ReleaseBy.SECOND_PERSON;
        while (in.next()) {
            switch (in.name()) {
                case "Shards" -> shards = in.smallNumber();
                case "Of" -> of = in.smallNumber();
                case "ReleaseByAnyone" -> releaseBy = in.yes() ? ReleaseBy.ANYONE : ReleaseBy.SECOND_PERSON;
                default -> {
                    if (!halt.read(in)) in.skip();
                }
            }
        }
        return new Item.HaltItem(halt.halt(), shards, of, halt.pulledUntil(), releaseBy);
    }

    private static Item readInstrument(In in) throws IOException {
        var symbol = Symbol.NONE;
        var referencePx = Px.NONE;
        while (in.next()) {
            switch (in.name()) {
                case "Symbol" -> symbol = new Symbol(in.text());
                case "ReferencePx" -> referencePx = in.px();
                default -> in.skip();
            }
        }
        return new Item.InstrumentItem(symbol, referencePx);
    }

    private static Item readAccount(In in) throws IOException {
        var account = Account.NONE;
        while (in.next()) {
            switch (in.name()) {
                case "Account" -> account = new Account(in.text());
                default -> in.skip();
            }
        }
        return new Item.AccountItem(account);
    }

    private static Item readService(In in) throws IOException {
        var service = "";
        var state = "";
        var text = "";
        long at = 0;
        while (in.next()) {
            switch (in.name()) {
                case "Service" -> service = in.text();
                case "State" -> state = in.text();
                case "Text" -> text = in.text();
                case "At" -> at = in.number();
                default -> in.skip();
            }
        }
        return new Item.ServiceItem(service, state, text, at);
    }
}
