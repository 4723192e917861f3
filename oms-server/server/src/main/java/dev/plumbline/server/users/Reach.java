package dev.plumbline.server.users;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Some names, or all there are: of accounts, of desks.
///
/// @param names sorted; empty where it is all
public record Reach(boolean all, Set<String> names) {
    /// How all of them are written.
    public static final String ALL = "*";
    public static final Reach EVERYWHERE = new Reach(true, Set.of());

    public Reach {
        names = all ? Set.of() : Set.copyOf(names);
    }

    /// @param names [#ALL] among them is all
    public static Reach of(Collection<String> names) {
        return names.contains(ALL) ? EVERYWHERE : new Reach(false, Set.copyOf(names));
    }

    public static Reach of(String... names) {
        return of(List.of(names));
    }

    public boolean has(String name) {
        return all || names.contains(name);
    }

    /// As it is written, sorted.
    public List<String> list() {
        return all ? List.of(ALL) : List.copyOf(new TreeSet<>(names));
    }
}
