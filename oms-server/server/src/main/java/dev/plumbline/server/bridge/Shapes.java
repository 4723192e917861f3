package dev.plumbline.server.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.wire.DeskMessage.Item;

/// Orders, executions and positions as clients get them: FIX's names and codes, decimals as texts, times as UTCTimestamp with
/// nanoseconds. What is not known is left out. The schemas of `schemas/` say the same, and a test holds one against the other. Pure.
final class Shapes {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSSSSSSSS").withZone(ZoneOffset.UTC);

    private Shapes() {}

    private interface Body {
        void write(JsonGenerator to) throws IOException;
    }

    private static byte[] object(Body body) {
        var bytes = new ByteArrayOutputStream(400);
        try (var to = Frame.JSON.getFactory().createGenerator(bytes)) {
            to.writeStartObject();
            body.write(to);
            to.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a sink", impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] order(Order order) {
        return object(to -> {
            to.writeStringField("OrderID", order.key().value());
            to.writeStringField("ClOrdID", order.clOrdID().value());
            text(to, "SecondaryOrderID", order.orderID().value());
            text(to, "ExDestination", order.session().value());
            text(to, "Account", order.account().value());
            text(to, "Symbol", order.symbol().value());
            code(to, "Side", order.side().fix());
            code(to, "OrdType", order.ordType().fix());
            code(to, "TimeInForce", order.timeInForce().fix());
            qty(to, "OrderQty", order.orderQty());
            px(to, "Price", order.price());
            code(to, "OrdStatus", order.ordStatus().fix());
            qty(to, "CumQty", order.cumQty());
            qty(to, "LeavesQty", order.leavesQty());
            px(to, "AvgPx", order.avgPx());
            if (!order.unexplainedQty().isZero()) qty(to, "unexplainedQty", order.unexplainedQty());
            to.writeBooleanField("isOpen", order.isOpen());
            to.writeArrayFieldStart("requests");
            for (var request : order.requests()) {
                to.writeStartObject();
                to.writeStringField("ClOrdID", request.clOrdID().value());
                to.writeStringField("kind", request.kind().name());
                to.writeStringField("stage", request.stage().name());
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeArrayFieldStart("flags");
            for (var flag : order.flags().list()) to.writeString(flag.name());
            to.writeEndArray();
            text(to, "Text", order.text());
            time(to, "TransactTime", order.updatedAt());
        });
    }

    static byte[] execution(Item.ExecutionItem item) {
        Execution execution = item.execution();
        return object(to -> {
            to.writeStringField("OrderID", item.order().value());
            to.writeStringField("ExecID", execution.execID().value());
            text(to, "ClOrdID", execution.clOrdID().value());
            text(to, "Account", item.account().value());
            text(to, "Symbol", item.symbol().value());
            code(to, "Side", item.side().fix());
            qty(to, "LastQty", execution.qty());
            px(to, "LastPx", execution.px());
            to.writeStringField("state", execution.state().name());
            time(to, "TransactTime", execution.transactTime());
        });
    }

    static byte[] position(Position position) {
        return object(to -> {
            to.writeStringField("Account", position.account().value());
            to.writeStringField("Symbol", position.symbol().value());
            to.writeStringField("LongShortQty", position.qty().toString());
            px(to, "AvgPx", position.avgPx());
            to.writeStringField("cost", position.cost().toString());
            to.writeStringField("realizedPnl", position.realizedPnl().toString());
            text(to, "Currency", position.currency().value());
        });
    }

    /// A text as JSON.
    static byte[] text(String text) {
        try {
            return Frame.JSON.writeValueAsBytes(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a sink", impossible);
        }
    }

    private static void text(JsonGenerator to, String name, String value) throws IOException {
        if (!value.isEmpty()) to.writeStringField(name, value);
    }

    private static void code(JsonGenerator to, String name, char fix) throws IOException {
        to.writeStringField(name, String.valueOf(fix));
    }

    private static void qty(JsonGenerator to, String name, Qty qty) throws IOException {
        if (qty.isStated()) to.writeStringField(name, qty.toString());
    }

    private static void px(JsonGenerator to, String name, Px px) throws IOException {
        if (px.isStated()) to.writeStringField(name, px.toString());
    }

    private static void time(JsonGenerator to, String name, long nanos) throws IOException {
        if (nanos != 0) to.writeStringField(name, utc(nanos));
    }

    /// @param nanos since the epoch, UTC
    static String utc(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return UTC.format(Instant.ofEpochSecond(Math.floorDiv(nanos, second), Math.floorMod(nanos, second)));
    }
}
