package dev.plumbline.server.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

/// What a client is told, as frames of one transport. Pure.
record Frames(Line.Dialect dialect) {
    private static final Buffer PONG = Buffer.buffer("{\"type\":\"pong\"}");

    Buffer pong() {
        return PONG;
    }

    Buffer message(String address, JsonNode body) {
        return message(address, Buffer.buffer(bytes(body)));
    }

    /// @param body JSON
    Buffer message(String address, Buffer body) {
        return Buffer.buffer(body.length() + 100)
                .appendString("{\"type\":\"").appendString(dialect.message()).appendString("\",\"address\":")
                .appendBytes(Shapes.text(address))
                .appendString(",\"body\":").appendBuffer(body).appendString("}");
    }

    /// @param address of the answer, or of the stream, that it is in place of; empty where the frame had none
    Buffer error(String address, Fault fault) {
        var error = Frame.JSON.createObjectNode();
        error.put("type", "err");
        if (!address.isEmpty()) error.put("address", address);
        error.put("failureCode", fault.code().number());
        error.put("failureType", "RECIPIENT_FAILURE");
        error.put("message", fault.text());
        return Buffer.buffer(bytes(error));
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return Frame.JSON.writeValueAsString(json).getBytes(UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a sink", impossible);
        }
    }
}
