package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.isThere;
import static dev.plumbline.console.TestWindow.orders;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.core.Halt;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item;

/// Whoever hears the console instead of seeing it is told what each thing is.
@ExtendWith(ApplicationExtension.class)
class AccessibleNamesTest {
    private static final List<KeyCode> BY_DIGIT = List.of(
            KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6, KeyCode.DIGIT7,
            KeyCode.DIGIT8, KeyCode.DIGIT9, KeyCode.DIGIT0);

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "akira", "SIM"));
        window.open(stage);
        window.complete();
        var items = new ArrayList<Item>(Samples.desk());
        items.add(Samples.item(Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40")));
        items.add(Samples.item(Samples.order("C2", Side.SELL, 500, "SAP", "85.40")));
        feed.snapshot(true, items);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void everyTableFieldButtonAndChoiceOfEachPanelHasAName(FxRobot robot) {
        var seen = new HashSet<Node>();
        for (var digit : BY_DIGIT) {
            robot.push(KeyCode.ALT, digit);
            seen.addAll(allNodes());
        }
        for (var noDigit : List.of("pnl", "slippage")) {
            robot.push(KeyCode.CONTROL, KeyCode.K).write("go to " + noDigit).push(KeyCode.ENTER);
            awaitTrue(() -> isThere(robot, "#" + noDigit + "-chart"));
            seen.addAll(allNodes());
        }
        robot.push(KeyCode.CONTROL, KeyCode.K);
        seen.addAll(allNodes());
        assertThat(nameless(seen)).isEmpty();
        assertThat(seen.stream().filter(node -> node.getAccessibleRole() == AccessibleRole.IMAGE_VIEW && node.isFocusTraversable()))
                .as("fills, PnL, slippage").hasSize(3);
        assertThat(seen.stream().filter(TableView.class::isInstance).count()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void soHasWhatTheDialogsAsk(FxRobot robot) {
        awaitTrue(() -> orders(robot).getItems().size() == 2);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
        assertThat(nameless(allNodes())).isEmpty();
        robot.push(KeyCode.ESCAPE);
        robot.interact(() -> robot.lookup("#orders").<TableView<?>>query().getSelectionModel().selectFirst());
        robot.push(KeyCode.SHIFT, KeyCode.F4);
        assertThat(robot.lookup("#amend-qty").tryQuery()).isPresent();
        assertThat(nameless(allNodes())).isEmpty();
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.K);
        assertThat(robot.lookup("#halt-word").tryQuery()).isPresent();
        assertThat(nameless(allNodes())).isEmpty();
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void soHaveTheDialogsOfTables(FxRobot robot) {
        awaitTrue(() -> orders(robot).getItems().size() == 2);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        awaitTrue(() -> isThere(robot, "#flash-ms"));
        assertThat(nameless(allNodes())).isEmpty();
        robot.push(KeyCode.ESCAPE);
        awaitTrue(() -> !isThere(robot, "#columns"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        awaitTrue(() -> isThere(robot, "#rule-when"));
        assertThat(nameless(allNodes())).isEmpty();
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void soHaveThoseThatRelease(FxRobot robot) {
        awaitTrue(() -> orders(robot).getItems().size() == 2);
        robot.push(KeyCode.F2).push(KeyCode.ESCAPE);
        robot.write("nvda", 0).push(KeyCode.TAB).write("100", 0).push(KeyCode.TAB).write("187", 0);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
        robot.push(KeyCode.ALT, KeyCode.DIGIT8);
        awaitTrue(() -> robot.lookup("#staged").queryTableView().getItems().size() == 1);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        awaitTrue(() -> isThere(robot, "#release-orders"));
        assertThat(nameless(allNodes())).isEmpty();
        robot.clickOn("#keep-staged");
        feed.news(new Item.HaltItem(
                new Halt(Halt.EVERYTHING, "ben", "wrong", Samples.AT), 16, 16, Samples.AT, ReleaseBy.SECOND_PERSON));
        awaitTrue(() -> isThere(robot, "#release-halt"));
        robot.clickOn("#release-halt");
        awaitTrue(() -> isThere(robot, "#keep-halted"));
        assertThat(nameless(allNodes())).isEmpty();
        robot.clickOn("#keep-halted");
    }

    private static Set<Node> allNodes() {
        var all = new HashSet<Node>();
        for (var each : List.copyOf(Window.getWindows())) if (each.getScene() != null) collect(each.getScene().getRoot(), all);
        return all;
    }

    private static void collect(Node node, Set<Node> all) {
        all.add(node);
        if (node instanceof Parent parent) parent.getChildrenUnmodifiable().forEach(child -> collect(child, all));
    }

    private static List<String> nameless(Set<Node> nodes) {
        var labelled = new HashSet<Node>();
        for (var node : nodes) if (node instanceof Label label && label.getLabelFor() != null) labelled.add(label.getLabelFor());
        return nodes.stream()
                .filter(AccessibleNamesTest::needsName)
                .filter(node -> !labelled.contains(node) && isBlank(node.getAccessibleText()))
                .filter(node -> !(node instanceof Labeled labeled) || isBlank(labeled.getText()))
                .map(Node::toString)
                .toList();
    }

    /// A field inside of a choice is the choice's own.
    private static boolean needsName(Node node) {
        if (node.getParent() instanceof ComboBoxBase<?>) return false;
        if (node.getAccessibleRole() == AccessibleRole.IMAGE_VIEW) return node.isFocusTraversable();
        return node instanceof TableView<?> || node instanceof ListView<?> || node instanceof TextInputControl
                || node instanceof ButtonBase || node instanceof ComboBoxBase<?>;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
