package dev.plumbline.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Inputs about orders that are not known yet, under each name by which their order may turn up.
final class Waiting {
    private final Map<Object, List<Held>> byName = new HashMap<>();

    sealed interface Entry {}

    record Parked(long input, Report report) implements Entry {}

    record Request(long input, ClOrdID clOrdID, UnaryOperator<Order> request) implements Entry {}

    boolean isEmpty() {
        return byName.isEmpty();
    }

    void add(Entry entry, List<?> names) {
        var held = new Held(entry);
        for (var name : names) byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(held);
    }

    /// Moves all that waits under `name` to `into`, each entry once.
    void take(Object name, List<Entry> into) {
        var waiting = byName.remove(name);
        if (waiting == null) return;
        for (var held : waiting) held.moveTo(into);
    }

    /// Known under several names, taken by the first that turns up.
    private static final class Held {
        private final Entry entry;
        private boolean taken;

        Held(Entry entry) {
            this.entry = entry;
        }

        void moveTo(List<Entry> into) {
            if (!taken) into.add(entry);
            taken = true;
        }
    }
}
