package dev.plumbline.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A page of tables that a trader can check: a title, then a row for each message, with what the order must be after it.
/// A row marked `or` is what might have come there instead; two rows marked `x` cross each other on the wire.
record Table(String title, List<Row> rows) {

    record Row(Mark mark, List<String> words, List<String> expected, String text) {}

    enum Mark {
        MAIN,
        INSTEAD,
        CROSSING
    }

    static List<Table> read(String resource) throws IOException {
        try (InputStream in = Table.class.getResourceAsStream(resource)) {
            var tables = new ArrayList<Table>();
            for (var page : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n"))
                if (!page.isBlank()) tables.add(of(page.strip().lines().toList()));
            return tables;
        }
    }

    private static Table of(List<String> lines) {
        return new Table(lines.getFirst(), lines.stream().skip(1).map(Table::row).toList());
    }

    private static Row row(String line) {
        var mark = line.startsWith("or") ? Mark.INSTEAD : line.startsWith("x ") ? Mark.CROSSING : Mark.MAIN;
        int bar = line.indexOf('|');
        return new Row(mark, words(line.substring(2, bar)), expected(line.substring(bar + 1)), line);
    }

    /// What stands far to the right is a remark.
    private static List<String> expected(String text) {
        return text.startsWith(" ".repeat(20)) ? List.of() : words(text);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /// The same with each crossing pair the other way round.
    Table crossed() {
        var swapped = new ArrayList<>(rows);
        for (int i = 0; i + 1 < swapped.size(); i++)
            if (swapped.get(i).mark() == Mark.CROSSING && swapped.get(i + 1).mark() == Mark.CROSSING) {
                var first = swapped.get(i);
                swapped.set(i, swapped.get(i + 1));
                swapped.set(++i, first);
            }
        return new Table(title + " (crossed)", swapped);
    }

    boolean crosses() {
        return rows.stream().anyMatch(row -> row.mark() == Mark.CROSSING);
    }
}
