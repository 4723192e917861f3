package dev.plumbline.console.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Order;

/// Keeps a tree of groups with their sums up to date: a change of one order costs a step for each level, however many
/// orders there are. For one thread, that of the screen.
///
/// Each pulse: [#put] what has changed, then show [#takeDirty], and lay the rows out anew ([Outline]) only where
/// [#structure] has changed.
///
/// @param <K> a row, which keeps its identity while its order changes: its `equals` and `hashCode` must not look at the
///     order
public final class Grouping<K> {
    private final List<GroupBy> levels;
    private final Group<K> root = Group.root();
    private final Map<K, Entry<K>> entries = new HashMap<>();
    /// Each group once; emptied every pulse.
    private final List<Group<K>> dirty = new ArrayList<>();
    private long structure;

    /// Where a row is, and what it adds there.
    private record Entry<K>(Group<K> group, Order order, Sums sums) {}

    /// @param levels outermost first; none for one group of all
    /// @throws IllegalArgumentException where one is named twice
    public Grouping(List<GroupBy> levels) {
        if (levels.stream().distinct().count() < levels.size())
            throw new IllegalArgumentException("grouped twice by the same: " + levels);
        this.levels = List.copyOf(levels);
    }

    public List<GroupBy> levels() {
        return levels;
    }

    /// The group of all, whose sums are those of the whole.
    public Group<K> all() {
        return root;
    }

    public int size() {
        return entries.size();
    }

    /// Another number whenever a group or row has come, gone or moved, so that the rows must be laid out anew.
    public long structure() {
        return structure;
    }

    /// Says what the order of a row is now, be the row new or known.
    public void put(K row, Order now) {
        var before = entries.get(row);
        if (before == null) {
            enter(row, now);
            return;
        }
        if (before.order == now) return;
        var sums = Sums.of(now);
        if (!isStill(before.group, now)) {
            leave(row, before);
            enter(row, now);
            return;
        }
        entries.put(row, new Entry<>(before.group, now, sums));
        var change = sums.minus(before.sums);
        if (change.equals(Sums.NONE)) return;
        for (Group<K> group = before.group; group != null; group = group.parent()) add(group, change);
    }

    /// Does nothing where the row is not known.
    public void remove(K row) {
        var entry = entries.remove(row);
        if (entry != null) leave(row, entry);
    }

    public void clear() {
        for (var row : List.copyOf(entries.keySet())) remove(row);
    }

    /// Groups whose sums have changed since this was last asked, the group of all among them; those that are gone are not.
    public List<Group<K>> takeDirty() {
        dirty.forEach(Group::becomesClean);
        var shown = dirty.stream().filter(group -> group == root || group.sums().count() > 0).toList();
        dirty.clear();
        return shown;
    }

    private boolean isStill(Group<K> group, Order order) {
        Group<K> at = group;
        for (int i = levels.size() - 1; i >= 0; i--) {
            if (at == null || !levels.get(i).of(order).equals(at.name())) return false;
            at = at.parent();
        }
        return true;
    }

    private void enter(K row, Order order) {
        structure++;
        var sums = Sums.of(order);
        Group<K> group = root;
        add(group, sums);
        for (var level : levels) {
            var name = level.of(order);
            var child = group.child(name);
            group = child == null ? group.newChild(name, level) : child;
            add(group, sums);
        }
        group.join(row);
        entries.put(row, new Entry<>(group, order, sums));
    }

    private void leave(K row, Entry<K> entry) {
        structure++;
        entry.group.leave(row);
        @Nullable Group<K> group = entry.group;
        while (group != null) {
            group.set(group.sums().minus(entry.sums));
            mark(group);
            var parent = group.parent();
            if (parent != null && group.sums().count() == 0) parent.leave(group);
            group = parent;
        }
    }

    private void add(Group<K> group, Sums change) {
        group.set(group.sums().plus(change));
        mark(group);
    }

    private void mark(Group<K> group) {
        if (group.becomesDirty()) dirty.add(group);
    }
}
