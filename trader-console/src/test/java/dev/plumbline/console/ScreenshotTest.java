package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import dev.plumbline.console.shell.Contrast;
import dev.plumbline.console.shell.Theme;
import dev.plumbline.core.Life;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item;

/// Looks at the window as it is painted in each theme: the texts that matter must stand out from what is really behind
/// them. The pictures are kept in `target/screenshots`.
@ExtendWith(ApplicationExtension.class)
class ScreenshotTest {
    private static final Path PICTURES = Path.of("target", "screenshots");

    /// Where a trader must never have to guess. Disabled buttons are let off, as WCAG does.
    private static final List<String> TEXTS = List.of(
            "#orders .side-cell", "#orders .chip-cell", "#orders .number-cell", "#orders .text-cell",
            "#orders .fill-text", "#orders .column-header .label", "#alerts .text-cell", "#executions .number-cell",
            "#lamp", "#environment", "#unseen", "#side-buy", "#side-sell", "#cancel-all .button", "#cancel-all", ".header .label",
            "#status-bar .quiet", "#ticket .label");

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;
    private Stage stage;

    @Start
    void open(Stage into) {
        stage = into;
        window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "akira", "UAT"));
        window.open(stage);
        window.complete();
        var items = new ArrayList<Item>(Samples.desk());
        var nvda = Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40");
        items.add(Samples.item(Samples.filled(nvda, 9300)));
        items.add(Samples.item(Samples.cancelSent(Samples.order("C2", Side.SELL, 2700, "SAP", "85.40"))));
        items.add(Samples.item(Samples.order(
                "C3", Side.SELL_SHORT, 400, "TSLA", "279.30", 0, new Life(false, false, false, false, Life.End.REJECTED),
                Request.Stage.REJECTED)));
        items.add(Samples.item(Samples.order("C4", Side.SELL, 100, "SAP", "85.40", 100, Life.OPEN, Request.Stage.ACCEPTED)));
        items.add(Samples.execution(nvda, "E1", 9300, "187.38"));
        feed.snapshot(true, items);
        feed.news(new Item.AlertItem("ALERT", "C3: filled after its cancel", "C3", 1), new Item.AlertItem("WARN", "a gap", "", 1),
                new Item.AlertItem("INFO", "logged on", "", 1));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @ParameterizedTest
    @EnumSource
    void textsStandOut(Theme theme, FxRobot robot) throws IOException {
        await().atMost(Duration.ofSeconds(20)).until(() ->
                robot.lookup("#orders").queryAs(TableView.class).getItems().size() == 4);
        robot.interact(() -> robot.lookup("#orders").queryAs(TableView.class).getSelectionModel().selectFirst());
        robot.push(KeyCode.ALT, KeyCode.DIGIT5);
        robot.interact(() -> window.show(theme));
        WaitForAsyncUtils.waitForFxEvents();
        var picture = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> stage.getScene().snapshot(null));
        keep(picture, "console-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
        for (var selector : TEXTS) {
            var seen = robot.lookup(selector).queryAll().stream()
                    .filter(node -> node instanceof Labeled label && !label.getText().isBlank() && isSeen(label))
                    .map(Labeled.class::cast)
                    .toList();
            for (var label : seen) {
                if (!(label.getTextFill() instanceof Color ink)) continue;
                var ground = ground(label, picture);
                assertThat(Contrast.of(ink, ground))
                        .as("'%s' (%s) in %s: %s on %s", label.getText(), selector, theme, ink, ground)
                        .isGreaterThanOrEqualTo(theme == Theme.CONTRAST ? 6.5 : 4.5);
            }
        }
        assertThat(robot.lookup("#orders .side-cell").queryAll()).isNotEmpty();
        assertThat(robot.lookup("#alerts .text-cell").queryAll()).isNotEmpty();
    }

    private static boolean isSeen(Node node) {
        for (Node up = node; up != null; up = up.getParent()) if (!up.isVisible() || up.getOpacity() < 1 || up.isDisabled()) return false;
        return true;
    }

    /// What is behind a text: the colour that most of its area has.
    private static Color ground(Node node, WritableImage picture) {
        var area = node.localToScene(node.getLayoutBounds());
        var counts = new HashMap<Color, Integer>();
        for (int y = (int) Math.max(0, area.getMinY()); y < Math.min(picture.getHeight(), area.getMaxY()); y++)
            for (int x = (int) Math.max(0, area.getMinX()); x < Math.min(picture.getWidth(), area.getMaxX()); x++)
                counts.merge(picture.getPixelReader().getColor(x, y), 1, Integer::sum);
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private static void keep(WritableImage picture, String name) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) copy.setRGB(x, y, picture.getPixelReader().getArgb(x, y));
        Files.createDirectories(PICTURES);
        ImageIO.write(copy, "png", PICTURES.resolve(name).toFile());
    }
}
