package dev.plumbline.console.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.filter.Filter;
import dev.plumbline.console.ui.FormatRule;

/// Format rules as they were understood. Of several that hold for the same row or cell the first counts.
///
/// @param <T> the record that a rule asks
final class Rules<T> {
    /// So many at most: each is asked at each change of a row in sight.
    static final int MOST = 10;

    private final Map<String, List<Read<T>>> byColumn = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private boolean changesWithTime;

    record Read<T>(Predicate<T> when, Look look) {}

    private Rules() {}

    /// What can be read of them, and what cannot in a line each.
    ///
    /// @param columns ids of those that the table has
    static <T> Rules<T> read(List<FormatRule> rules, Fields<T> fields, Set<String> columns) {
        var read = new Rules<T>();
        for (var rule : rules) {
            var mistake = mistake(rule, fields, columns);
            if (mistake.isEmpty()) read.add(rule, fields);
            else read.broken.add("'" + rule.when() + "': " + mistake);
        }
        return read;
    }

    private void add(FormatRule rule, Fields<T> fields) {
        if (!(Filter.parse(rule.when(), fields) instanceof Filter.Ready<T> ready)) return;
        var look = Look.named(rule.look()).orElse(Look.PLAIN);
        byColumn.computeIfAbsent(rule.column(), _ -> new ArrayList<>()).add(new Read<>(ready.condition(), look));
        changesWithTime |= ready.changesWithTime();
    }

    /// What is wrong with a rule; empty where nothing is.
    static <T> String mistake(FormatRule rule, Fields<T> fields, Set<String> columns) {
        if (Look.named(rule.look()).isEmpty()) return "the look is none of " + Look.names();
        if (!rule.column().isEmpty() && !columns.contains(rule.column())) return "there is no column '" + rule.column() + "'";
        return when(rule.when(), fields);
    }

    /// What is wrong with a condition; empty where nothing is.
    static <T> String when(String text, Fields<T> fields) {
        return switch (Filter.parse(text, fields)) {
            case Filter.Ready<T> ready -> ready.isEverything() ? "it does not say when" : "";
            case Filter.Wrong<T> wrong -> wrong.message();
        };
    }

    List<String> broken() {
        return List.copyOf(broken);
    }

    /// Time alone makes one hold, or no more.
    boolean changesWithTime() {
        return changesWithTime;
    }

    /// Whether any is for this column, or by an empty id for the row.
    boolean areFor(String column) {
        return byColumn.containsKey(column);
    }

    Look look(String column, Optional<T> record) {
        var rules = byColumn.get(column);
        if (rules == null || record.isEmpty()) return Look.PLAIN;
        for (var rule : rules) if (rule.when.test(record.get())) return rule.look;
        return Look.PLAIN;
    }
}
