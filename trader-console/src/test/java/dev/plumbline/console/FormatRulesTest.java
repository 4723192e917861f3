package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.orders;
import static dev.plumbline.console.TestWindow.showsOrders;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.console.shell.UserFiles;
import dev.plumbline.core.Side;

/// Rows that look otherwise by a person's rules, made with the keyboard and kept with the workspace.
@ExtendWith(ApplicationExtension.class)
class FormatRulesTest {
    private static final PseudoClass AMBER = PseudoClass.getPseudoClass("look-amber");
    private static final PseudoClass PURPLE = PseudoClass.getPseudoClass("look-purple");

    @TempDir
    private Path folder;

    private final List<String> trouble = new ArrayList<>();
    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;
    private Stage stage;

    @Start
    void begin(Stage into) {
        stage = into;
    }

    private void open(FxRobot robot, int shown) {
        robot.interact(() -> window = TestWindow.open(
                stage, feed, "PROD", UserFiles.in(folder, trouble::add), Samples.order("C1", Side.BUY, 60_000, "NVDA", "187.40"),
                Samples.order("C2", Side.SELL, 100, "SAP", "85.40")));
        showsOrders(robot, shown);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private void makeRule(FxRobot robot) {
        robot.push(KeyCode.ALT, KeyCode.DIGIT1).push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        awaitTrue(() -> TestWindow.isFocused(robot, "#rule-when"));
        robot.clickOn("#rule-when").write("qty>50k").push(KeyCode.ENTER);
        awaitTrue(() -> TestWindow.isFocused(robot, "#rules"));
        robot.push(KeyCode.ESCAPE);
        awaitTrue(() -> !TestWindow.isThere(robot, "#rules"));
    }

    @Test
    void aRuleMadeByKeysIsInForceAndIsKept(FxRobot robot) throws IOException {
        open(robot, 2);
        makeRule(robot);
        awaitTrue(() -> looks(robot, "C1", "", AMBER) && !looks(robot, "C2", "", AMBER));
        feed.news(Samples.item(Samples.order("C2", Side.SELL, 70_000, "SAP", "85.40")));
        awaitTrue(() -> looks(robot, "C2", "", AMBER));
        feed.news(Samples.item(Samples.order("C1", Side.BUY, 40_000, "NVDA", "187.40")));
        awaitTrue(() -> !looks(robot, "C1", "", AMBER));
        robot.interact(window::close);
        assertThat(Files.readString(folder.resolve("workspaces/Trading.json")))
                .contains("\"when\" : \"qty>50k\"").contains("\"look\" : \"AMBER\"");
        assertThat(trouble).isEmpty();
    }

    /// A mend is offered as in a filter, and nothing becomes a rule that is not understood.
    @Test
    void whatIsWrongIsSaidAndMendedByTab(FxRobot robot) {
        open(robot, 2);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1).push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        awaitTrue(() -> TestWindow.isFocused(robot, "#rule-when"));
        robot.clickOn("#rule-when").write("side:byu ");
        awaitTrue(() -> TestWindow.text(robot, "#rule-when-wrong").contains("Tab: buy"));
        assertThat(TestWindow.button(robot, "#rule-take").isDisabled()).isTrue();
        robot.push(KeyCode.TAB);
        awaitTrue(() -> robot.lookup("#rule-when").queryAs(TextField.class).getText().startsWith("side:buy"));
        awaitTrue(() -> !TestWindow.button(robot, "#rule-take").isDisabled());
        robot.push(KeyCode.ESCAPE).push(KeyCode.ESCAPE);
        awaitTrue(() -> !TestWindow.isThere(robot, "#rules"));
    }

    @Test
    void aBrokenRuleOfAFileIsToldAndTheRestIsKept(FxRobot robot) throws IOException {
        Files.createDirectories(folder.resolve("workspaces"));
        Files.writeString(folder.resolve("workspaces/Trading.json"), """
                {"name": "Trading", "main": {"panels": ["orders", "alerts"], "selected": "orders"},
                 "panels": {"orders": {"filter": "nvda", "table": {"rules": [
                   {"when": "qty>>50k", "look": "AMBER"}, 17, ["rubbish"],
                   {"when": "sym:NVDA", "column": "symbol", "look": "PURPLE"}]}}}}
                """);
        Files.writeString(folder.resolve("preferences.json"), """
                {"theme": "DARK", "zoom": 100, "workspace": "Trading", "bounds": {"width": 0}}
                """);
        open(robot, 1);
        awaitTrue(() -> looks(robot, "C1", "symbol", PURPLE));
        assertThat(trouble).as("the file itself is fine").isEmpty();
        robot.push(KeyCode.ALT, KeyCode.DIGIT5);
        awaitTrue(() -> robot.lookup("#alerts").queryAs(TableView.class).getItems().size() == 3);
    }

    /// Whether the row of an order, or its cell of a column, has this look.
    private static boolean looks(FxRobot robot, String clOrdID, String column, PseudoClass look) {
        var row = robot.lookup("#orders .table-row-cell").<Node>queryAll().stream()
                .filter(node -> texts(node).contains(clOrdID)).findFirst();
        return row.map(node -> column.isEmpty() ? node : cell(node, orders(robot), column))
                .map(node -> node.getPseudoClassStates().contains(look)).orElse(false);
    }

    private static List<String> texts(Node row) {
        return row.lookupAll(".table-cell").stream().map(node -> node instanceof IndexedCell<?> cell ? cell.getText() : "").toList();
    }

    private static Node cell(Node row, TableView<?> table, String column) {
        var at = table.getVisibleLeafColumns().stream().map(each -> each.getId()).toList().indexOf(column);
        return row.lookupAll(".table-cell").stream().toList().get(at);
    }
}
