package dev.plumbline.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How often something was met.
final class Tally {
    private final Map<Met, Long> counts = new EnumMap<>(Met.class);

    void met(Met what) {
        met(what, 1);
    }

    void met(Met what, long times) {
        if (times > 0) counts.merge(what, times, Long::sum);
    }

    long of(Met what) {
        return counts.getOrDefault(what, 0L);
    }

    void add(Tally other) {
        other.counts.forEach(this::met);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(one -> "%-22s %,12d".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
