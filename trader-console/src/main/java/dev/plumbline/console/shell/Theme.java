package dev.plumbline.console.shell;

import java.net.URL;
import java.util.List;
import java.util.Objects;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/// How the console is coloured. Each has a sheet of its own that names the colours; what is coloured by them is in
/// `console.css`, alike for all. AtlantaFX's sheets below them are its precompiled ones: to read their text takes 50 ms of a
/// start.
public enum Theme {
    DARK("Dark", "dark.css", new PrimerDark().getUserAgentStylesheetBSS()),
    LIGHT("Light", "light.css", new PrimerLight().getUserAgentStylesheetBSS()),
    CONTRAST("High contrast", "contrast.css", new PrimerDark().getUserAgentStylesheetBSS());

    private static final String RULES = "console.css";

    private final String label;
    private final String colours;
    private final String userAgentSheet;

    Theme(String label, String colours, String userAgentSheet) {
        this.label = label;
        this.colours = colours;
        this.userAgentSheet = userAgentSheet;
    }

    public String label() {
        return label;
    }

    /// The sheet below all others.
    public String userAgentSheet() {
        return userAgentSheet;
    }

    /// The sheets of a scene.
    public List<String> sheets() {
        return List.of(sheet(colours), sheet(RULES));
    }

    Theme next() {
        return values()[(ordinal() + 1) % values().length];
    }

    private static String sheet(String name) {
        URL sheet = Theme.class.getResource("/dev/plumbline/console/" + name);
        return Objects.requireNonNull(sheet, name + " is missing from the program").toExternalForm();
    }
}
