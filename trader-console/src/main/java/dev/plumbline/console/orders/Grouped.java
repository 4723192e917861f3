package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.console.group.Group;
import dev.plumbline.console.group.GroupBy;
import dev.plumbline.console.group.Grouping;
import dev.plumbline.console.group.Outline;
import dev.plumbline.console.group.Outline.Line;

/// The blotter in groups: which rows lie under which heads, and what the heads say.
final class Grouped {
    private final Grouping<OrderRow> grouping;
    private final Outline<OrderRow> outline;
    private final Map<Group<OrderRow>, OrderRow> heads = new HashMap<>();
    private List<Line<OrderRow>> lines = List.of();

    Grouped(List<GroupBy> levels, Comparator<OrderRow> order) {
        grouping = new Grouping<>(levels);
        outline = new Outline<>(grouping, order, Outline.byName());
    }

    /// `ACCOUNT,SYMBOL`, as a workspace keeps it; nothing where it names no level.
    static Optional<List<GroupBy>> levels(String names) {
        var levels = new ArrayList<GroupBy>();
        for (var name : names.split(","))
            Arrays.stream(GroupBy.values()).filter(by -> by.name().equals(name)).filter(by -> !levels.contains(by)).forEach(levels::add);
        return levels.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(levels));
    }

    void put(OrderRow row) {
        grouping.put(row, row.now());
    }

    void remove(OrderRow row) {
        grouping.remove(row);
    }

    void sort(Comparator<OrderRow> order) {
        outline.sort(order, Outline.byName());
    }

    void toggle(OrderRow head) {
        if (head.shown.get() instanceof Shown.Head shown) outline.toggle(shown.group());
    }

    void expandAll(boolean isExpanded) {
        outline.expandAll(isExpanded);
    }

    /// Brings the heads up to date.
    void tellHeads() {
        for (var group : grouping.takeDirty()) {
            var head = heads.get(group);
            if (head != null) head.shown.set(head(group));
        }
    }

    /// The rows as they should be shown now; nothing where they are as before.
    Optional<List<OrderRow>> rows() {
        var now = outline.lines();
        if (now == lines) return Optional.empty();
        lines = now;
        var known = new HashMap<>(heads);
        heads.clear();
        var rows = new ArrayList<OrderRow>(now.size());
        for (var line : now)
            switch (line) {
                case Line.Member<OrderRow>(var row, _) -> rows.add(row);
                case Line.Header<OrderRow>(var group, _) -> {
                    var head = known.getOrDefault(group, new OrderRow(head(group)));
                    head.shown.set(head(group));
                    heads.put(group, head);
                    rows.add(head);
                }
            }
        return Optional.of(rows);
    }

    private Shown.Head head(Group<OrderRow> group) {
        return new Shown.Head(group, group.sums(), outline.isExpanded(group));
    }

    /// The orders of a row: its own, or all of its group.
    static List<OrderRow> orders(OrderRow row) {
        return switch (row.shown.get()) {
            case Shown.One _ -> List.of(row);
            case Shown.Head(var group, _, _) -> members(group);
        };
    }

    private static List<OrderRow> members(Group<OrderRow> group) {
        var all = new ArrayList<>(group.members());
        for (var child : group.children()) all.addAll(members(child));
        return all;
    }
}
