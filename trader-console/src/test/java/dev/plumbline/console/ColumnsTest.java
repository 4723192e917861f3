package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.orders;
import static dev.plumbline.console.TestWindow.showsOrders;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.core.Side;

/// The columns of a table by the keyboard alone.
@ExtendWith(ApplicationExtension.class)
class ColumnsTest {
    private static final PseudoClass FLASH_UP = PseudoClass.getPseudoClass("flash-up");

    private static final List<String> TABLES = List.of(
            "of the orders", "of the executions", "of the positions", "of the alerts", "of the connections", "of the staged orders",
            "of the timeline events");

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = TestWindow.open(stage, feed, "PROD", Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40"));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    /// Opens the dialog of the panel that has the cursor.
    private static void columns(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        awaitTrue(() -> TestWindow.isFocused(robot, "#columns"));
    }

    private static void choose(FxRobot robot, String id) {
        var list = robot.lookup("#columns").<ListView<TableColumn<?, ?>>>query();
        var ids = list.getItems().stream().map(TableColumn::getId).toList();
        robot.interact(() -> list.getSelectionModel().clearAndSelect(ids.indexOf(id)));
    }

    private static void leave(FxRobot robot) {
        robot.push(KeyCode.ESCAPE);
        awaitTrue(() -> !TestWindow.isThere(robot, "#columns"));
    }

    private static List<String> shown(TableView<?> table) {
        return table.getVisibleLeafColumns().stream().map(TableColumn::getId).toList();
    }

    @Test
    void areHiddenMovedAndSortedByKeys(FxRobot robot) {
        showsOrders(robot, 1);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        columns(robot);
        robot.push(KeyCode.SPACE);
        awaitTrue(() -> !shown(orders(robot)).contains("entered"));
        choose(robot, "symbol");
        robot.push(KeyCode.ALT, KeyCode.UP).push(KeyCode.ALT, KeyCode.UP).push(KeyCode.S).push(KeyCode.S);
        awaitTrue(() -> shown(orders(robot)).getFirst().equals("symbol") && shown(orders(robot)).get(1).equals("clordid"));
        var first = orders(robot).getSortOrder().getFirst();
        assertThat(first.getId()).isEqualTo("symbol");
        assertThat(first.getSortType()).isEqualTo(SortType.DESCENDING);
        leave(robot);
        assertThat(orders(robot).isFocused()).as("the cursor is back").isTrue();
    }

    @Test
    void everyTableHasThem(FxRobot robot) {
        showsOrders(robot, 1);
        robot.push(KeyCode.CONTROL, KeyCode.K).write("columns of the");
        var found = robot.lookup("#palette-list").<ListView<Object>>query().getItems();
        awaitTrue(() -> found.stream().map(Object::toString).filter(entry -> entry.contains("Columns of the")).count() == TABLES.size());
        assertThat(found.toString()).contains(TABLES);
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void whatFlashesIsChosenByColumn(FxRobot robot) {
        showsOrders(robot, 1);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        columns(robot);
        choose(robot, "qty");
        robot.push(KeyCode.F);
        choose(robot, "avg");
        robot.push(KeyCode.F);
        leave(robot);
        feed.news(Samples.item(Samples.filled(Samples.order("C1", Side.BUY, 2000, "NVDA", "187.40"), 100)));
        awaitTrue(() -> isLit(robot, "qty") && isLit(robot, "filled"));
        assertThat(isLit(robot, "avg")).isFalse();
    }

    @Test
    void howLongTheyFlashIsChosenThere(FxRobot robot) {
        showsOrders(robot, 1);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        columns(robot);
        robot.push(KeyCode.ALT, KeyCode.L).push(KeyCode.DOWN).push(KeyCode.DOWN);
        awaitTrue(() -> robot.lookup("#flash-ms").<ComboBox<Integer>>query().getValue() == 1_000);
        leave(robot);
        columns(robot);
        assertThat(robot.lookup("#flash-ms").<ComboBox<Integer>>query().getValue()).isEqualTo(1_000);
        robot.clickOn("#columns-reset");
        awaitTrue(() -> robot.lookup("#flash-ms").<ComboBox<Integer>>query().getValue() == 300);
        leave(robot);
    }

    private static boolean isLit(FxRobot robot, String column) {
        int at = shown(orders(robot)).indexOf(column);
        var cells = List.copyOf(robot.lookup("#orders .table-row-cell").<Node>queryAll().iterator().next().lookupAll(".table-cell"));
        return cells.get(at).getPseudoClassStates().contains(FLASH_UP);
    }
}
