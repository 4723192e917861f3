package dev.plumbline.server.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import dev.plumbline.server.bridge.Fault.Code;

/// The JSON Schemas (2020-12) of all messages, which are files beside this class: what a client reads is what is used here.
final class Schemas {
    private static final int COMPLAINTS = 3;
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

    private Schemas() {}

    /// @param name of the file, without `.json`
    static JsonSchema schema(String name) {
        return READ.computeIfAbsent(name, Schemas::read);
    }

    private static JsonSchema read(String name) {
        try (InputStream from = Schemas.class.getResourceAsStream("schemas/" + name + ".json")) {
            if (from == null) throw new IllegalStateException("no schema " + name);
            return FACTORY.getSchema(from);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("schema " + name, unreadable);
        }
    }

    /// @throws Fault.Failure with what is wrong
    static void check(String name, JsonNode body) {
        var wrong = schema(name).validate(body);
        if (wrong.isEmpty()) return;
        var words = wrong.stream().limit(COMPLAINTS).map(ValidationMessage::getMessage).map(Frame::shortened).collect(Collectors.joining("; "));
        throw Fault.of(Code.BAD_REQUEST, words + " (schema " + name + ".json)");
    }
}
