package dev.plumbline.console.charts;

import java.util.Map;

import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links.Channel;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.PanelMemory;
import dev.plumbline.console.ui.TableMemory;

/// What a workspace keeps of a chart: its link.
final class ChartMemory {
    private ChartMemory() {}

    static Panel.Memory of(Link link) {
        return Panel.Memory.of(() -> remember(link, Map.of()), memory -> recall(link, memory));
    }

    static PanelMemory remember(Link link, Map<String, String> more) {
        return new PanelMemory(link.channel().get().name(), "", TableMemory.NONE, more);
    }

    static void recall(Link link, PanelMemory memory) {
        link.channel().set(memory.channel().isEmpty() ? Channel.BLUE : Channel.named(memory.channel()));
    }
}
