package dev.plumbline.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The colours of each theme, as its sheet names them: complete, and legible on what they lie on.
class ThemeColoursTest {
    private static final Pattern COLOUR = Pattern.compile("(-oms-[a-z-]+):\\s*(#[0-9a-fA-F]{6,8});");
    private static final Pattern USED = Pattern.compile("-oms-[a-z-]+");

    /// Text, and what it lies on.
    private static final String[][] PAIRS = {
        {"ink", "ground"}, {"ink", "raised"}, {"ink", "select"}, {"ink", "select-away"}, {"muted", "ground"}, {"muted", "raised"},
        {"buy", "ground"}, {"buy", "raised"}, {"buy", "select"}, {"buy", "select-away"},
        {"sell", "ground"}, {"sell", "raised"}, {"sell", "select"}, {"sell", "select-away"},
        {"short", "ground"}, {"short", "raised"}, {"short", "select"}, {"short", "select-away"},
        {"ok", "ground"}, {"ok", "raised"}, {"warn", "ground"}, {"warn", "raised"}, {"warn", "select"}, {"warn", "select-away"},
        {"link-blue", "raised"}, {"link-orange", "raised"}, {"link-purple", "raised"},
        {"ink", "look-amber"}, {"ink", "look-purple"}, {"muted", "look-amber"}, {"muted", "look-purple"},
        {"buy", "look-amber"}, {"buy", "look-purple"}, {"sell", "look-amber"}, {"sell", "look-purple"},
        {"short", "look-amber"}, {"short", "look-purple"}, {"warn", "look-amber"}, {"warn", "look-purple"},
        {"on-deep", "buy-deep"}, {"on-deep", "sell-deep"}, {"on-deep", "short-deep"}, {"on-deep", "replay"},
        {"on-act-now", "act-now"}, {"on-warn", "warn"}, {"ink", "fill"}, {"ink", "fill-sell"},
    };

    @ParameterizedTest
    @EnumSource
    void textCanBeRead(Theme theme) throws IOException {
        var colours = colours(theme);
        double least = theme == Theme.CONTRAST ? 7 : 4.5;
        for (var pair : PAIRS)
            assertThat(Contrast.of(colour(colours, pair[0]), colour(colours, pair[1])))
                    .as("%s on %s in %s", pair[0], pair[1], theme)
                    .isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @EnumSource
    void textCanBeReadWhileItsCellFlashes(Theme theme) throws IOException {
        var colours = colours(theme);
        for (var ground : new String[] {"ground", "select", "select-away"})
            for (var flash : new String[] {"flash-up", "flash-down"})
                assertThat(Contrast.of(
                                colour(colours, "ink"),
                                Contrast.blend(colour(colours, flash), colour(colours, ground))))
                        .as("%s over %s in %s", flash, ground, theme)
                        .isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void allThemesNameTheSameColoursAndTheRulesNoOthers() throws IOException {
        var names = new TreeSet<>(colours(Theme.DARK).keySet());
        for (var theme : Theme.values()) assertThat(new TreeSet<>(colours(theme).keySet())).as("%s", theme).isEqualTo(names);
        var used = new TreeSet<String>();
        USED.matcher(read(Theme.DARK, 1)).results().forEach(match -> used.add(match.group()));
        assertThat(names).containsAll(used);
    }

    private static Color colour(Map<String, Color> colours, String name) {
        var colour = colours.get("-oms-" + name);
        assertThat(colour).as(name).isNotNull();
        return colour;
    }

    private static Map<String, Color> colours(Theme theme) throws IOException {
        var colours = new HashMap<String, Color>();
        COLOUR.matcher(read(theme, 0)).results().forEach(match -> colours.put(match.group(1), Color.web(match.group(2))));
        return colours;
    }

    private static String read(Theme theme, int sheet) throws IOException {
        return Files.readString(Path.of(URI.create(theme.sheets().get(sheet))));
    }
}
