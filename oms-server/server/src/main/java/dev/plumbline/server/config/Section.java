package dev.plumbline.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// One section of the configuration file, with its path for error messages. Every key that is read is noted, so that
/// [#done()] can name a key that nobody knows: a misspelt key must not silently mean its default.
final class Section {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|d)");

    private final String file;
    private final String path;
    private final JsonNode node;
    private final Map<String, String> environment;
    private final Set<String> read = new HashSet<>();

    /// @param environment what `${env:NAME}` in a value stands for
    Section(String file, String path, JsonNode node, Map<String, String> environment) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.environment = environment;
        if (!node.isObject()) throw new ConfigException(file + ": " + at("") + "must be a section of 'key: value' lines");
    }

    boolean has(String key) {
        return node.has(key);
    }

    Section section(String key) {
        read.add(key);
        var child = node.get(key);
        return new Section(file, path(key), child == null || child.isNull() ? JsonNodeFactory.instance.objectNode() : child, environment);
    }

    String text(String key, String otherwise) {
        read.add(key);
        var value = node.get(key);
        if (value == null || value.isNull()) return otherwise;
        if (!value.isValueNode()) throw wrong(key, "must be a single value");
        return filled(key, value.asText());
    }

    private String filled(String key, String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            var value = environment.get(found.group(1));
            if (value == null)
                throw wrong(key, "is '" + text + "', and the environment has no " + found.group(1) + "; set it, or write the value here");
            return Matcher.quoteReplacement(value);
        });
    }

    String text(String key) {
        var value = text(key, "");
        if (value.isEmpty()) throw wrong(key, "is missing");
        return value;
    }

    int whole(String key, int otherwise, int least, int most) {
        var text = text(key, Integer.toString(otherwise));
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) return value;
        } catch (NumberFormatException notANumber) {
            // Said below, with the range.
        }
        throw wrong(key, "is '" + text + "', must be a whole number from " + least + " to " + most);
    }

    int port(String key, int otherwise) {
        return whole(key, otherwise, 1, 65535);
    }

    /// Written as `500ms`, `10s`, `2m` or `7d`.
    Duration duration(String key, String otherwise, Duration least, Duration most) {
        var text = text(key, otherwise);
        var parts = DURATION.matcher(text);
        if (parts.matches()) {
            var value = of(Long.parseLong(parts.group(1)), parts.group(2));
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) return value;
        }
        throw wrong(key, "is '" + text + "', must be a time from " + words(least) + " to " + words(most)
                + ", such as 500ms, 10s, 2m or 7d");
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static String words(Duration time) {
        if (time.toMillisPart() > 0) return time.toMillis() + "ms";
        if (time.toHours() >= 24 && time.toHoursPart() == 0) return time.toDays() + "d";
        return time.toSecondsPart() > 0 ? time.toSeconds() + "s" : time.toMinutes() + "m";
    }

    boolean flag(String key, boolean otherwise) {
        var text = text(key, Boolean.toString(otherwise));
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "is '" + text + "', must be true or false");
        };
    }

    /// A value that `parse` makes of the text; what `parse` throws is the complaint.
    <T> T parsed(String key, String otherwise, Function<String, T> parse) {
        var text = text(key, otherwise);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | ArithmeticException notThat) {
            throw wrong(key, "is '" + text + "': " + notThat.getMessage());
        }
    }

    List<String> list(String key) {
        read.add(key);
        var value = node.get(key);
        if (value == null || value.isNull()) return List.of();
        if (!value.isArray()) throw wrong(key, "must be a list");
        var list = new ArrayList<String>();
        for (var item : value) {
            if (!item.isTextual() || item.asText().isBlank()) throw wrong(key, "must be a list of names, one has none");
            list.add(filled(key, item.asText()));
        }
        return list;
    }

    /// All keys with their values as text, for what this program does not know by name.
    Map<String, String> texts() {
        var map = new LinkedHashMap<String, String>();
        for (var key : keys()) map.put(key, text(key, ""));
        return map;
    }

    /// The keys, where each names something that gets a folder, a column and an address of its own.
    List<String> names() {
        for (var key : keys())
            if (!key.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
                throw wrong(key, "is no name; use letters, digits, '.', '_' and '-', 64 at most");
        return keys();
    }

    List<String> keys() {
        var keys = new ArrayList<String>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /// Names the first key that nobody has asked for.
    void done() {
        for (var key : keys())
            if (!read.contains(key))
                throw wrong(key, "is not known here; known are: " + String.join(", ", read.stream().sorted().toList()));
    }

    ConfigException wrong(String key, String complaint) {
        return new ConfigException(file + ": " + at(key) + complaint);
    }

    private String at(String key) {
        var full = path(key);
        return full.isEmpty() ? "" : full + " ";
    }

    private String path(String key) {
        if (key.isEmpty()) return path;
        return path.isEmpty() ? key : path + "." + key;
    }
}
