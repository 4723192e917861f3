package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.console.shell.Palette;
import dev.plumbline.core.Order;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.follow.FeedStatus;

/// Keys find their way: to the panel that has the cursor, and to the window that a panel is in.
@ExtendWith(ApplicationExtension.class)
class FindingTest {
    private static final Order NVDA = Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40");
    private static final Order SAP = Samples.order("C2", Side.SELL, 500, "SAP", "85.40");

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;
    private Stage stage;

    @Start
    void open(Stage into) {
        stage = into;
        window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "akira", "PROD"));
        window.open(stage);
        window.complete();
        var items = new ArrayList<Item>(Samples.desk());
        items.add(Samples.item(NVDA));
        items.add(Samples.item(SAP));
        items.add(Samples.execution(NVDA, "E1", 100, "187.40"));
        items.add(Samples.execution(SAP, "E2", 50, "85.40"));
        feed.snapshot(true, items);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void theSlashGoesToTheFilterOfThePanelThatHasTheCursor(FxRobot robot) {
        awaitRows(robot, "#executions", 2);
        robot.push(KeyCode.ALT, KeyCode.DIGIT3).push(KeyCode.SLASH);
        assertThat(node(robot, "#executions-filter").isFocused()).isTrue();
        robot.write("sym:SAP ");
        awaitRows(robot, "#executions", 1);
        assertThat(table(robot, "#orders").getItems()).as("has a filter of its own").hasSize(2);
        robot.push(KeyCode.ESCAPE);
        awaitRows(robot, "#executions", 2);
        robot.push(KeyCode.ALT, KeyCode.DIGIT4).push(KeyCode.SLASH);
        assertThat(node(robot, "#positions-filter").isFocused()).isTrue();
        robot.push(KeyCode.ESCAPE).push(KeyCode.ALT, KeyCode.DIGIT5).push(KeyCode.SLASH);
        assertThat(node(robot, "#alerts-filter").isFocused()).isTrue();
        robot.push(KeyCode.ESCAPE).push(KeyCode.ALT, KeyCode.DIGIT6).push(KeyCode.SLASH);
        assertThat(node(robot, "#orders-filter").isFocused()).as("connections have none").isTrue();
    }

    @Test
    void keysOfADetachedWindowReachThePanelWhereverItIs(FxRobot robot) {
        var own = detachExecutions(robot);
        robot.push(KeyCode.F2);
        awaitTrue(() -> hasKeys(robot, "#ticket-symbol", stage.getScene()));
        goTo(robot, own);
        robot.push(KeyCode.ALT, KeyCode.C);
        awaitTrue(() -> hasKeys(robot, "#ticket-line", stage.getScene()));
        goTo(robot, own);
        robot.push(KeyCode.SLASH);
        assertThat(hasKeys(robot, "#executions-filter", own)).isTrue();
        goTo(robot, stage.getScene());
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
        awaitTrue(() -> Window.getWindows().size() == 3);
        goTo(robot, stage.getScene());
        robot.push(KeyCode.ALT, KeyCode.C).push(KeyCode.ESCAPE).push(KeyCode.ALT, KeyCode.DIGIT4).push(KeyCode.SLASH);
        assertThat(hasKeys(robot, "#positions-filter", stage.getScene())).isTrue();
    }

    @Test
    void thePaletteTakesTheKeysOfADetachedWindowAndGivesThemBack(FxRobot robot) {
        var own = detachExecutions(robot);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        awaitTrue(() -> hasKeys(robot, "#palette-line", stage.getScene()));
        robot.push(KeyCode.ESCAPE);
        awaitTrue(() -> hasKeys(robot, "#executions", own));
        robot.push(KeyCode.F1);
        awaitTrue(() -> node(robot, "#key-map").isVisible() && stage.isFocused());
        robot.push(KeyCode.ESCAPE);
        awaitTrue(() -> hasKeys(robot, "#executions", own));
    }

    @Test
    void aDetachedWindowSaysWhichPanelItHoldsAndOnWhichDesk(FxRobot robot) {
        var own = detachExecutions(robot);
        awaitTrue(() -> ((Stage) own.getWindow()).getTitle().equals("Executions · Plumbline · main · PROD"));
    }

    @Test
    void panelsOfOneColourFollowWhatIsChosenInAnother(FxRobot robot) {
        awaitRows(robot, "#executions", 2);
        choose(robot, "#orders", 0);
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        robot.push(KeyCode.DOWN);
        var second = selectedOrder(robot, "#executions");
        awaitTrue(() -> selectedOrder(robot, "#orders").equals(second));
        robot.push(KeyCode.UP);
        var first = selectedOrder(robot, "#executions");
        assertThat(first).isNotEqualTo(second);
        awaitTrue(() -> selectedOrder(robot, "#orders").equals(first));
        assertThat(node(robot, "#executions").isFocused()).as("keeps the cursor").isTrue();
        robot.push(KeyCode.ALT, KeyCode.DIGIT1).push(KeyCode.UP).push(KeyCode.UP).push(KeyCode.DOWN).push(KeyCode.DOWN);
        var wanted = selectedOrder(robot, "#orders").equals("C1") ? "E1" : "E2";
        assertThat(table(robot, "#executions").getSelectionModel().getSelectedItems()).hasSize(1);
        assertThat(robot.lookup("#executions .table-row-cell:selected .table-cell").queryAll().stream()
                .map(cell -> ((Labeled) cell).getText())).contains(wanted);
    }

    @Test
    void comingToAPanelTellsTheOthersNothing(FxRobot robot) {
        awaitRows(robot, "#executions", 2);
        robot.interact(() -> {
            table(robot, "#executions").getSelectionModel().clearSelection();
            table(robot, "#orders").getSelectionModel().clearSelection();
        });
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        assertThat(table(robot, "#executions").getSelectionModel().getSelectedItems()).hasSize(1);
        assertThat(table(robot, "#orders").getSelectionModel().getSelectedItems()).isEmpty();
    }

    @Test
    void thePaletteSaysWhatIsWrongWithAnOrderAndFindsSymbolsWithoutOrders(FxRobot robot) {
        awaitRows(robot, "#orders", 2);
        robot.push(KeyCode.CONTROL, KeyCode.K).write("buy 100 NVDA 187 188");
        assertThat(first(robot).obstacle()).startsWith("two prices");
        retype(robot, "buy 100 ZZZZ @ 1");
        assertThat(first(robot).obstacle()).isEqualTo("no symbol 'ZZZZ'");
        retype(robot, "buy 100 NVDA @187 broker:NOBODY");
        assertThat(first(robot).obstacle()).isEqualTo("no broker 'NOBODY'");
        retype(robot, "tsl");
        assertThat(first(robot).text()).isEqualTo("TSLA");
        robot.push(KeyCode.ENTER);
        assertThat(node(robot, "#ticket-qty").isFocused()).isTrue();
        assertThat(robot.lookup("#ticket-symbol").<TextField>query().getText()).isEqualTo("TSLA");
    }

    @Test
    void afterABreakAChipSaysWhatChangedMeanwhileAndShowsIt(FxRobot robot) {
        awaitRows(robot, "#orders", 2);
        assertThat(node(robot, "#away-only").isVisible()).as("nothing was missed yet").isFalse();
        feed.status(FeedStatus.Phase.DISCONNECTED, "the line is cut");
        var items = new ArrayList<Item>(Samples.desk());
        items.add(Samples.item(Samples.filled(NVDA, 400)));
        items.add(Samples.item(SAP));
        feed.snapshot(false, items);
        awaitTrue(() -> node(robot, "#away-only").isVisible());
        assertThat(robot.lookup("#away-only").<ToggleButton>query().getText()).isEqualTo("⚠ 1 changed while away");
        robot.clickOn("#away-only");
        awaitRows(robot, "#orders", 1);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1).push(KeyCode.SHIFT, KeyCode.SPACE);
        robot.clickOn("#away-only");
        awaitTrue(() -> !node(robot, "#away-only").isVisible());
        awaitRows(robot, "#orders", 2);
    }

    private static Palette.Entry first(FxRobot robot) {
        return robot.lookup("#palette-list").<ListView<Palette.Entry>>query().getItems().getFirst();
    }

    private static void retype(FxRobot robot, String text) {
        robot.interact(() -> robot.lookup("#palette-line").<TextField>query().setText(text));
    }

    private static void choose(FxRobot robot, String id, int row) {
        robot.interact(() -> table(robot, id).getSelectionModel().clearAndSelect(row));
    }

    /// As the table shows it.
    private static String selectedOrder(FxRobot robot, String id) {
        return robot.lookup(id + " .table-row-cell:selected .table-cell").queryAll().stream()
                .map(cell -> ((Labeled) cell).getText())
                .filter(text -> "C1".equals(text) || "C2".equals(text))
                .collect(Collectors.joining());
    }

    private Scene detachExecutions(FxRobot robot) {
        awaitRows(robot, "#executions", 2);
        robot.push(KeyCode.ALT, KeyCode.DIGIT3).push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
        awaitTrue(() -> node(robot, "#executions").getScene() != stage.getScene());
        var own = node(robot, "#executions").getScene();
        awaitTrue(() -> own.getWindow().isFocused());
        return own;
    }

    private static void goTo(FxRobot robot, Scene scene) {
        robot.interact(() -> scene.getWindow().requestFocus());
        awaitTrue(() -> scene.getWindow().isFocused());
    }

    private static boolean hasKeys(FxRobot robot, String id, Scene scene) {
        var node = node(robot, id);
        return node.getScene() == scene && scene.getWindow().isFocused() && node.isFocused();
    }

    private static Node node(FxRobot robot, String id) {
        return robot.lookup(id).query();
    }

    private static TableView<?> table(FxRobot robot, String id) {
        return robot.lookup(id).query();
    }

    private static void awaitRows(FxRobot robot, String id, int count) {
        awaitTrue(() -> table(robot, id).getItems().size() == count);
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(10)).until(condition);
    }
}
