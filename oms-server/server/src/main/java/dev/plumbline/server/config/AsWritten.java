package dev.plumbline.server.config;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/// Reads YAML with every value as the text that was written: to YAML the account `007` is 7, `1.10` is 1.1, and a long
/// price a `double`.
final class AsWritten {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLFactory YAML =
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private AsWritten() {}

    /// An empty text is an empty section.
    static JsonNode read(String text) throws IOException {
        try (var parser = YAML.createParser(text)) {
            return parser.nextToken() == null ? NODES.objectNode() : node(parser);
        }
    }

    private static JsonNode node(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> section(parser);
            case START_ARRAY -> list(parser);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    private static JsonNode section(JsonParser parser) throws IOException {
        var section = NODES.objectNode();
        for (var key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            section.set(key, node(parser));
        }
        return section;
    }

    private static JsonNode list(JsonParser parser) throws IOException {
        var list = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) list.add(node(parser));
        return list;
    }
}
