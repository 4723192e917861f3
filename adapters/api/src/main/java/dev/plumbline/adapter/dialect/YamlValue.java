package dev.plumbline.adapter.dialect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/// YAML, and so JSON too, with every value as the text that was written: the code `0` is no number, `N` no boolean.
sealed interface YamlValue {
    record Text(String text) implements YamlValue {}

    record Items(List<YamlValue> items) implements YamlValue {}

    record Section(Map<String, YamlValue> entries) implements YamlValue {
        boolean has(String key) {
            return entries.containsKey(key);
        }
    }

    /// An empty text is an empty section.
    static YamlValue read(String text) throws IOException {
        var yaml = YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (var parser = yaml.createParser(text)) {
            return parser.nextToken() == null ? new Section(Map.of()) : value(parser);
        }
    }

    private static YamlValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> section(parser);
            case START_ARRAY -> items(parser);
            case VALUE_NULL -> new Text("");
            default -> new Text(parser.getText());
        };
    }

    private static Section section(JsonParser parser) throws IOException {
        var entries = new LinkedHashMap<String, YamlValue>();
        for (var key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            entries.put(key, value(parser));
        }
        return new Section(entries);
    }

    private static Items items(JsonParser parser) throws IOException {
        var items = new ArrayList<YamlValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser));
        return new Items(items);
    }
}
