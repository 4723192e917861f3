package dev.plumbline.console.ui;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.feather.Feather;

/// A part of the console that can be docked, detached and linked. A feature makes it, the window places it.
///
/// @param id under which workspaces know it: never to be changed
/// @param focus puts the cursor where a person wants it who comes to this panel
/// @param acts what can be done in it, for the palette and the map of keys
/// @param link its colour
/// @param memory what a workspace keeps of it
public record Panel(
        String id, String title, Feather icon, Region view, Runnable focus, List<Act> acts, Link link, Memory memory) {

    /// Gives and takes what a workspace keeps of a panel.
    public interface Memory {
        PanelMemory remember();

        /// @param memory [PanelMemory#NONE] for the state in which it was made
        void recall(PanelMemory memory);

        static Memory of(Supplier<PanelMemory> remember, Consumer<PanelMemory> recall) {
            return new Memory() {
                @Override
                public PanelMemory remember() {
                    return remember.get();
                }

                @Override
                public void recall(PanelMemory memory) {
                    recall.accept(memory);
                }
            };
        }
    }

    public Panel {
        acts = List.copyOf(acts);
    }
}
