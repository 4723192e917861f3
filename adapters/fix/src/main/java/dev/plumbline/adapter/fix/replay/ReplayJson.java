package dev.plumbline.adapter.fix.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;

/// The JSON of `oms replay`, one object a line. Decimals are strings, so that no reader rounds them.
final class ReplayJson implements AutoCloseable {
    private final JsonGenerator json;

    ReplayJson(Writer out) {
        try {
            json = generator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All in ASCII: what is no ASCII is escaped, so that no terminal or pipe makes two ids the same.
    static JsonGenerator generator(Writer out) throws IOException {
        var json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
        json.setRootValueSeparator(null);
        return json;
    }

    /// The whole state at the end.
    void state(Replay replay) throws IOException {
        var counts = replay.counts();
        json.writeStartObject();
        json.writeNumberField("inputs", counts.inputs());
        json.writeNumberField("applied", counts.applied());
        json.writeNumberField("duplicate", counts.duplicate());
        json.writeNumberField("parked", counts.parked());
        json.writeNumberField("quarantined", counts.quarantined());
        json.writeNumberField("ignored", counts.ignored());
        json.writeArrayFieldStart("orders");
        for (var order : replay.book().orders()) order(order);
        json.writeEndArray();
        json.writeArrayFieldStart("positions");
        for (var position : replay.book().positions()) position(position);
        json.writeEndArray();
        json.writeArrayFieldStart("quarantine");
        for (var quarantined : replay.quarantine()) {
            json.writeStartObject();
            json.writeNumberField("line", Place.line(quarantined.input()));
            json.writeStringField("reason", quarantined.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("stateHash", Canonical.stateHash(replay.book()));
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /// One message and what it did.
    void trace(Scenario.Message message, Replay.Played played, Replay replay) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", message.number());
        json.writeStringField("dir", String.valueOf(message.direction().mark()));
        json.writeStringField("outcome", played.outcome().name());
        if (played.reason().isEmpty()) json.writeNullField("reason");
        else json.writeStringField("reason", played.reason());
        json.writeFieldName("order");
        if (played.order().isPresent()) order(played.order().get());
        else json.writeNull();
        json.writeFieldName("position");
        var position = played.order().flatMap(order -> traded(replay, order));
        if (position.isPresent()) position(position.get());
        else json.writeNull();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static Optional<Position> traded(Replay replay, Order order) {
        return Optional.of(replay.book().position(order.account(), order.symbol()));
    }

    private void order(Order order) throws IOException {
        json.writeStartObject();
        json.writeStringField("clOrdId", order.clOrdID().value());
        json.writeArrayFieldStart("chain");
        for (ClOrdID id : order.chain()) if (!id.isNone()) json.writeString(id.value());
        json.writeEndArray();
        json.writeStringField("orderId", order.orderID().value());
        json.writeStringField("account", order.account().value());
        json.writeStringField("symbol", order.symbol().value());
        json.writeStringField("side", order.side().label());
        json.writeStringField("ordStatus", order.ordStatus().label());
        json.writeStringField("orderQty", order.orderQty().toString());
        json.writeStringField("cumQty", order.cumQty().toString());
        json.writeStringField("leavesQty", order.leavesQty().toString());
        json.writeStringField("avgPx", order.avgPx().toString());
        json.writeStringField("unexplainedQty", order.unexplainedQty().toString());
        json.writeArrayFieldStart("flags");
        for (var flag : order.flags().list()) json.writeString(flag.name());
        json.writeEndArray();
        json.writeArrayFieldStart("executions");
        for (var execution : order.executions().list()) execution(execution);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void execution(Execution execution) throws IOException {
        json.writeStartObject();
        json.writeStringField("execId", execution.execID().value());
        json.writeStringField("qty", execution.qty().toString());
        json.writeStringField("px", execution.px().toString());
        json.writeStringField("state", execution.state().name());
        json.writeEndObject();
    }

    private void position(Position position) throws IOException {
        json.writeStartObject();
        json.writeStringField("account", position.account().value());
        json.writeStringField("symbol", position.symbol().value());
        json.writeStringField("qty", position.qty().toString());
        json.writeStringField("avgPx", position.avgPx().toString());
        json.writeStringField("realizedPnl", position.realizedPnl().toString());
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
