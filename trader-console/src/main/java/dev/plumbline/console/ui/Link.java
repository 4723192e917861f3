package dev.plumbline.console.ui;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

import dev.plumbline.console.ui.Links.Channel;

/// A panel's end of the [Links]: tells what was chosen in the panel to those of the same colour, and hears what was
/// chosen in them.
public final class Link {
    private final Links links;
    private final String obstacle;
    private final ObjectProperty<Channel> channel;
    private final ObservableValue<Context> heard;

    Link(Links links, String obstacle) {
        this.links = links;
        this.obstacle = obstacle;
        channel = new SimpleObjectProperty<>(built());
        heard = channel.flatMap(now -> now == Channel.NONE ? new SimpleObjectProperty<>(Context.NOTHING) : links.of(now));
    }

    private Channel built() {
        return obstacle.isEmpty() ? Channel.BLUE : Channel.NONE;
    }

    /// Why the panel has no colour; empty where it has one.
    public String obstacle() {
        return obstacle;
    }

    /// The colour that a workspace kept.
    ///
    /// @param name of a channel, empty for the one that it was built with
    public void recall(String name) {
        channel.set(name.isEmpty() || !obstacle.isEmpty() ? built() : Channel.named(name));
    }

    public ObjectProperty<Channel> channel() {
        return channel;
    }

    /// What the panels of this colour look at; nothing while the panel is on its own.
    public ObservableValue<Context> heard() {
        return heard;
    }

    public Context now() {
        return heard.getValue();
    }

    public void tell(Context chosen) {
        if (channel.get() != Channel.NONE) links.of(channel.get()).set(chosen);
    }

    public void cycle() {
        if (obstacle.isEmpty()) channel.set(channel.get().next());
    }

    /// The chip for the panel's bar: a press takes the next colour. It has a letter, for those who cannot tell colours.
    public Node chip() {
        var chip = new Button();
        chip.getStyleClass().addAll("link-chip");
        chip.setFocusTraversable(false);
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.setOnAction(_ -> cycle());
        var tip = new Tooltip();
        chip.setTooltip(tip);
        channel.subscribe(now -> {
            chip.setText("● " + now.letter());
            chip.setAccessibleText("Link: " + now.label());
            tip.setText("Link: " + now.label() + ". Panels of one colour look at the same order.  (Ctrl+L)");
            for (var each : Channel.values()) chip.pseudoClassStateChanged(pseudoClass(each), each == now);
        });
        return chip;
    }

    private static PseudoClass pseudoClass(Channel channel) {
        return PseudoClass.getPseudoClass("link-" + channel.name().toLowerCase(Locale.ROOT));
    }
}
