package dev.plumbline.adapter.fix;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

import quickfix.FieldMap;
import quickfix.Message;
import quickfix.field.MsgType;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.TimeInForce;

/// A command as a FIX message in a broker's dialect, without the fields of the session. Pure.
public final class MessageEncoder {
    private static final DateTimeFormatter SECONDS = utc("");
    private static final DateTimeFormatter MILLIS = utc(".SSS");
    private static final DateTimeFormatter MICROS = utc(".SSSSSS");
    private static final DateTimeFormatter NANOSECONDS = utc(".SSSSSSSSS");

    /// Sub-ids, locations, and for whom and to whom a third party sends: a dialect may state them.
    private static final Set<Integer> OF_HEADER = Set.of(50, 57, 115, 116, 128, 129, 142, 143, 144, 145);

    private static final long NANOS = 1_000_000_000;

    private final Message message = new Message();
    private final Order order;
    private final Dialect dialect;

    private MessageEncoder(Order order, Dialect dialect) {
        this.order = order;
        this.dialect = dialect;
    }

    /// @throws IllegalArgumentException where our command does not carry what FIX requires, or a text cannot stand in
    /// a FIX field, naming the field
    public static Message encode(Outbound outbound, Dialect dialect) {
        var encoder = new MessageEncoder(outbound.order(), dialect);
        switch (outbound.command()) {
            case Command.Enter enter -> encoder.newOrderSingle(enter);
            case Command.Cancel cancel -> encoder.cancelRequest(cancel);
            case Command.Replace replace -> encoder.cancelReplaceRequest(replace);
            case Command.Status status -> encoder.statusRequest(status);
        }
        encoder.dialectsFields();
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
        text(41, "OrigClOrdID", origClOrdID(cancel, cancel.origClOrdID()).value());
        whichOrder();
        time(cancel.at());
        qty(order.orderQty());
    }

    private void cancelReplaceRequest(Command.Replace replace) {
        msgType(MsgType.ORDER_CANCEL_REPLACE_REQUEST);
        text(11, "ClOrdID", replace.clOrdID().value());
        text(41, "OrigClOrdID", origClOrdID(replace, replace.origClOrdID()).value());
        whichOrder();
        time(replace.at());
        terms(asked(replace.orderQty()), replace.price());
    }

    /// FIX lets us chain optimistically, on the last id that was not rejected; some brokers know none but accepted ones.
    private ClOrdID origClOrdID(Command command, ClOrdID named) {
        if (dialect.origClOrdID() == Dialect.OrigClOrdID.ACCEPTED) return named;
        for (var request : order.requests().reversed())
            if (isLiving(request) && !request.clOrdID().equals(command.clOrdID())) return request.clOrdID();
        return named;
    }

    private static boolean isLiving(Request request) {
        return request.kind() != Request.Kind.CANCEL && request.stage() != Request.Stage.REJECTED;
    }

    /// What is to remain of `total`, as far as we know by now.
    private Qty asked(Qty total) {
        if (dialect.orderQty() == Dialect.OrderQty.TOTAL || !total.isStated()) return total;
        var executed = order.cumQty().plus(order.unexplainedQty());
        if (!total.isMoreThan(executed))
            throw new IllegalArgumentException("OrderQty(38) says what is to remain to this broker, and of " + total
                    + " nothing would: " + executed + " are executed; cancel the order instead");
        return total.minus(executed);
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

    private void terms(Qty orderQty, Px price) {
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
        message.setString(60, pattern(dialect.transactTimePrecision()).format(instant));
    }

    private static DateTimeFormatter pattern(Dialect.Precision precision) {
        return switch (precision) {
            case SECONDS -> SECONDS;
            case MILLIS -> MILLIS;
            case MICROS -> MICROS;
            case NANOS -> NANOSECONDS;
        };
    }

    private static DateTimeFormatter utc(String decimals) {
        return DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss" + decimals).withZone(ZoneOffset.UTC);
    }

    /// Last, so that what the broker wants left out is.
    private void dialectsFields() {
        var msgType = message.getHeader().getOptionalString(MsgType.FIELD).orElse("");
        dialect.requestFields(msgType).forEach((tag, value) -> {
            FieldMap fields = OF_HEADER.contains(tag) ? message.getHeader() : message;
            if (value.isEmpty()) fields.removeField(tag);
            else fields.setString(tag, value);
        });
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
