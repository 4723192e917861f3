package dev.plumbline.wire;

import java.util.List;

import dev.plumbline.core.BookState;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Seen;
import dev.plumbline.core.SessionOrderID;
import dev.plumbline.core.Shelf.Label;
import dev.plumbline.wire.Packed.In;
import dev.plumbline.wire.Packed.Out;

/// An order of a [BookState] with what is kept beside it, packed by itself: its label, its executions, the rest. Each can be
/// had without what is behind it. What is added to an order, or changed, makes another version of the snapshots' files.
final class FiledOrder {
    private FiledOrder() {}

    /// An order with its names.
    ///
    /// @param clOrdIDs by which it is known
    /// @param orderIDs by which it is known
    /// @param used ClOrdIDs of its requests, where they are ours
    record Named(BookState.Filed filed, List<ClOrdID> clOrdIDs, List<SessionOrderID> orderIDs, List<ClOrdID> used) {}

    /// @param alone for this order, and nothing else
    static byte[] bytes(Out alone, Named named) {
        alone.begin();
        var filed = named.filed;
        writeLabel(alone, filed.order(), named);
        alone.list(filed.executions(), PackedValues::write);
        writeRest(alone, filed.order());
        write(alone, filed);
        return alone.bytes();
    }

    private static void writeLabel(Out out, Order order, Named named) {
        out.text(order.key().value());
        out.value(PackedValues.SESSION, order.session());
        out.value(PackedValues.ACCOUNT, order.account());
        out.value(PackedValues.SYMBOL, order.symbol());
        out.value(PackedValues.SIDE, order.side());
        out.list(named.clOrdIDs, (to, id) -> to.value(PackedValues.CL_ORD_ID, id));
        out.list(named.orderIDs, (to, name) -> {
            to.value(PackedValues.SESSION, name.session());
            to.value(PackedValues.ORDER_ID, name.orderID());
        });
        out.list(named.used, (to, id) -> to.value(PackedValues.CL_ORD_ID, id));
    }

    static Label label(In in) {
        var key = in.text();
        var broker = in.value(PackedValues.SESSION);
        var account = in.value(PackedValues.ACCOUNT);
        var symbol = in.value(PackedValues.SYMBOL);
        var side = in.value(PackedValues.SIDE);
        var clOrdIDs = in.list(from -> from.value(PackedValues.CL_ORD_ID));
        var orderIDs = in.list(from -> new SessionOrderID(from.value(PackedValues.SESSION), from.value(PackedValues.ORDER_ID)));
        var used = in.list(from -> from.value(PackedValues.CL_ORD_ID));
        return new Label(key(key, used), broker, account, symbol, side, clOrdIDs, orderIDs, used);
    }

    /// With the text of its first id, where it has that.
    private static OrderKey key(String key, List<ClOrdID> used) {
        return !used.isEmpty() && key.equals(used.getFirst().value()) ? OrderKey.of(used.getFirst()) : new OrderKey(key);
    }

    /// What is behind the label.
    static List<Execution> executions(In in) {
        return in.list(PackedValues::execution);
    }

    static BookState.Filed filed(In in, long number) {
        return whole(number, label(in), in);
    }

    static Named named(In in, long number) {
        var label = label(in);
        return new Named(whole(number, label, in), label.clOrdIDs(), label.orderIDs(), label.used());
    }

    private static void write(Out out, BookState.Filed filed) {
        out.value(PackedValues.SESSION, filed.session());
        out.value(PackedValues.ORDER_ID, filed.indexed());
        long[] seen = filed.seen().toArray();
        out.number(seen.length);
        for (long fingerprint : seen) out.number(fingerprint);
        out.list(filed.parked(), FiledOrder::write);
        out.list(filed.history(), FiledOrder::write);
        out.yes(filed.isWhole());
    }

    private static BookState.Filed whole(long number, Label label, In in) {
        var order = order(label, in);
        var filed = new BookState.Filed(
                number, order, in.value(PackedValues.SESSION), in.value(PackedValues.ORDER_ID), seen(in), in.list(FiledOrder::told),
                in.list(FiledOrder::told), in.yes());
        if (!in.isAtEnd()) throw new WireException("something follows the order " + label.key());
        return filed;
    }

    private static Seen seen(In in) {
        int count = in.smallNumber();
        if (count == 0) return Seen.of();
        var fingerprints = new long[count];
        for (int i = 0; i < count; i++) fingerprints[i] = in.number();
        return Seen.of(fingerprints);
    }

    /// Few, so in the form that they have anyway.
    private static void write(Out out, BookState.Told told) {
        out.number(told.input());
        out.bytes(Wire.encode(told.report()));
    }

    private static BookState.Told told(In in) {
        return new BookState.Told(in.number(), Wire.report(in.bytes()));
    }

    private static void writeRest(Out out, Order order) {
        out.value(PackedValues.ORDER_ID, order.orderID());
        out.value(PackedValues.ORD_TYPE, order.ordType());
        out.value(PackedValues.TIME_IN_FORCE, order.timeInForce());
        out.list(order.requests(), PackedValues::write);
        if (order.executions().size() == 0) {
            out.value(PackedValues.QTY, order.executions().cumQty());
            out.value(PackedValues.MONEY, order.executions().notional());
        }
        out.value(PackedValues.LIFE, order.life());
        out.value(PackedValues.QTY, order.toldCumQty());
        out.value(PackedValues.FLAGS, order.flags());
        out.number(order.enteredAt());
        out.number(order.updatedAt());
        out.value(PackedValues.TEXT, order.text());
        PackedValues.write(out, order.claims());
        PackedValues.write(out, order.heard());
    }

    private static Order order(Label label, In in) {
        var traded = executions(in);
        var orderID = in.value(PackedValues.ORDER_ID);
        var ordType = in.value(PackedValues.ORD_TYPE);
        var timeInForce = in.value(PackedValues.TIME_IN_FORCE);
        var requests = in.list(PackedValues::request);
        if (requests.isEmpty()) throw new WireException("Order '" + label.key() + "' has no Requests, and so no terms");
        var executions = traded.isEmpty()
                ? Executions.sums(in.value(PackedValues.QTY), in.value(PackedValues.MONEY))
                : Executions.of(traded);
        var life = in.value(PackedValues.LIFE);
        var toldCumQty = in.value(PackedValues.QTY);
        var flags = in.value(PackedValues.FLAGS);
        long enteredAt = in.number();
        long updatedAt = in.number();
        var text = in.value(PackedValues.TEXT);
        var claims = PackedValues.claims(in);
        var heard = PackedValues.heard(in);
        return new Order(
                label.key(), label.broker(), orderID, label.account(), label.symbol(), label.side(), ordType, timeInForce,
                requests, executions, life, toldCumQty, flags, enteredAt, updatedAt, text, claims, heard);
    }
}
