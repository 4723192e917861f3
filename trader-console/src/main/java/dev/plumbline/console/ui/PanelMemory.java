package dev.plumbline.console.ui;

import java.util.Map;

/// What a panel is to be given back when its workspace is opened again.
///
/// @param channel name of its link colour, empty where it has none
/// @param filter as typed
/// @param more whatever else, by names of the panel's own
public record PanelMemory(String channel, String filter, TableMemory table, Map<String, String> more) {
    public static final PanelMemory NONE = new PanelMemory("", "", TableMemory.NONE, Map.of());

    public PanelMemory {
        more = Map.copyOf(more);
    }

    /// Of `name`, or `otherwise` where nothing was kept.
    public String more(String name, String otherwise) {
        return more.getOrDefault(name, otherwise);
    }
}
