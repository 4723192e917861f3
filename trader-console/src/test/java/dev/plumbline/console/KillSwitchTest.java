package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
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

import dev.plumbline.console.feed.FeedStatus.Phase;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// The kill switch by key and by mouse, on a window without a screen and a desk without a server.
@ExtendWith(ApplicationExtension.class)
class KillSwitchTest {
    private static final Order C1 = Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40");
    private static final Order C2 = Samples.order("C2", Side.SELL, 2700, "SAP", "85.40");
    private static final Order C3 = Samples.order("C3", Side.SELL_SHORT, 400, "NVDA", "190.30");
    private static final Halt.Scope NVDA = new Halt.Scope.OfSymbol(new Symbol("NVDA"));

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "akira", "PROD"));
        window.open(stage);
        var items = new ArrayList<Item>(Samples.desk());
        for (var order : List.of(C1, C2, C3)) items.add(Samples.item(order));
        feed.snapshot(true, items);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    /// Although the desk is silent, and from within a field.
    @Test
    void pullsByKeyWhereverTheCursorIs(FxRobot robot) {
        showsOrders(robot);
        feed.status(Phase.STALE, "no word for 4 s");
        robot.clickOn("#orders-filter");
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.K);
        awaitTrue(() -> robot.lookup("#halt-reason").tryQuery().map(Node::isFocused).orElse(false));
        assertThat(button(robot, "#confirm-halt").isDisabled()).isTrue();
        robot.clickOn("#halt-reason").write("prices are wrong");
        awaitText(robot, "#halt-obstacle", "type KILL");
        robot.clickOn("#halt-word").write("KILL");
        awaitText(robot, "#halt-obstacle", "");
        robot.push(KeyCode.ENTER);
        awaitText(robot, "#halt-outcome", "● Halted: all trading");
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish)
                .containsExactly(new Wish.Pull(Halt.EVERYTHING, "prices are wrong"));
        robot.push(KeyCode.ESCAPE);
        awaitTrue(() -> robot.lookup("#halt-reason").tryQuery().isEmpty());
    }

    /// Of the symbol that a person looks at: blocked first, then each working order of it, and the answers beside them.
    @Test
    void blocksAndCancels(FxRobot robot) {
        showsOrders(robot);
        robot.interact(() -> orders(robot).getSelectionModel().clearAndSelect(0)); // C1, as they stand in the order of coming
        robot.clickOn("#kill");
        awaitTrue(() -> robot.lookup("#halt-reason").tryQuery().map(Node::isFocused).orElse(false));
        robot.clickOn("#halt-reason").write("wrong");
        robot.clickOn("#halt-kind").push(KeyCode.DOWN).push(KeyCode.ENTER);
        awaitTrue(() -> ((TextField) robot.lookup("#halt-name .text-field").query()).getText().equals("NVDA"));
        robot.clickOn("#halt-cancel");
        awaitTrue(() -> text(robot, "#halt-summary").endsWith("Then asks to cancel 2 working orders."));
        robot.clickOn("#halt-word").write("KILL").clickOn("#confirm-halt");
        awaitText(robot, "#wave-tally", "2 accepted");
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(
                new Wish.Pull(NVDA, "wrong"), new Wish.Cancel(new OrderKey("C1")), new Wish.Cancel(new OrderKey("C3")));
        robot.clickOn("#wave-close");
        robot.clickOn("#leave-halt");
    }

    @Test
    void theBannerSaysWhatIsHaltedAndWhoMayReleaseIt(FxRobot robot) {
        showsOrders(robot);
        assertThat(node(robot, "#halt-banner").isVisible()).isFalse();
        feed.news(halt("akira"));
        awaitTrue(() -> node(robot, "#halt-banner").isVisible());
        assertThat(text(robot, ".halt-words")).isEqualTo(
                "Symbol NVDA is halted by akira since 2026-11-22 14:31:07 UTC: wrong");
        assertThat(text(robot, ".halt-why")).startsWith("you (akira) pulled it: a second person has to release it");
        assertThat(button(robot, "#release-halt").isDisabled()).isTrue();
        feed.news(halt("ben"));
        awaitTrue(() -> !button(robot, "#release-halt").isDisabled());
        robot.clickOn("#release-halt").clickOn("#confirm-release-halt");
        awaitTrue(() -> !feed.asked.isEmpty());
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Release(NVDA));
        feed.news(new Item.HaltGoneItem(NVDA));
        awaitTrue(() -> !node(robot, "#halt-banner").isVisible());
    }

    private static Item halt(String by) {
        return new Item.HaltItem(new Halt(NVDA, by, "wrong", Samples.AT), 16, 16, ReleaseBy.SECOND_PERSON);
    }

    private static TableView<?> orders(FxRobot robot) {
        return robot.lookup("#orders").queryAs(TableView.class);
    }

    private static void showsOrders(FxRobot robot) {
        awaitTrue(() -> orders(robot).getItems().size() == 3);
    }

    private static Node node(FxRobot robot, String id) {
        return robot.lookup(id).query();
    }

    private static Button button(FxRobot robot, String id) {
        return robot.lookup(id).queryButton();
    }

    private static String text(FxRobot robot, String id) {
        return ((Labeled) node(robot, id)).getText();
    }

    private static void awaitText(FxRobot robot, String id, String expected) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(text(robot, id)).isEqualTo(expected));
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
