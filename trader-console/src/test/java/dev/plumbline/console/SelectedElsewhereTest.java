package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitText;
import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.isThere;
import static dev.plumbline.console.TestWindow.orders;
import static dev.plumbline.console.TestWindow.showsOrders;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.core.Account;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// An order that a link has selected: keys are about what a person sees chosen in the panel that has the cursor.
@ExtendWith(ApplicationExtension.class)
class SelectedElsewhereTest {
    private static final Order C1 = Samples.order("C1", Side.BUY, 100, "NVDA", "187.40");
    private static final Order C2 = Samples.order("C2", Side.SELL, 200, "SAP", "85.40");

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = TestWindow.open(stage, feed, "PROD", C1, C2);
        feed.news(Samples.execution(C1, "E1", 10, "187.40"), Samples.execution(C2, "E2", 20, "85.40"));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private static TableView<?> executions(FxRobot robot) {
        return robot.lookup("#executions").queryAs(TableView.class);
    }

    /// Goes to the executions and selects the one of this order.
    private static void chooseExecution(FxRobot robot, int at) {
        awaitTrue(() -> executions(robot).getItems().size() == 2);
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        awaitTrue(() -> executions(robot).isFocused());
        robot.interact(() -> executions(robot).getSelectionModel().clearAndSelect(at));
    }

    @Test
    void deleteNamesAnOrderThatALinkHasSelected(FxRobot robot) {
        showsOrders(robot, 2);
        chooseExecution(robot, 1);
        awaitTrue(() -> orders(robot).getSelectionModel().getSelectedIndices().size() == 1);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        feed.news(Samples.item(Samples.later("N1", 1)));
        showsOrders(robot, 3);
        robot.push(KeyCode.DELETE);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        assertThat(feed.asked).as("it is small, but nobody's hand has selected it").isEmpty();
        robot.clickOn("#keep-orders");
        awaitTrue(() -> !isThere(robot, "#confirm-cancel"));
    }

    @Test
    void whatAHandSelectsIsCancelledAtOnceAsEver(FxRobot robot) {
        showsOrders(robot, 2);
        chooseExecution(robot, 1);
        awaitTrue(() -> orders(robot).getSelectionModel().getSelectedIndices().size() == 1);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1).push(KeyCode.HOME).push(KeyCode.DELETE);
        awaitTrue(() -> feed.asked.size() == 1);
        assertThat(feed.asked.getFirst().wish()).isInstanceOf(Wish.Cancel.class);
    }

    /// The filter of the orders hides the order of the execution, so another one stays selected there.
    @Test
    void amendIsAboutTheOrderOfTheExecutionThatHasTheCursor(FxRobot robot) {
        showsOrders(robot, 2);
        robot.interact(() -> {
            orders(robot).requestFocus();
            robot.lookup("#orders-filter").queryAs(TextField.class).setText("sym:SAP");
        });
        showsOrders(robot, 1);
        robot.interact(() -> orders(robot).getSelectionModel().clearAndSelect(0));
        awaitTrue(() -> executions(robot).getItems().size() == 2);
        chooseExecution(robot, 1);
        robot.push(KeyCode.F4);
        awaitText(robot, "#ticket-title", "Amend C1");
    }

    @Test
    void aNewOrderIsInThePositionThatHasTheCursor(FxRobot robot) {
        showsOrders(robot, 2);
        robot.interact(() -> orders(robot).getSelectionModel().clearAndSelect(0));
        feed.news(new Item.PositionItem(
                Position.flat(new Account("MACRO"), new Symbol("TSLA")).traded(Qty.of(100), Px.of("279"))));
        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        awaitTrue(() -> TestWindow.isFocused(robot, "#positions"));
        awaitTrue(() -> !robot.lookup("#positions").queryTableView().getItems().isEmpty());
        robot.push(KeyCode.F2);
        awaitTrue(() -> TestWindow.isFocused(robot, "#ticket-qty"));
        assertThat(robot.lookup("#ticket-symbol").queryAs(TextField.class).getText()).isEqualTo("TSLA");
        assertThat(robot.lookup("#ticket-account").<ComboBox<String>>query().getValue()).isEqualTo("MACRO");
    }

    /// With each sort the table is told a new list: what was selected stays so.
    @Test
    void staySelectedWhileTheTableSortsItself(FxRobot robot) {
        feed.news(Samples.item(Samples.later("C3", 1)));
        showsOrders(robot, 3);
        robot.interact(() -> sortByFilled(orders(robot)));
        robot.push(KeyCode.ALT, KeyCode.DIGIT1).push(KeyCode.HOME).push(KeyCode.SHIFT, KeyCode.DOWN);
        var chosen = selected(robot);
        assertThat(chosen).hasSize(2);
        var orders = List.of(C1, C2);
        for (int i = 0; i < 5; i++) {
            var before = orders(robot).getItems().getFirst();
            feed.news(Samples.item(Samples.filled(orders.get(i % 2), 10 + i)), Samples.item(orders.get((i + 1) % 2)));
            if (i > 0) awaitTrue(() -> orders(robot).getItems().getFirst() != before);
            assertThat(selected(robot)).isEqualTo(chosen);
        }
    }

    private static Set<Object> selected(FxRobot robot) {
        var rows = new HashSet<>();
        robot.interact(() -> rows.addAll(orders(robot).getSelectionModel().getSelectedItems()));
        return rows;
    }

    private static <R> void sortByFilled(TableView<R> table) {
        for (var column : table.getColumns())
            if (column.getId().equals("filled")) {
                column.setSortType(SortType.DESCENDING);
                table.getSortOrder().setAll(List.of(column));
            }
    }
}
