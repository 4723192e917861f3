package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitText;
import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.button;
import static dev.plumbline.console.TestWindow.isThere;
import static dev.plumbline.console.TestWindow.node;
import static dev.plumbline.console.TestWindow.orders;
import static dev.plumbline.console.TestWindow.showsOrders;
import static dev.plumbline.console.TestWindow.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.shell.UserFiles;
import dev.plumbline.core.Account;
import dev.plumbline.core.Execution;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// What a trader does, on a window without a screen and a desk without a server.
@ExtendWith(ApplicationExtension.class)
class ConsoleWindowTest {
    private static final Order C1 = Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40");
    private static final Order C2 = Samples.order("C2", Side.SELL, 2700, "SAP", "85.40");
    private static final Order C3 = Samples.order("C3", Side.SELL_SHORT, 400, "TSLA", "279.30");

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;
    @TempDir
    Path folder = Path.of("");

    @Start
    void open(Stage stage) {
        window = TestWindow.open(stage, feed, "SIM", UserFiles.in(folder, System.err::println), C1, C2, C3);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void typesAndSendsAnOrder(FxRobot robot) {
        showsOrders(robot, 3);
        robot.push(KeyCode.F2);
        robot.write("nvda").push(KeyCode.TAB).write("12.5k").push(KeyCode.TAB).write("187.42");
        awaitText(robot, "#ticket-send", "BUY 12,500 NVDA @ 187.42 DAY");
        sendTwice(robot);
        awaitText(robot, "#ticket-message", "● Sent C1: BUY 12,500 NVDA @ 187.42 DAY");
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Enter(
                "NYLON", new Account("ALPHA"), new Symbol("NVDA"), Side.BUY, Qty.of(12500), OrdType.LIMIT,
                Px.of("187.42"), TimeInForce.DAY));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(feed.asked).as("a second Ctrl+Enter sends nothing").hasSize(1);
    }

    @Test
    void choosesTheSideByKeyAndByMouse(FxRobot robot) {
        showsOrders(robot, 3);
        robot.push(KeyCode.F2);
        robot.write("SAP").push(KeyCode.TAB).write("100").push(KeyCode.TAB).write("85");
        robot.push(KeyCode.ALT, KeyCode.S);
        awaitText(robot, "#ticket-send", "SELL 100 SAP @ 85.00 DAY");
        robot.push(KeyCode.ALT, KeyCode.H);
        awaitText(robot, "#ticket-send", "SHORT 100 SAP @ 85.00 DAY");
        robot.clickOn("#side-buy");
        awaitText(robot, "#ticket-send", "BUY 100 SAP @ 85.00 DAY");
        robot.clickOn("#side-buy");
        awaitText(robot, "#ticket-send", "BUY 100 SAP @ 85.00 DAY");
        robot.push(KeyCode.S);
        awaitText(robot, "#ticket-send", "SELL 100 SAP @ 85.00 DAY");
    }

    @Test
    void showsARefusalAndKeepsWhatWasTyped(FxRobot robot) {
        feed.answerWith((id, _) -> new Reply.Answered(
                new Answer(id, "", "MAX_ORDER_QTY", "OrderQty 12500 is above the limit of 10000")));
        showsOrders(robot, 3);
        robot.push(KeyCode.F2);
        robot.write("SAP").push(KeyCode.TAB).write("12500").push(KeyCode.TAB).write("85");
        sendTwice(robot);
        awaitText(robot, "#ticket-message", "✖ Refused: OrderQty 12500 is above the limit of 10000 (MAX_ORDER_QTY)");
        assertThat(text(robot, "#ticket-send")).isEqualTo("BUY 12,500 SAP @ 85.00 DAY");
    }

    @Test
    void noAnswerIsNoFailureAndTheSameRequestIsAskedAgain(FxRobot robot) {
        feed.answerWith((_, _) -> new Reply.Unknown("no answer within 5 s"));
        showsOrders(robot, 3);
        robot.push(KeyCode.F2);
        robot.write("SAP").push(KeyCode.TAB).write("100").push(KeyCode.TAB).write("85");
        sendTwice(robot);
        awaitText(
                robot, "#ticket-message",
                "? Outcome unknown: no answer within 5 s. Sending it again is safe: it is the same request.");
        sendTwice(robot);
        awaitTrue(() -> feed.asked.size() == 2);
        assertThat(feed.asked.get(1)).isEqualTo(feed.asked.get(0));
    }

    @Test
    void amendsTheSelectedOrder(FxRobot robot) {
        select(robot, C2);
        robot.push(KeyCode.F4);
        robot.write("3000").push(KeyCode.TAB).push(KeyCode.CONTROL, KeyCode.A).write("85.5");
        awaitText(robot, "#ticket-send", "AMEND to 3,000 @ 85.50");
        sendTwice(robot);
        awaitTrue(() -> !feed.asked.isEmpty());
        assertThat(feed.asked.getFirst().wish())
                .isEqualTo(new Wish.Replace(new OrderKey("C2"), Qty.of(3000), Px.of("85.5")));
    }

    /// Rows that come and go above move what is selected: the keys are about what the table shows as selected, and nothing
    /// else.
    @Test
    void rowsThatComeAndGoAboveLeaveTheSelectionAsItIsShown(FxRobot robot) {
        showsOrders(robot, 3);
        robot.push(KeyCode.SLASH);
        robot.write("st:open");
        robot.push(KeyCode.ENTER).push(KeyCode.HOME);
        for (int i = 1; i <= 3; i++) {
            var above = Samples.later("N" + i, i);
            feed.news(Samples.item(above));
            showsOrders(robot, 4);
            feed.news(Samples.item(Samples.filled(above, 100)));
            showsOrders(robot, 3);
        }
        assertThat(node(robot, "#amend-selected").isDisabled()).as("one order is selected").isFalse();
        robot.push(KeyCode.DOWN).push(KeyCode.DOWN).push(KeyCode.DELETE);
        awaitTrue(() -> feed.asked.size() == 1);
        assertThat(feed.asked.getFirst().wish()).isEqualTo(new Wish.Cancel(new OrderKey("C3")));
    }

    @Test
    void cancelsOneOrderAtOnce(FxRobot robot) {
        select(robot, C3);
        robot.push(KeyCode.DELETE);
        awaitTrue(() -> feed.asked.size() == 1);
        assertThat(feed.asked.getFirst().wish()).isEqualTo(new Wish.Cancel(new OrderKey("C3")));
        awaitText(robot, "#orders-notice", "Cancel sent");
    }

    /// Nobody knows what it is worth.
    @Test
    void cancelsAMarketOrderOnlyWhenTheTraderConfirms(FxRobot robot) {
        feed.news(Samples.item(Samples.order("C4", Side.BUY, 100, "NVDA", "")));
        showsOrders(robot, 4);
        robot.push(KeyCode.SLASH);
        robot.write("type:mkt");
        showsOrders(robot, 1);
        robot.interact(() -> {
            orders(robot).requestFocus();
            orders(robot).getSelectionModel().clearAndSelect(0);
        });
        robot.push(KeyCode.DELETE);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        assertThat(feed.asked).isEmpty();
        robot.clickOn("#confirm-cancel");
        awaitTrue(() -> feed.asked.size() == 1);
    }

    @Test
    void cancelsSeveralOnlyWhenTheTraderConfirms(FxRobot robot) {
        showsOrders(robot, 3);
        robot.interact(() -> {
            orders(robot).requestFocus();
            orders(robot).getSelectionModel().selectAll();
        });
        robot.push(KeyCode.DELETE);
        awaitTrue(() -> robot.lookup("#keep-orders").tryQuery().isPresent());
        robot.clickOn("#keep-orders");
        assertThat(feed.asked).isEmpty();
        robot.interact(() -> orders(robot).requestFocus());
        robot.push(KeyCode.DELETE);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        robot.clickOn("#confirm-cancel");
        awaitTrue(() -> feed.asked.size() == 3);
        awaitText(robot, "#wave-obstacle", "3 accepted");
        robot.push(KeyCode.CONTROL, KeyCode.C);
        var copied = new ArrayList<String>();
        robot.interact(() -> copied.add(Clipboard.getSystemClipboard().getString()));
        assertThat(copied.getFirst().lines()).hasSize(4).startsWith("ClOrdID\tSide\tSymbol\tQty\tLimit\tAnswer")
                .contains("C2\tSell\tSAP\tleaves 2,700\t85.40\t● accepted");
    }

    /// Also that a word must be typed, which more than 20 orders want.
    @Test
    void theDialogThatCancelsFollowsTheDesk(FxRobot robot) {
        showsOrders(robot, 3);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        assertThat(text(robot, "#cancel-summary")).startsWith("3 orders");
        assertThat(node(robot, "#cancel-word").isVisible()).isFalse();
        TableView<?> table = robot.lookup("#wave").queryTableView();
        robot.interact(() -> table.getSelectionModel().clearAndSelect(1));
        var selected = table.getSelectionModel().getSelectedItem();
        for (int i = 10; i < 30; i++) feed.news(Samples.item(Samples.order("C" + i, Side.BUY, 100, "NVDA", "187.40")));
        awaitTrue(() -> text(robot, "#cancel-summary").startsWith("23 orders"));
        assertThat(table.getItems()).hasSize(23);
        assertThat(table.getSelectionModel().getSelectedItem()).isSameAs(selected);
        assertThat(node(robot, "#cancel-word").isVisible()).isTrue();
        assertThat(text(robot, "#wave-obstacle")).isEqualTo("type CANCEL");
        assertThat(button(robot, "#confirm-cancel").isDisabled()).isTrue();
        robot.clickOn("#keep-orders");
        assertThat(feed.asked).isEmpty();
    }

    /// Though the cursor is in a field.
    @Test
    void closesTheNoticesByKey(FxRobot robot) {
        showsOrders(robot, 3);
        feed.news(new Item.AlertItem("ALERT", "reconciliation is late", "", Samples.AT));
        awaitTrue(() -> isThere(robot, ".toast"));
        robot.clickOn("#orders-filter").push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        awaitTrue(() -> !isThere(robot, ".toast"));
    }

    @Test
    void groupsOpensThemAllAndGroupsNoMore(FxRobot robot) {
        showsOrders(robot, 3);
        robot.interact(() -> orders(robot).requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.G);
        awaitText(robot, "#group-by", "Group: Symbol");
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        showsOrders(robot, 6);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        showsOrders(robot, 3);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.G);
        awaitText(robot, "#group-by", "Group: none");
    }

    @Test
    void altAndADigitReachTheFirstTenPanels(FxRobot robot) {
        robot.push(KeyCode.ALT, KeyCode.DIGIT0);
        awaitTrue(() -> robot.lookup("#fills-says").tryQuery().isPresent());
    }

    @Test
    void aPaletteThatFindsLittleIsSmall(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        var list = robot.lookup("#palette-list").queryAs(ListView.class);
        awaitTrue(() -> list.getHeight() > 300);
        robot.write("next theme");
        awaitTrue(() -> list.getItems().size() == 1 && list.getHeight() < 60);
    }

    @Test
    void deleteInAFieldCancelsNoOrder(FxRobot robot) {
        select(robot, C1);
        robot.clickOn("#ticket-symbol").write("X").push(KeyCode.DELETE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(feed.asked).isEmpty();
    }

    @Test
    void filters(FxRobot robot) {
        showsOrders(robot, 3);
        robot.push(KeyCode.SLASH);
        robot.write("side:buy nvda");
        showsOrders(robot, 1);
        robot.push(KeyCode.ESCAPE);
        showsOrders(robot, 3);
    }

    @Test
    void showsTheNewestStateOfManyInOneRow(FxRobot robot) {
        showsOrders(robot, 3);
        for (int filled = 100; filled <= 12_500; filled += 100) feed.news(Samples.item(Samples.filled(C1, filled)));
        awaitTrue(() -> robot.lookup(".fill-text").queryAllAs(Labeled.class).stream()
                .anyMatch(label -> label.getText().equals("12,500")));
        showsOrders(robot, 3);
    }

    @Test
    void aSnapshotTakesAwayWhatIsNoMore(FxRobot robot) {
        showsOrders(robot, 3);
        feed.snapshot(false, List.of(Samples.item(C1)));
        showsOrders(robot, 1);
    }

    @Test
    void keepsEachExecutionAndUpdatesABustedOne(FxRobot robot) {
        feed.news(Samples.execution(C1, "E1", 100, "187.40"), Samples.execution(C1, "E2", 100, "187.40"));
        awaitTrue(() -> table(robot, "#executions").getItems().size() == 2);
        feed.news(Samples.execution(C1, "E1", 100, "187.40", Execution.State.BUSTED));
        feed.news(Samples.execution(C2, "E1", 50, "85.40"));
        awaitTrue(() -> table(robot, "#executions").getItems().size() == 3);
    }

    @Test
    void locksWhatNeedsTheDeskAndSaysWhy(FxRobot robot) {
        select(robot, C1);
        robot.push(KeyCode.F2);
        robot.write("SAP").push(KeyCode.TAB).write("100").push(KeyCode.TAB).write("85");
        feed.status(Phase.DISCONNECTED, "the server has gone");
        awaitText(robot, "#lamp", "✖ disconnected: the server has gone");
        awaitText(robot, "#ticket-obstacle", "Not yet: not connected");
        assertThat(node(robot, "#ticket-send").isDisabled()).isTrue();
        assertThat(node(robot, "#cancel-selected").isDisabled()).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(feed.asked).isEmpty();
        assertThat(orders(robot).getItems()).as("what was shown stays").hasSize(3);
        feed.status(Phase.LIVE, "");
        awaitText(robot, "#lamp", "● live");
        awaitText(robot, "#ticket-obstacle", "Ctrl+Enter previews, then it or Enter sends");
    }

    private static void sendTwice(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        robot.push(KeyCode.ENTER);
    }

    private static void select(FxRobot robot, Order order) {
        showsOrders(robot, 3);
        robot.interact(() -> {
            orders(robot).requestFocus();
            orders(robot).getSelectionModel().clearAndSelect(indexOf(robot, order));
        });
    }

    private static int indexOf(FxRobot robot, Order order) {
        // Samples are entered at the same time, so they stand in the order in which they came.
        return List.of(C1, C2, C3).indexOf(order);
    }

    private static TableView<?> table(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(TableView.class);
    }
}
