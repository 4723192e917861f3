package dev.plumbline.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Inputs about orders that are not known yet, under each name by which their order may turn up.
final class Waiting {
    private final Map<Object, List<Entry>> byName = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();

    sealed interface Entry {
        long input();
    }

    record Parked(long input, Report report) implements Entry {}

    record Request(long input, ClOrdID clOrdID, UnaryOperator<Order> request) implements Entry {}

    boolean isEmpty() {
        return byName.isEmpty();
    }

    void add(Entry entry, Object name) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(entry);
    }

    /// Moves all that waits under `name` to `into`, each entry once.
    void take(Object name, List<Entry> into) {
        var entries = byName.remove(name);
        if (entries == null) return;
        for (var entry : entries) if (taken.add(entry.input())) into.add(entry);
    }
}
