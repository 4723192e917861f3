package dev.plumbline.console.notices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Qty;

/// Makes few lines and few sounds of many events. Pure: time is an argument, milliseconds that only grow.
final class Bursts {
    /// Toasts on screen. More may wait behind severe ones; nothing is lost.
    static final int SHOWN_MAX = 3;
    /// So long after its last event a toast vanishes, unless it is severe.
    static final long LIFE_MS = 6_000;
    /// After so long a silence the next event begins another burst.
    static final long QUIET_MS = 2_000;
    /// A stream without a pause is told in bursts of so long.
    static final long BURST_MS = 10_000;
    /// A class of sounds is heard once in so long.
    static final long SOUND_MS = 1_000;

    private static final Comparator<Burst> WORST_FIRST = Comparator.comparing((Burst burst) -> !burst.severe())
            .thenComparing(burst -> burst.sort);

    private final Map<Sort, Burst> bursts = new EnumMap<>(Sort.class);
    private final Map<Sound, Long> heardAt = new EnumMap<>(Sound.class);
    private final List<Sound> sounds = new ArrayList<>();
    private long ids;

    void fill(OrderKey order, String symbol, Qty qty, String line, long now) {
        var burst = burst(Sort.FILL, now);
        burst.of(order);
        burst.add(symbol, qty, line, false, now);
        sound(Sound.FILL, now);
    }

    /// @param isOwn entered here: shown at once, and stays until it was seen
    void reject(String symbol, String line, boolean isOwn, long now) {
        var sort = isOwn ? Sort.OWN_REJECT : Sort.REJECT;
        burst(sort, now).add(symbol, Qty.ZERO, line, isOwn, now);
        sound(sort.sound(), now);
    }

    void alert(String text, boolean isSevere, long now) {
        burst(Sort.ALERT, now).add("", Qty.ZERO, text, isSevere, now);
        sound(Sound.ALERT, now);
    }

    void lost(String name, String text, long now) {
        burst(Sort.CONNECTION, now).add(name, Qty.ZERO, text, true, now);
        sound(Sound.CONNECTION_LOST, now);
    }

    /// Without a sound: nobody has to act.
    void back(String name, String text, long now) {
        burst(Sort.CONNECTION, now).back(name, text, now);
    }

    /// The burst that goes on, or a new one. A severe one goes on until a person has seen it.
    private Burst burst(Sort sort, long now) {
        var burst = bursts.get(sort);
        boolean goesOn = burst != null
                && (burst.severe() || (now - burst.lastAt() <= QUIET_MS && now - burst.startedAt <= BURST_MS));
        if (burst != null && goesOn) return burst;
        var fresh = new Burst(++ids, sort, now);
        bursts.put(sort, fresh);
        return fresh;
    }

    private void sound(Sound sound, long now) {
        var before = heardAt.get(sound);
        if (before != null && now - before < SOUND_MS) return;
        heardAt.put(sound, now);
        sounds.add(sound);
    }

    /// The sounds that became due since the last call: at most one of each class, unless a second went by.
    List<Sound> takeSounds() {
        var due = List.copyOf(sounds);
        sounds.clear();
        return due;
    }

    /// What is on screen now, worst on top.
    List<Toast> toasts(long now) {
        bursts.values().removeIf(burst -> !burst.severe() && now - burst.lastAt() >= LIFE_MS);
        return bursts.values().stream()
                .filter(burst -> now - burst.startedAt >= burst.sort.gatherMs())
                .sorted(WORST_FIRST)
                .limit(SHOWN_MAX)
                .map(Burst::toast)
                .toList();
    }

    /// A person has seen it.
    void dismiss(long id) {
        bursts.values().removeIf(burst -> burst.id == id);
    }

    /// A person has seen all of a class elsewhere.
    void dismiss(Sort sort) {
        bursts.remove(sort);
    }
}
