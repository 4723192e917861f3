package dev.plumbline.console.orders;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.plumbline.console.group.GroupBy;

/// A way to group that the menu offers.
///
/// @param levels names of [GroupBy] with commas, the outermost first; empty for none
record GroupChoice(String label, String levels) {
    static final List<GroupChoice> ALL = List.of(
            of(), of(GroupBy.SYMBOL), of(GroupBy.ACCOUNT), of(GroupBy.SIDE), of(GroupBy.BROKER), of(GroupBy.STATUS),
            of(GroupBy.ACCOUNT, GroupBy.SYMBOL), of(GroupBy.SYMBOL, GroupBy.SIDE), of(GroupBy.BROKER, GroupBy.STATUS));

    private static GroupChoice of(GroupBy... levels) {
        var label = Arrays.stream(levels).map(GroupBy::label).collect(Collectors.joining(" › "));
        var names = Arrays.stream(levels).map(GroupBy::name).collect(Collectors.joining(","));
        return new GroupChoice(label.isEmpty() ? "none" : label, names);
    }

    /// What the menu says of `levels`, which may come from a file.
    static String label(String levels) {
        return Grouped.levels(levels)
                .map(by -> by.stream().map(GroupBy::label).collect(Collectors.joining(" › ")))
                .orElse("none");
    }

    /// The next one of the menu.
    static String after(String levels) {
        return besides(levels, 1);
    }

    /// The one before it in the menu.
    static String before(String levels) {
        return besides(levels, -1);
    }

    private static String besides(String levels, int by) {
        for (int i = 0; i < ALL.size(); i++)
            if (ALL.get(i).levels.equals(levels)) return ALL.get(Math.floorMod(i + by, ALL.size())).levels;
        return "";
    }
}
