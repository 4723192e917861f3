package dev.plumbline.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Inputs about orders that are not known yet, under each name by which their order may turn up.
final class Waiting {
    private final Set<Held> all = new LinkedHashSet<>();
    private final Map<Object, Set<Held>> byName = new HashMap<>();
    private final Set<Copy> seen = new HashSet<>();

    private record Copy(BrokerSession session, long fingerprint) {
        static Copy of(Report report) {
            return new Copy(report.session(), Fingerprint.of(report));
        }
    }

    sealed interface Entry {}

    record Parked(long input, Report report) implements Entry {}

    /// A cancel or a replace.
    record Request(long input, Command command) implements Entry {}

    /// One entry with all its names, equal to nothing but itself.
    static final class Held {
        final Entry entry;
        final List<?> names;

        private Held(Entry entry, List<?> names) {
            this.entry = entry;
            this.names = names;
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /// In the order in which they came.
    Collection<Held> all() {
        return all;
    }

    /// False where a copy of it waits already.
    boolean add(Entry entry, List<?> names) {
        if (entry instanceof Parked(_, var report) && !seen.add(Copy.of(report))) return false;
        var held = new Held(entry, List.copyOf(names));
        all.add(held);
        for (var name : held.names) byName.computeIfAbsent(name, _ -> new LinkedHashSet<>(2)).add(held);
        return true;
    }

    /// Moves all that waits under `name` to `into`; known under several names, an entry is taken by the first that
    /// turns up.
    void take(Object name, List<Entry> into) {
        var waiting = byName.remove(name);
        if (waiting == null) return;
        for (var held : waiting) {
            into.add(held.entry);
            all.remove(held);
            if (held.entry instanceof Parked(_, var report)) seen.remove(Copy.of(report));
            for (var other : held.names) forget(other, held);
        }
    }

    private void forget(Object name, Held held) {
        var others = byName.get(name);
        if (others != null && others.remove(held) && others.isEmpty()) byName.remove(name);
    }
}
