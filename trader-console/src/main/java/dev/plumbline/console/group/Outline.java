package dev.plumbline.console.group;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A grouping as the rows of a flat table: headers, and under those that are expanded what is in them. Which ones are
/// expanded is remembered by their names, so a group that empties and comes back is as it was. For one thread, that of
/// the screen.
///
/// @param <K> a row
public final class Outline<K> {
    /// More rows than these at once are sorted in, for each that is put in moves those behind it.
    private static final int PUT_IN_MAX = 200;

    private final Grouping<K> grouping;
    private Comparator<? super K> rowOrder;
    private Comparator<? super Group<K>> groupOrder;
    private boolean isExpandedByDefault;
    /// Groups that are not as the default says: as many as a person has clicked.
    private final Set<List<String>> exceptions = new HashSet<>();
    private List<Line<K>> lines = List.of();
    /// Of the innermost groups that are shown.
    private Map<Group<K>, Sorted<K>> sorted = new HashMap<>();
    private long structure = -1;
    private boolean isStale = true;

    private record Sorted<K>(long membership, List<Line.Member<K>> lines) {}

    /// A row of the flat table.
    public sealed interface Line<K> {
        /// 0 for the outermost: how far it is indented.
        int depth();

        /// The head of a group, with its sums as they are when asked.
        record Header<K>(Group<K> group, boolean isExpanded) implements Line<K> {
            @Override
            public int depth() {
                return group.depth();
            }
        }

        record Member<K>(K row, int depth) implements Line<K> {}
    }

    /// @param rowOrder of the rows in a group
    /// @param groupOrder of the groups beside each other, by name for example: [#byName]
    public Outline(
            Grouping<K> grouping, Comparator<? super K> rowOrder, Comparator<? super Group<K>> groupOrder) {
        this.grouping = grouping;
        this.rowOrder = rowOrder;
        this.groupOrder = groupOrder;
    }

    public static <K> Comparator<Group<K>> byName() {
        return Comparator.comparing(Group::name);
    }

    /// The lines as they should be shown now. The same list as before where nothing but sums and orders have changed, so
    /// `==` says whether the table has to be told. Else a step for each line, and a few for each row that came.
    public List<Line<K>> lines() {
        if (!isStale && structure == grouping.structure()) return lines;
        var fresh = new ArrayList<Line<K>>(lines.size() + 16);
        var shown = new HashMap<Group<K>, Sorted<K>>();
        add(grouping.all(), fresh, shown);
        lines = Collections.unmodifiableList(fresh);
        sorted = shown;
        structure = grouping.structure();
        isStale = false;
        return lines;
    }

    private void add(Group<K> group, List<Line<K>> to, Map<Group<K>, Sorted<K>> shown) {
        var children = new ArrayList<>(group.children());
        children.sort(groupOrder);
        for (var child : children) {
            boolean isExpanded = isExpanded(child);
            to.add(new Line.Header<>(child, isExpanded));
            if (isExpanded) add(child, to, shown);
        }
        if (group.members().isEmpty()) return;
        var known = sorted.get(group);
        var members = known == null ? sorted(group) : known.membership == group.membership() ? known : mended(known, group);
        shown.put(group, members);
        to.addAll(members.lines);
    }

    private Sorted<K> sorted(Group<K> group) {
        var rows = new ArrayList<>(group.members());
        rows.sort(rowOrder);
        var members = new ArrayList<Line.Member<K>>(rows.size());
        for (var row : rows) members.add(new Line.Member<>(row, group.depth() + 1));
        return new Sorted<>(group.membership(), members);
    }

    /// Takes out who has left and puts those who came where they belong; the others stay where they are.
    private Sorted<K> mended(Sorted<K> known, Group<K> group) {
        var joined = group.joinedAfter(known.membership);
        if (joined.size() > PUT_IN_MAX) return sorted(group);
        var members = new ArrayList<Line.Member<K>>(known.lines.size() + joined.size());
        for (var member : known.lines) if (group.isMemberSince(member.row(), known.membership)) members.add(member);
        for (var row : joined.reversed()) members.add(placeOf(row, members), new Line.Member<>(row, group.depth() + 1));
        return new Sorted<>(group.membership(), members);
    }

    /// By halves. Where values have changed since they were sorted it is a place like others.
    private int placeOf(K row, List<Line.Member<K>> members) {
        int from = 0;
        int to = members.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (rowOrder.compare(members.get(middle).row(), row) <= 0) from = middle + 1;
            else to = middle;
        }
        return from;
    }

    public boolean isExpanded(Group<K> group) {
        return exceptions.contains(group.path()) != isExpandedByDefault;
    }

    public void toggle(Group<K> group) {
        if (!exceptions.remove(group.path())) exceptions.add(group.path());
        isStale = true;
    }

    /// All groups, those that are yet to come too.
    public void expandAll(boolean expanded) {
        exceptions.clear();
        isExpandedByDefault = expanded;
        isStale = true;
    }

    /// Sorts anew with the next [#lines]. Else rows keep their places while only numbers change, so that nothing jumps
    /// under a trader's hand; a row that comes is put where it belongs among them.
    public void sort(Comparator<? super K> rows, Comparator<? super Group<K>> groups) {
        rowOrder = rows;
        groupOrder = groups;
        sorted = new HashMap<>();
        isStale = true;
    }
}
