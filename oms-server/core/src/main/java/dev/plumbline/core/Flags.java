package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// A set of [Flag]s in a word.
public record Flags(int bits) {
    public static final Flags NONE = new Flags(0);

    public static Flags of(Iterable<Flag> list) {
        var flags = NONE;
        for (var flag : list) flags = flags.plus(flag);
        return flags;
    }

    public boolean has(Flag flag) {
        return (bits & bit(flag)) != 0;
    }

    public Flags plus(Flag flag) {
        return has(flag) ? this : new Flags(bits | bit(flag));
    }

    public Flags minus(Flag flag) {
        return has(flag) ? new Flags(bits & ~bit(flag)) : this;
    }

    public Flags set(Flag flag, boolean raised) {
        return raised ? plus(flag) : minus(flag);
    }

    /// In the order in which [Flag] declares them.
    public List<Flag> list() {
        var list = new ArrayList<Flag>();
        for (var flag : Flag.values()) if (has(flag)) list.add(flag);
        return list;
    }

    private static int bit(Flag flag) {
        return 1 << flag.ordinal();
    }

    @Override
    public String toString() {
        return list().toString();
    }
}
