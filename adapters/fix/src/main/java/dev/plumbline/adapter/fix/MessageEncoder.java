package dev.plumbline.adapter.fix;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import quickfix.Message;
import quickfix.field.MsgType;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.TimeInForce;

/// A command as a FIX message, without the fields of the session. Pure.
public final class MessageEncoder {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final long NANOS = 1_000_000_000;

    private final Message message = new Message();
    private final Order order;
    private final FixVersion version;

    private MessageEncoder(Order order, FixVersion version) {
        this.order = order;
        this.version = version;
    }

    /// @throws IllegalArgumentException where our command does not carry what FIX requires, or a text cannot stand in
    /// a FIX field, naming the field
    public static Message encode(Outbound outbound, FixVersion version) {
        var encoder = new MessageEncoder(outbound.order(), version);
        switch (outbound.command()) {
            case Command.Enter enter -> encoder.newOrderSingle(enter);
            case Command.Cancel cancel -> encoder.cancelRequest(cancel);
            case Command.Replace replace -> encoder.cancelReplaceRequest(replace);
            case Command.Status status -> encoder.statusRequest(status);
        }
        return encoder.message;
    }

    /// FIX's name of the message that a command becomes.
    static String nameOf(Command command) {
        return switch (command) {
            case Command.Enter _ -> "NewOrderSingle";
            case Command.Cancel _ -> "OrderCancelRequest";
            case Command.Replace _ -> "OrderCancelReplaceRequest";
            case Command.Status _ -> "OrderStatusRequest";
        };
    }

    private void newOrderSingle(Command.Enter enter) {
        msgType(MsgType.NEW_ORDER_SINGLE);
        text(11, "ClOrdID", enter.clOrdID().value());
        ifGiven(1, "Account", enter.account().value());
        instrument();
        time(enter.at());
        terms(enter.orderQty(), enter.price());
    }

    private void cancelRequest(Command.Cancel cancel) {
        msgType(MsgType.ORDER_CANCEL_REQUEST);
        text(11, "ClOrdID", cancel.clOrdID().value());
        text(41, "OrigClOrdID", cancel.origClOrdID().value());
        whichOrder();
        time(cancel.at());
        qty(order.orderQty());
    }

    private void cancelReplaceRequest(Command.Replace replace) {
        msgType(MsgType.ORDER_CANCEL_REPLACE_REQUEST);
        text(11, "ClOrdID", replace.clOrdID().value());
        text(41, "OrigClOrdID", replace.origClOrdID().value());
        whichOrder();
        time(replace.at());
        terms(replace.orderQty(), replace.price());
    }

    private void statusRequest(Command.Status status) {
        msgType(MsgType.ORDER_STATUS_REQUEST);
        text(11, "ClOrdID", status.clOrdID().value());
        whichOrder();
    }

    /// The broker's OrderID is given where we know it: some find an order by nothing else.
    private void whichOrder() {
        ifGiven(37, "OrderID", order.orderID().value());
        ifGiven(1, "Account", order.account().value());
        instrument();
    }

    private void instrument() {
        text(55, "Symbol", order.symbol().value());
        message.setChar(54, order.side().fix());
    }

    /// HandlInst(21) is required in 4.2 and no longer after it: 1 is automated execution, no intervention.
    private void terms(Qty orderQty, Px price) {
        if (version == FixVersion.FIX_4_2) message.setChar(21, '1');
        qty(orderQty);
        message.setChar(40, order.ordType().fix());
        price(price);
        timeInForce(order.timeInForce());
    }

    private void price(Px price) {
        switch (order.ordType()) {
            case MARKET -> {}
            case LIMIT -> message.setString(44, stated(price, "Price(44)"));
            case STOP -> message.setString(99, stated(price, "StopPx(99)"));
            case STOP_LIMIT, OTHER, NONE -> throw new IllegalArgumentException(
                    "OrdType(40) " + name(order.ordType()) + " needs more than the one price that our commands carry");
        }
    }

    private static String name(OrdType ordType) {
        return ordType.label().isEmpty() ? "not stated" : ordType.label();
    }

    private static String stated(Px price, String field) {
        if (!price.isStated()) throw new IllegalArgumentException(field + " is missing");
        return price.toString();
    }

    private void timeInForce(TimeInForce timeInForce) {
        if (timeInForce == TimeInForce.GOOD_TILL_DATE)
            throw new IllegalArgumentException(
                    "TimeInForce(59) GoodTillDate needs ExpireDate(432), which our commands do not carry");
        message.setChar(59, timeInForce.fix());
    }

    private void msgType(String msgType) {
        message.getHeader().setString(MsgType.FIELD, msgType);
    }

    private void time(long at) {
        var instant = Instant.ofEpochSecond(Math.floorDiv(at, NANOS), Math.floorMod(at, NANOS));
        message.setString(60, MILLIS.format(instant));
    }

    private void qty(Qty qty) {
        if (!qty.isPositive()) throw new IllegalArgumentException("OrderQty(38) is missing or not above 0");
        message.setString(38, qty.toString());
    }

    private void ifGiven(int tag, String name, String value) {
        if (!value.isEmpty()) text(tag, name, value);
    }

    /// A delimiter inside a value would let it forge other fields.
    private void text(int tag, String name, String value) {
        if (value.isEmpty()) throw new IllegalArgumentException(name + "(" + tag + ") is missing");
        if (value.chars().anyMatch(c -> c < ' ' || c > '~'))
            throw new IllegalArgumentException(name + "(" + tag + ") has a character that FIX does not carry");
        message.setString(tag, value);
    }
}
