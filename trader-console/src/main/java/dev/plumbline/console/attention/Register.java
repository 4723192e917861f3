package dev.plumbline.console.attention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.plumbline.core.Qty;

/// All that is the matter, in order, with its counts. Bounded by what the desk has: one entry for an order and a kind.
/// What is seen and has not got worse is kept apart, for the list is for what is not.
final class Register {
    private final Map<Finding.Key, Entry> byKey = new HashMap<>();
    private final TreeSet<Entry> sorted = new TreeSet<>(Entry.ORDER);
    private final int[] unseen = new int[Kind.values().length];
    private final Solved solved = new Solved();

    void put(Finding finding) {
        var was = byKey.get(finding.key());
        replace(was == null ? new Entry(finding, Qty.NONE) : was.with(finding));
    }

    /// The cause has gone.
    ///
    /// @param at nanoseconds since the epoch, UTC
    void solved(Finding.Key key, long at) {
        if (drop(key)) solved.add(at);
    }

    /// What it was about is no more.
    boolean drop(Finding.Key key) {
        var was = byKey.remove(key);
        if (was == null) return false;
        sorted.remove(was);
        if (!was.isSeen()) unseen[was.kind().ordinal()]--;
        return true;
    }

    void see(Finding.Key key) {
        find(key).ifPresent(entry -> replace(entry.seen()));
    }

    private void replace(Entry entry) {
        drop(entry.key());
        byKey.put(entry.key(), entry);
        sorted.add(entry);
        if (!entry.isSeen()) unseen[entry.kind().ordinal()]++;
    }

    Optional<Entry> find(Finding.Key key) {
        return Optional.ofNullable(byKey.get(key));
    }

    int size() {
        return sorted.size();
    }

    int unseen(Kind kind) {
        return unseen[kind.ordinal()];
    }

    int unseen(Severity severity) {
        int sum = 0;
        for (var kind : Kind.values()) if (kind.severity() == severity) sum += unseen(kind);
        return sum;
    }

    int unseen() {
        int sum = 0;
        for (int each : unseen) sum += each;
        return sum;
    }

    /// The first ones that are `wanted`, in order.
    List<Entry> first(int most, Predicate<Entry> wanted) {
        var first = new ArrayList<Entry>();
        for (var entry : sorted) {
            if (first.size() == most) break;
            if (wanted.test(entry)) first.add(entry);
        }
        return first;
    }

    /// How many causes have gone in the hour before `now`.
    int solvedInHour(long now) {
        return solved.inHour(now);
    }
}
