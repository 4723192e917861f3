package dev.plumbline.server.desk;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// The halts in force as a desk sees them: shards tell of their part one by one, people see one line for each halt. One
/// thread.
final class Halted {
    private static final Comparator<Halt> OLDEST_FIRST = Comparator.comparingLong(Halt::since);

    private final int shards;
    private final ReleaseBy releaseBy;
    private final Map<Halt.Scope, Map<Integer, Halt>> inForce = new LinkedHashMap<>();
    private final Set<Halt.Scope> dirty = new LinkedHashSet<>();

    /// @param shards there are so many
    Halted(int shards, ReleaseBy releaseBy) {
        this.shards = shards;
        this.releaseBy = releaseBy;
    }

    /// What a shard had before the server started.
    void restored(int shard, Collection<Halt> halts) {
        for (var halt : halts) parts(halt.scope()).put(shard, halt);
    }

    private Map<Integer, Halt> parts(Halt.Scope scope) {
        return inForce.computeIfAbsent(scope, _ -> new LinkedHashMap<>());
    }

    /// Returns what people have to be told: once for all shards, as the first halts, and as the last goes on.
    Optional<AlertItem> switched(int shard, KillSwitch act) {
        dirty.add(act.scope());
        return switch (act) {
            case KillSwitch.Pull pull -> pulled(shard, pull);
            case KillSwitch.Release release -> released(shard, release);
        };
    }

    private Optional<AlertItem> pulled(int shard, KillSwitch.Pull pull) {
        var parts = parts(pull.scope());
        parts.put(shard, pull.halt());
        return parts.size() > 1
                ? Optional.empty()
                : Optional.of(new AlertItem(AlertItem.ALERT, "kill switch: " + pull.halt().words(), "", pull.at()));
    }

    private Optional<AlertItem> released(int shard, KillSwitch.Release release) {
        var parts = parts(release.scope());
        parts.remove(shard);
        if (!parts.isEmpty()) return Optional.empty();
        inForce.remove(release.scope());
        return Optional.of(new AlertItem(
                AlertItem.WARN, "kill switch: " + release.scope().words() + " is released by " + release.by()
                        + ", orders go again", "", release.at()));
    }

    boolean hasNews() {
        return !dirty.isEmpty();
    }

    void news(List<Item> items) {
        for (var scope : dirty) items.add(inForce.containsKey(scope) ? item(scope) : new Item.HaltGoneItem(scope));
        told();
    }

    /// Nothing that has changed so far is news any more.
    void told() {
        dirty.clear();
    }

    /// The oldest first: after a restart they came shard by shard.
    List<Item> all() {
        return inForce.keySet().stream()
                .map(this::item)
                .sorted(Comparator.comparing(Item.HaltItem::halt, OLDEST_FIRST))
                .<Item>map(item -> item)
                .toList();
    }

    /// Where a shard had to be told again, who pulled it first.
    private Item.HaltItem item(Halt.Scope scope) {
        var parts = parts(scope).values();
        var first = parts.stream().min(OLDEST_FIRST).orElseThrow();
        long last = parts.stream().mapToLong(Halt::since).max().orElseThrow();
        return new Item.HaltItem(first, parts.size(), scope instanceof Halt.Scope.OfAccount ? 1 : shards, last, releaseBy);
    }
}
