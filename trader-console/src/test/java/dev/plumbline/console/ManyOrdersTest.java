package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.isThere;
import static dev.plumbline.console.TestWindow.orders;
import static dev.plumbline.console.TestWindow.showsOrders;
import static dev.plumbline.console.TestWindow.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.console.feed.Reply;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// Cancels and amendments of many orders at once: what is confirmed is what is sent, and each answer is shown.
@ExtendWith(ApplicationExtension.class)
class ManyOrdersTest {
    private static final Order C1 = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40");
    private static final Order C2 = Samples.order("C2", Side.SELL, 2000, "SAP", "85.40");
    private static final Order C3 = Samples.order("C3", Side.BUY, 3000, "TSLA", "279.30");

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = TestWindow.open(stage, feed, "PROD", C1, C2, C3);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void cancelsTheBuysThatThereAreWhenItIsConfirmed(FxRobot robot) {
        ask(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
        awaitTrue(() -> text(robot, "#cancel-summary").startsWith("3 orders"));
        robot.clickOn("#cancel-sides").clickOn("▲ Buys");
        awaitTrue(() -> text(robot, "#cancel-summary").startsWith("2 orders"));
        feed.news(Samples.item(Samples.order("C4", Side.BUY, 500, "NVDA", "187.00")));
        awaitTrue(() -> text(robot, "#cancel-summary").startsWith("3 orders"));
        robot.clickOn("#confirm-cancel");
        // Within a second of the coming of C4 this press only shows it: see CancelPreviewTest.
        if (feed.asked.isEmpty()) robot.clickOn("#confirm-cancel");
        awaitTrue(() -> feed.asked.size() == 3);
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactlyInAnyOrder(
                new Wish.Cancel(new OrderKey("C1")), new Wish.Cancel(new OrderKey("C3")), new Wish.Cancel(new OrderKey("C4")));
    }

    /// What is half typed counts from when it is asked: the dialog must not list one set and cancel another.
    @Test
    void aHalfTypedFilterIsInForceForWhatIsListedAndForWhatIsCanceled(FxRobot robot) {
        showsOrders(robot, 3);
        robot.push(KeyCode.SLASH);
        robot.write("side:");
        var filter = robot.lookup("#orders-filter").queryAs(TextField.class);
        robot.interact(() -> { // at once: a pause would end the typing
            for (var letter : List.of("b", "u", "y"))
                filter.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, letter, "", KeyCode.UNDEFINED, false, false, false, false));
            filter.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.X, true, true, false, false));
        });
        awaitTrue(() -> isThere(robot, "#cancel-summary"));
        var listed = wave(robot);
        assertThat(text(robot, "#cancel-summary")).startsWith("2 orders");
        robot.clickOn("#confirm-cancel");
        awaitTrue(() -> text(robot, "#wave-obstacle").endsWith("accepted"));
        assertThat(listed).containsExactlyInAnyOrder("C1", "C3");
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactlyInAnyOrder(
                new Wish.Cancel(new OrderKey("C1")), new Wish.Cancel(new OrderKey("C3")));
    }

    /// The ids in the first column of the dialog's table.
    private static List<String> wave(FxRobot robot) {
        return robot.lookup("#wave .table-row-cell").queryAllAs(TableRow.class).stream()
                .filter(row -> !row.isEmpty())
                .flatMap(row -> row.lookupAll(".table-cell").stream().limit(1))
                .map(cell -> ((Labeled) cell).getText())
                .toList();
    }

    @Test
    void theNeighbourOfAnOrderThatLeavesIsNotSelectedForIt(FxRobot robot) {
        showsOrders(robot, 3);
        robot.interact(() -> {
            orders(robot).requestFocus();
            orders(robot).getSelectionModel().clearAndSelect(1);
            orders(robot).getSelectionModel().select(2);
        });

        feed.news(new Item.GoneItem(C2.key()), new Item.GoneItem(C3.key()));

        showsOrders(robot, 1);
        assertThat(orders(robot).getSelectionModel().getSelectedItems()).isEmpty();
        robot.push(KeyCode.DELETE);
        robot.interact(() -> {}); // what the key would do is done
        assertThat(feed.asked).isEmpty();
    }

    @Test
    void whatWasSelectedWhenItWasAskedIsCanceled(FxRobot robot) {
        showsOrders(robot, 3);
        robot.interact(() -> {
            orders(robot).requestFocus();
            orders(robot).getSelectionModel().clearAndSelect(0);
            orders(robot).getSelectionModel().select(1);
        });
        robot.push(KeyCode.DELETE);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        robot.interact(() -> orders(robot).getSelectionModel().clearAndSelect(2));
        robot.clickOn("#confirm-cancel");
        awaitTrue(() -> feed.asked.size() == 2);
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactlyInAnyOrder(
                new Wish.Cancel(new OrderKey("C1")), new Wish.Cancel(new OrderKey("C2")));
    }

    @Test
    void showsWhatBecameOfEach(FxRobot robot) {
        feed.answerWith((id, wish) -> wish.equals(new Wish.Cancel(new OrderKey("C2")))
                ? new Reply.Answered(new Answer(id, "", "ORDER_OVER", "it is filled"))
                : new Reply.Answered(new Answer(id, "X", "", "")));
        ask(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        robot.clickOn("#confirm-cancel");
        awaitTrue(() -> text(robot, "#wave-obstacle").equals("2 accepted · 1 too late"));
        robot.clickOn("#wave-close");
    }

    @Test
    void nothingIsSentWhileTheDeskIsNotLive(FxRobot robot) {
        ask(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        feed.status(Phase.DISCONNECTED, "the server has gone");
        awaitTrue(() -> text(robot, "#wave-obstacle").equals("not connected"));
        assertThat(robot.lookup("#confirm-cancel").query().isDisabled()).isTrue();
        assertThat(feed.asked).isEmpty();
    }

    @Test
    void cancelsGoToASilentDeskOnceAPersonHasSeenHowOldTheDataIs(FxRobot robot) {
        feed.status(Phase.STALE, "no word from the desk for 4 s");
        ask(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
        awaitTrue(() -> robot.lookup("#old-all-the-same").query().isVisible());
        assertThat(robot.lookup("#confirm-cancel").query().isDisabled()).isTrue();
        robot.clickOn("#old-all-the-same");
        awaitTrue(() -> !robot.lookup("#confirm-cancel").query().isDisabled());
        robot.clickOn("#confirm-cancel");
        awaitTrue(() -> feed.asked.size() == 3);
    }

    @Test
    void amendsWhatTheOrdersAreNow(FxRobot robot) {
        showsOrders(robot, 3);
        robot.interact(() -> {
            orders(robot).requestFocus();
            orders(robot).getSelectionModel().clearAndSelect(0);
            orders(robot).getSelectionModel().select(1);
        });
        robot.push(KeyCode.SHIFT, KeyCode.F4);
        awaitTrue(() -> robot.lookup("#amend-price").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#amend-price").queryAs(TextField.class).setText("+0.10"));
        awaitTrue(() -> text(robot, "#amend-summary").startsWith("2 of 2"));
        feed.news(Samples.item(Samples.order("C1", Side.BUY, 1000, "NVDA", "188.00")));
        awaitTrue(() -> cell(robot, "188.00"));
        robot.clickOn("#confirm-amend");
        awaitTrue(() -> text(robot, "#amend-summary").startsWith("The orders have changed meanwhile"));
        assertThat(feed.asked).isEmpty();
        awaitTrue(() -> text(robot, "#amend-summary").endsWith("✓ the desk's checks pass"));
        robot.clickOn("#confirm-amend");
        awaitTrue(() -> feed.asked.size() == 2);
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactlyInAnyOrder(
                new Wish.Replace(new OrderKey("C1"), Qty.of(1000), Px.of("188.1")),
                new Wish.Replace(new OrderKey("C2"), Qty.of(2000), Px.of("85.5")));
    }

    @Test
    void anAmendmentThatTheDeskWarnsOfWantsASecondPress(FxRobot robot) {
        feed.questionsWith(question -> question instanceof Check(var id, _, _)
                ? new Checked(id, List.of(new CheckLine("Price away", Verdict.WARN, "12 % away")))
                : FakeFeed.usual(question));
        awaitTrue(() -> orders(robot).getItems().size() == 3);
        robot.interact(() -> {
            orders(robot).requestFocus();
            orders(robot).getSelectionModel().clearAndSelect(0);
        });
        robot.push(KeyCode.SHIFT, KeyCode.F4);
        awaitTrue(() -> robot.lookup("#amend-price").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#amend-price").queryAs(TextField.class).setText("+0.10"));
        awaitTrue(() -> text(robot, "#amend-summary").endsWith("⚠ 1 with a warning"));
        robot.clickOn("#confirm-amend");
        awaitTrue(() -> text(robot, "#amend-summary").startsWith("⚠ 1 order with a warning: press again"));
        assertThat(feed.asked).isEmpty();
        robot.clickOn("#confirm-amend");
        awaitTrue(() -> feed.asked.size() == 1);
    }

    private static void ask(FxRobot robot, KeyCode... keys) {
        showsOrders(robot, 3);
        robot.interact(() -> orders(robot).requestFocus());
        robot.push(keys);
        awaitTrue(() -> robot.lookup("#cancel-summary").tryQuery().isPresent());
    }

    private static boolean cell(FxRobot robot, String shown) {
        return robot.lookup("#orders .number-cell").queryAll().stream()
                .anyMatch(node -> node instanceof Labeled label && label.getText().equals(shown));
    }
}
