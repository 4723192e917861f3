package dev.plumbline.server.bridge;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.server.bridge.Fault.Code;

/// What a client says, in the protocol of Vert.x' event-bus bridge: JSON objects with a `type`. Pure.
sealed interface Frame {
    /// Bytes of one at most: the largest request that makes sense has a few hundred.
    int BYTES_MAX = 64 * 1024;
    /// Levels of objects and lists.
    int DEPTH_MAX = 16;

    /// A question, or an order.
    ///
    /// @param replyAddress the address of the answer, chosen by the client; empty where it wants none
    record Send(String address, String replyAddress, Map<String, String> headers, JsonNode body) implements Frame {}

    /// From now on messages to `address` are wanted.
    record Register(String address, Map<String, String> headers) implements Frame {}

    record Unregister(String address) implements Frame {}

    record Ping() implements Frame {}

    /// Bounded in all directions, whatever comes: depth, names, texts, numbers; no name twice in one object.
    ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(BYTES_MAX)
                    .maxNameLength(256)
                    .maxNumberLength(64)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /// @throws Fault.Failure where it is none
    static Frame read(byte[] bytes) {
        var json = object(bytes);
        var type = text(json, "type");
        return switch (type) {
            case "send", "publish" -> new Send(
                    address(json), text(json, "replyAddress"), headers(json), json.path("body"));
            case "register" -> new Register(address(json), headers(json));
            case "unregister" -> new Unregister(address(json));
            case "ping" -> new Ping();
            default -> throw Fault.of(Code.BAD_REQUEST, type.isEmpty()
                    ? "a frame has a type: send, register, unregister or ping"
                    : "no type of frame: '" + shortened(type) + "'; there is send, register, unregister and ping");
        };
    }

    private static ObjectNode object(byte[] bytes) {
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) return object;
            throw Fault.of(Code.BAD_REQUEST, "a frame is a JSON object");
        } catch (JsonProcessingException broken) {
            // Not what is there: it may be half of a password.
            throw Fault.of(Code.BAD_REQUEST, "a frame is a JSON object in UTF-8, each name in it once, " + DEPTH_MAX
                    + " levels deep at most" + where(broken));
        } catch (IOException broken) {
            throw Fault.of(Code.BAD_REQUEST, "a frame is a JSON object in UTF-8");
        }
    }

    private static String where(JsonProcessingException broken) {
        return Optional.ofNullable(broken.getLocation()).map(place -> ": look at byte " + place.getByteOffset()).orElse("");
    }

    private static String address(ObjectNode json) {
        var address = text(json, "address");
        if (address.isEmpty()) throw Fault.of(Code.BAD_REQUEST, "a frame of this type has an address");
        return address;
    }

    private static String text(ObjectNode json, String name) {
        var value = json.path(name);
        if (value.isTextual()) return value.textValue();
        if (value.isMissingNode() || value.isNull()) return "";
        throw Fault.of(Code.BAD_REQUEST, name + " is a text");
    }

    private static Map<String, String> headers(ObjectNode json) {
        var headers = new LinkedHashMap<String, String>();
        var given = json.path("headers");
        if (given instanceof MissingNode || given.isNull()) return headers;
        if (!given.isObject()) throw Fault.of(Code.BAD_REQUEST, "headers is an object of texts");
        for (var header : given.properties()) {
            if (!header.getValue().isValueNode()) throw Fault.of(Code.BAD_REQUEST, "header " + shortened(header.getKey()) + " is a text");
            headers.put(header.getKey(), header.getValue().asText());
        }
        return headers;
    }

    /// What somebody else wrote, as it may stand in a message or a log: short, and in one line.
    static String shortened(String text) {
        var line = text.length() > 200 ? text.substring(0, 200) + "..." : text;
        return line.chars().anyMatch(Character::isISOControl) ? line.replaceAll("\\p{Cntrl}+", " ") : line;
    }
}
