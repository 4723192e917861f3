package dev.plumbline.console.timeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Names of FIX tags, and words for their enumerated values: of FIX 4.2, 4.4, 5.0 SP2 and FIXT 1.1 taken together. Where
/// they differ, the newest is kept. Read from `fix.tsv`, which is made from QuickFIX/J's dictionaries.
final class FixDictionary {
    static final FixDictionary STANDARD = read("fix.tsv");

    private final Map<Integer, Tag> tags;

    /// @param type as the dictionaries call it: `STRING`, `QTY`, `DATA` …
    /// @param words for the values that are enumerated
    record Tag(int number, String name, String type, Map<String, String> words) {
        Tag {
            words = Map.copyOf(words);
        }

        /// May hold any byte, the delimiter included: a field before it says how many.
        boolean isData() {
            return type.equals("DATA") || type.equals("XMLDATA");
        }

        private boolean isMultiple() {
            return type.startsWith("MULTIPLE");
        }
    }

    private FixDictionary(Map<Integer, Tag> tags) {
        this.tags = tags;
    }

    @Nullable Tag tag(int number) {
        return tags.get(number);
    }

    int size() {
        return tags.size();
    }

    /// Empty where the tag is not known.
    String name(int number) {
        var tag = tags.get(number);
        return tag == null ? "" : tag.name;
    }

    /// The value in words: empty where its tag has no words for it.
    String meaning(int number, String value) {
        var tag = tags.get(number);
        if (tag == null) return "";
        var whole = tag.words.get(value);
        if (whole != null) return whole;
        if (tag.isMultiple() && value.contains(" "))
            return Arrays.stream(value.split(" ")).map(each -> tag.words.getOrDefault(each, each)).collect(Collectors.joining(", "));
        if (tag.type.equals("BOOLEAN")) return value.equals("Y") ? "Yes" : value.equals("N") ? "No" : "";
        return "";
    }

    private static FixDictionary read(String resource) {
        var tags = new HashMap<Integer, Tag>();
        try (var stream = FixDictionary.class.getResourceAsStream(resource)) {
            if (stream == null) throw new IllegalStateException(resource + " is missing from the program");
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(FixDictionary::tag)
                    .forEach(tag -> tags.put(tag.number, tag));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new FixDictionary(tags);
    }

    /// `39<tab>OrdStatus<tab>CHAR<tab>0<tab>New<tab>1<tab>Partially filled …`.
    private static Tag tag(String line) {
        var parts = line.split("\t", -1);
        var words = new HashMap<String, String>();
        for (int i = 3; i + 1 < parts.length; i += 2) words.put(parts[i], parts[i + 1]);
        return new Tag(Integer.parseInt(parts[0]), parts[1], parts[2], words);
    }
}
