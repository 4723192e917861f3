package dev.plumbline.console.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Px;

/// Orders that have something in common, with their sums. Lives as long as it has members; changed only by its
/// [Grouping], on whose thread it is read.
///
/// @param <K> a row
public final class Group<K> {
    private final @Nullable Group<K> parent;
    private final List<String> path;
    private final @Nullable GroupBy by;
    private final boolean isOfOneSymbol;
    private final Map<String, Group<K>> children = new HashMap<>();
    /// With what [#membership] was when each joined.
    private final SequencedMap<K, Long> members = new LinkedHashMap<>();
    private Sums sums = Sums.NONE;
    private boolean isDirty;
    private long membership;

    private Group(@Nullable Group<K> parent, List<String> path, @Nullable GroupBy by, boolean isOfOneSymbol) {
        this.parent = parent;
        this.path = path;
        this.by = by;
        this.isOfOneSymbol = isOfOneSymbol;
    }

    static <K> Group<K> root() {
        return new Group<>(null, List.of(), null, false);
    }

    /// Nothing of the group of all, which has no name either.
    public @Nullable GroupBy by() {
        return by;
    }

    /// What its orders have in common, as shown; empty where that is that they do not say.
    public String name() {
        return path.isEmpty() ? "" : path.getLast();
    }

    /// The names from the outermost group to this one: the same in a later life of the group.
    public List<String> path() {
        return path;
    }

    /// 0 for the outermost groups, -1 for the group of all.
    public int depth() {
        return path.size() - 1;
    }

    public Sums sums() {
        return sums;
    }

    /// Average price of what was executed, weighted by CumQty; [Px#NONE] where nothing was, or where the orders may be
    /// of several symbols: no price is then common to them.
    public Px avgPx() {
        return isOfOneSymbol ? sums.avgPx() : Px.NONE;
    }

    /// The groups within; none in an innermost one.
    public Collection<Group<K>> children() {
        return Collections.unmodifiableCollection(children.values());
    }

    /// The rows of an innermost group, in the order in which they came.
    public Collection<K> members() {
        return Collections.unmodifiableCollection(members.keySet());
    }

    @Nullable Group<K> parent() {
        return parent;
    }

    @Nullable Group<K> child(String name) {
        return children.get(name);
    }

    Group<K> newChild(String name, GroupBy of) {
        var childPath = new ArrayList<>(path);
        childPath.add(name);
        var child = new Group<>(this, List.copyOf(childPath), of, isOfOneSymbol || of == GroupBy.SYMBOL);
        children.put(name, child);
        return child;
    }

    void leave(Group<K> child) {
        children.remove(child.name());
    }

    void join(K row) {
        members.put(row, ++membership);
    }

    void leave(K row) {
        members.remove(row);
        membership++;
    }

    /// Another number whenever a row has joined or left.
    long membership() {
        return membership;
    }

    /// Whether the row was a member already at that membership, and is.
    boolean isMemberSince(K row, long then) {
        var joined = members.get(row);
        return joined != null && joined <= then;
    }

    /// Those that have joined since, newest first.
    List<K> joinedAfter(long then) {
        var joined = new ArrayList<K>();
        for (var member : members.reversed().entrySet()) {
            if (member.getValue() <= then) break;
            joined.add(member.getKey());
        }
        return joined;
    }

    void set(Sums now) {
        sums = now;
    }

    /// False where it already was.
    boolean becomesDirty() {
        boolean wasClean = !isDirty;
        isDirty = true;
        return wasClean;
    }

    void becomesClean() {
        isDirty = false;
    }

    @Override
    public String toString() {
        return path + " " + sums;
    }
}
