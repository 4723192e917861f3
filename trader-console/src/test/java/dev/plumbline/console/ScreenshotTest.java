package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.button;
import static dev.plumbline.console.TestWindow.isFocused;
import static dev.plumbline.console.TestWindow.isThere;
import static dev.plumbline.console.TestWindow.node;
import static dev.plumbline.console.TestWindow.orders;
import static dev.plumbline.console.TestWindow.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import dev.plumbline.console.attention.Troubled;
import dev.plumbline.console.shell.Contrast;
import dev.plumbline.console.shell.Theme;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// Looks at the window and its dialogs as they are painted in each theme: texts must stand out from what is really behind
/// them. The pictures are kept in `target/screenshots`.
@ExtendWith(ApplicationExtension.class)
class ScreenshotTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Order NVDA = Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40");

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = TestWindow.open(stage, feed, "UAT");
        var items = new ArrayList<Item>(Samples.desk());
        items.add(Samples.item(Samples.filled(NVDA, 9300)));
        items.add(Samples.item(Samples.cancelSent(Samples.order("C2", Side.SELL, 2700, "SAP", "85.40"))));
        items.add(Samples.item(Samples.order(
                "C3", Side.SELL_SHORT, 400, "TSLA", "279.30", 0, new Life(false, false, false, false, Life.End.REJECTED),
                Request.Stage.REJECTED)));
        items.add(Samples.item(Samples.order("C4", Side.SELL, 100, "SAP", "85.40", 100, Life.OPEN, Request.Stage.ACCEPTED)));
        items.add(Samples.execution(NVDA, "E1", 9300, "187.38"));
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
    void theWindow(Theme theme, FxRobot robot) throws IOException {
        begin(theme, robot);
        robot.interact(() -> orders(robot).getSelectionModel().selectFirst());
        robot.push(KeyCode.ALT, KeyCode.DIGIT5);
        awaitTrue(() -> robot.lookup("#alerts .text-cell").tryQuery().isPresent());
        look("console", theme, robot, "#top-bar", "#orders", "#alerts", "#executions", "#ticket", "#status-bar");
    }

    @ParameterizedTest
    @EnumSource
    void theKillSwitchAndTheBannerOfAHalt(Theme theme, FxRobot robot) throws IOException {
        begin(theme, robot);
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.K);
        awaitTrue(() -> isFocused(robot, "#halt-reason"));
        look("kill-empty", theme, robot, ".dialog-pane");
        robot.clickOn("#halt-reason").write("prices are wrong").clickOn("#halt-word").write("KILL");
        awaitTrue(() -> !button(robot, "#confirm-halt").isDisabled());
        look("kill", theme, robot, ".dialog-pane");
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> text(robot, "#halt-outcome").startsWith("● Halted"));
        look("kill-done", theme, robot, ".dialog-pane");
        robot.clickOn("#leave-halt");
        feed.news(halt("akira", "NVDA"), halt("ben", "SAP"));
        awaitTrue(() -> robot.lookup(".halt-row").queryAll().size() == 2);
        look("halt", theme, robot, "#halt-banner");
    }

    @ParameterizedTest
    @EnumSource
    void toasts(Theme theme, FxRobot robot) throws IOException {
        begin(theme, robot);
        feed.news(new Item.AlertItem("ALERT", "C1: filled after its cancel", "C1", 2), Samples.item(Samples.order(
                "C5", Side.BUY, 400, "TSLA", "279.30", 0, new Life(false, false, false, false, Life.End.REJECTED), Request.Stage.REJECTED)));
        awaitTrue(() -> isThere(robot, ".toast-alert") && isThere(robot, ".toast-reject"));
        look("toasts", theme, robot, ".toast");
    }

    @ParameterizedTest
    @EnumSource
    void attention(Theme theme, FxRobot robot) throws IOException {
        begin(theme, robot);
        robot.push(KeyCode.ALT, KeyCode.DIGIT7);
        var list = robot.lookup("#attention").<ListView<?>>query();
        feed.news(
                Samples.item(Troubled.order("T1", 0, 0, Life.OPEN, Request.Stage.UNKNOWN, List.of(Flag.UNKNOWN_OUTCOME))),
                Samples.item(Troubled.flagged("T2", 1200, 1200, Flag.OVERFILL)),
                Samples.item(Troubled.flagged("T3", 600, 900, Flag.CUM_GAP)),
                Samples.item(Troubled.flagged("T4", 0, 0, Flag.EXTERNAL)));
        awaitTrue(() -> list.getItems().size() == 6);
        robot.interact(() -> list.getSelectionModel().selectLast());
        robot.push(KeyCode.SPACE);
        robot.clickOn("#attention-with-seen");
        awaitTrue(() -> list.getItems().size() == 6);
        for (int row : new int[] {0, 3, 5}) {
            robot.interact(() -> list.getSelectionModel().clearAndSelect(row));
            look("attention-" + row, theme, robot, "#attention", ".attention-acts", ".attention-chips");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelsAndAmendmentsOfMany(Theme theme, FxRobot robot) throws IOException {
        begin(theme, robot);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        look("cancel", theme, robot, ".dialog-pane");
        robot.clickOn("#keep-orders");
        awaitTrue(() -> !isThere(robot, "#confirm-cancel"));
        robot.interact(() -> orders(robot).getSelectionModel().selectAll());
        feed.questionsWith(question -> question instanceof Check(var id, _, _)
                ? new Checked(id, List.of(new CheckLine("Max qty", Verdict.WARN, "above the usual")))
                : FakeFeed.usual(question));
        robot.push(KeyCode.SHIFT, KeyCode.F4);
        awaitTrue(() -> isThere(robot, "#amend-qty"));
        look("amend-empty", theme, robot, ".dialog-pane");
        robot.clickOn("#amend-qty").write("+100");
        awaitTrue(() -> !button(robot, "#confirm-amend").isDisabled());
        look("amend", theme, robot, ".dialog-pane");
        robot.push(KeyCode.ENTER).push(KeyCode.ENTER);
        awaitTrue(() -> !feed.asked.isEmpty());
        look("amend-done", theme, robot, ".dialog-pane");
        robot.push(KeyCode.ESCAPE);
    }

    /// First locked, then as old as after ten seconds: for that nobody waits here.
    @ParameterizedTest
    @EnumSource
    void whatIsNotLive(Theme theme, FxRobot robot) throws IOException {
        begin(theme, robot);
        feed.news(halt("ben", "SAP"));
        feed.status(Phase.STALE, "no word for 4 s");
        awaitTrue(() -> robot.lookup("#lamp").queryLabeled().getText().contains("stale"));
        look("locked", theme, robot, "#top-bar", "#halt-banner", "#orders", "#ticket", "#status-bar");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
        awaitTrue(() -> isThere(robot, "#old-all-the-same"));
        look("cancel-locked", theme, robot, ".dialog-pane");
        robot.clickOn("#keep-orders");
        robot.interact(() -> {
            for (var part : List.of(orders(robot).getParent(), node(robot, "#status-bar"))) {
                part.getStyleClass().add("console");
                for (var state : List.of("not-live", "aging", "stale")) part.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), true);
            }
        });
        look("stale", theme, robot, "#orders", "#status-bar");
        feed.status(Phase.DISCONNECTED, "no server answers");
        awaitTrue(() -> !robot.lookup("#lamp").queryLabeled().getText().contains("stale"));
        look("disconnected", theme, robot, "#top-bar", "#ticket", "#status-bar");
    }

    private void begin(Theme theme, FxRobot robot) {
        TestWindow.showsOrders(robot, 4);
        robot.interact(() -> window.show(theme));
    }

    private static Item halt(String by, String symbol) {
        return new Item.HaltItem(
                new Halt(new Halt.Scope.OfSymbol(new Symbol(symbol)), by, "wrong", Samples.AT), 16, 16, Samples.AT + 7,
                ReleaseBy.SECOND_PERSON);
    }

    /// Every text in these must stand out. Disabled ones are let off, as WCAG does.
    private static void look(String name, Theme theme, FxRobot robot, String... roots) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        int count = 0;
        var pale = new ArrayList<String>();
        var pictures = new HashMap<Scene, WritableImage>();
        for (var selector : roots)
            for (var root : robot.lookup(selector).queryAll()) {
                var picture = pictures.computeIfAbsent(root.getScene(), scene -> WaitForAsyncUtils.waitForAsyncFx(10_000, () -> scene.snapshot(null)));
                keep(picture, name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
                for (var text : texts(root, new ArrayList<>())) {
                    if (!(text.getFill() instanceof Color ink) || !isSeen(text)) continue;
                    count++;
                    var ground = ground(text, picture);
                    var seen = Contrast.blend(ink.deriveColor(0, 1, 1, opacity(text)), ground);
                    if (Contrast.of(seen, ground) < least(text, theme))
                        pale.add("'%s' of %s: %s on %s is %.1f".formatted(text.getText(), text.getParent(), seen, ground, Contrast.of(seen, ground)));
                }
            }
        assertThat(count).as("texts of %s", name).isPositive();
        assertThat(pale).as("%s in %s", name, theme).isEmpty();
    }

    /// By WCAG, level AA: signs and large letters need less.
    private static double least(Text text, Theme theme) {
        boolean isBold = text.getFont().getStyle().contains("Bold");
        if (text instanceof FontIcon || text.getFont().getSize() >= (isBold ? 18.66 : 24)) return 3;
        return theme == Theme.CONTRAST ? 6.5 : 4.5;
    }

    private static List<Text> texts(Node node, List<Text> into) {
        if (node instanceof Text text && !text.getText().isBlank()) into.add(text);
        if (node instanceof Parent parent) parent.getChildrenUnmodifiable().forEach(child -> texts(child, into));
        return into;
    }

    /// Not hidden, and not scrolled or cut away.
    private static boolean isSeen(Node node) {
        var area = node.localToScene(node.getLayoutBounds());
        if (area.getWidth() < 1) return false;
        for (Node up = node; up != null; up = up.getParent()) {
            if (!up.isVisible() || up.isDisabled()) return false;
            if (up.getClip() != null && !up.localToScene(up.getClip().getBoundsInParent()).contains(area)) return false;
        }
        return true;
    }

    private static double opacity(Node node) {
        double opacity = 1;
        for (Node up = node; up != null; up = up.getParent()) opacity *= up.getOpacity();
        return opacity;
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
        var pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        Files.createDirectories(PICTURES);
        ImageIO.write(copy, "png", PICTURES.resolve(name).toFile());
    }
}
