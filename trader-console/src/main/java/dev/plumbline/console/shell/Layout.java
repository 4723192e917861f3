package dev.plumbline.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// How panels lie in a window: a split of smaller layouts, or panels as tabs on each other.
///
/// @param split "horizontal" or "vertical", empty for tabs
/// @param dividers where the parts of a split meet, each from 0 to 1; one fewer than there are parts
/// @param panels ids of the tabs
/// @param selected id of the tab on top, empty for the first
public record Layout(String split, List<Double> dividers, List<Layout> parts, List<String> panels, String selected) {
    private static final String HORIZONTAL = "horizontal";
    private static final String VERTICAL = "vertical";
    private static final int DEPTH_MAX = 12;

    public Layout {
        dividers = List.copyOf(dividers);
        parts = List.copyOf(parts);
        panels = List.copyOf(panels);
    }

    public static Layout tabs(String... panels) {
        return tabs(List.of(panels), "");
    }

    static Layout tabs(List<String> panels, String selected) {
        return new Layout("", List.of(), List.of(), panels, selected);
    }

    /// Side by side.
    ///
    /// @param divider where the two meet, from 0 to 1
    public static Layout beside(double divider, Layout left, Layout right) {
        return split(true, List.of(divider), List.of(left, right));
    }

    /// One above the other.
    ///
    /// @param divider where the two meet, from 0 to 1
    public static Layout above(double divider, Layout upper, Layout lower) {
        return split(false, List.of(divider), List.of(upper, lower));
    }

    static Layout split(boolean isHorizontal, List<Double> dividers, List<Layout> parts) {
        return new Layout(isHorizontal ? HORIZONTAL : VERTICAL, dividers, parts, List.of(), "");
    }

    public boolean isTabs() {
        return split.isEmpty();
    }

    public boolean isHorizontal() {
        return split.equals(HORIZONTAL);
    }

    /// All panels in it, from the left and the top.
    public List<String> allPanels() {
        var all = new ArrayList<>(panels);
        for (var part : parts) all.addAll(part.allPanels());
        return all;
    }

    /// Without the panels that are not `wanted`, and without the splits that they leave with one part: what comes from a
    /// file may name panels that are no more, or name one twice.
    ///
    /// @return tabs without a panel where none is left
    public Layout only(Predicate<String> wanted) {
        return only(wanted, 0);
    }

    private Layout only(Predicate<String> wanted, int depth) {
        if (isTabs() || depth >= DEPTH_MAX) return tabs(allPanels().stream().filter(wanted).toList(), selected);
        var left = new ArrayList<Layout>();
        for (var part : parts) {
            var kept = part.only(wanted, depth + 1);
            if (!kept.allPanels().isEmpty()) left.add(kept);
        }
        if (left.isEmpty()) return tabs();
        if (left.size() == 1) return left.getFirst();
        return split(isHorizontal(), left.size() == parts.size() ? dividers : List.of(), left);
    }
}
