package dev.plumbline.console;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.ui.Parts;

/// What the bars of the window say from its first frame on: what this is, of which desk and environment, and which server
/// it looks for.
final class FirstBars {
    private FirstBars() {}

    /// The window's own top bar begins with the same.
    static HBox top(Settings settings) {
        var name = new Label("Plumbline", new FontIcon(Feather.CROSSHAIR));
        name.setId("product");
        var band = new Label(settings.environment());
        band.setId("environment");
        band.getStyleClass().add("env-" + settings.environment().toLowerCase(Locale.ROOT));
        band.setVisible(!settings.environment().equals("PROD"));
        return bar("top-bar", name, Parts.quiet(settings.desk()), band);
    }

    static HBox bottom(Settings settings) {
        var lamp = new Label("◌ connecting to " + settings.host() + ":" + settings.port());
        lamp.setId("lamp");
        lamp.pseudoClassStateChanged(PseudoClass.getPseudoClass("warn"), true);
        return bar("status-bar", lamp);
    }

    private static HBox bar(String id, Label... parts) {
        var bar = new HBox(parts);
        bar.setId(id);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }
}
