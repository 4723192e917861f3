package dev.plumbline.console.shell;

import java.util.List;
import java.util.Map;

import dev.plumbline.console.ui.PanelMemory;

/// A desk as a person has set it up: which panels lie where, in which windows, and what each panel keeps.
///
/// @param floating windows beside the main one
/// @param panels by the id of the panel
public record Workspace(String name, Layout main, List<Floating> floating, Map<String, PanelMemory> panels) {

    /// A window beside the main one.
    ///
    /// @param bounds while it is not maximised
    /// @param onTop stays above all others
    /// @param maximised it fills its screen
    public record Floating(Bounds bounds, boolean onTop, boolean maximised, Layout layout) {
        public Floating(Bounds bounds, boolean onTop, Layout layout) {
            this(bounds, onTop, false, layout);
        }
    }

    public Workspace {
        floating = List.copyOf(floating);
        panels = Map.copyOf(panels);
    }

    Workspace named(String other) {
        return new Workspace(other, main, floating, panels);
    }
}
