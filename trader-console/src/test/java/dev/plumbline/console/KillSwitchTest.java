package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitText;
import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.button;
import static dev.plumbline.console.TestWindow.isFocused;
import static dev.plumbline.console.TestWindow.isThere;
import static dev.plumbline.console.TestWindow.node;
import static dev.plumbline.console.TestWindow.orders;
import static dev.plumbline.console.TestWindow.showsOrders;
import static dev.plumbline.console.TestWindow.text;
import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.core.Halt;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus.Phase;

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
        window = TestWindow.open(stage, feed, "PROD", C1, C2, C3);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    /// Although the desk is silent, and from within a field.
    @Test
    void pullsByKeyWhereverTheCursorIs(FxRobot robot) {
        showsOrders(robot, 3);
        feed.status(Phase.STALE, "no word for 4 s");
        robot.clickOn("#orders-filter");
        opensByKey(robot);
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
        showsOrders(robot, 3);
        robot.interact(() -> orders(robot).getSelectionModel().clearAndSelect(0)); // C1, as they stand in the order of coming
        robot.clickOn("#kill");
        awaitTrue(() -> isFocused(robot, "#halt-reason"));
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

    /// What the desk accepted before the halt, and this console hears of after it.
    @Test
    void cancelsWhatIsHeardOfOnlyLater(FxRobot robot) {
        showsOrders(robot, 3);
        feed.status(Phase.STALE, "no word for 4 s");
        opensByKey(robot);
        robot.clickOn("#halt-reason").write("wrong").clickOn("#halt-cancel").clickOn("#halt-word").write("KILL");
        awaitTrue(() -> text(robot, "#halt-summary").contains("Then asks to cancel 3 known working orders. ⚠ The picture is not whole"));
        robot.clickOn("#confirm-halt");
        awaitText(robot, "#wave-tally", "3 accepted");
        assertThat(text(robot, "#wave-state")).startsWith("⚠ The picture is not whole (the desk is silent).");
        feed.news(
                new Item.HaltItem(new Halt(Halt.EVERYTHING, "akira", "wrong", Samples.AT), 16, 16, Samples.AT, ReleaseBy.ANYONE),
                Samples.item(Samples.order("C4", Side.BUY, 100, "TSLA", "170")));
        awaitText(robot, "#wave-tally", "4 accepted");
        assertThat(feed.asked).last().extracting(FakeFeed.Asked::wish).isEqualTo(new Wish.Cancel(new OrderKey("C4")));
        robot.clickOn("#wave-close").clickOn("#leave-halt");
    }

    @Test
    void theBannerSaysWhatIsHaltedAndWhoMayReleaseIt(FxRobot robot) {
        showsOrders(robot, 3);
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
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Release(NVDA, Samples.AT + 7));
        feed.news(new Item.HaltGoneItem(NVDA));
        awaitTrue(() -> !node(robot, "#halt-banner").isVisible());
    }

    @Test
    void aSilentDeskLocksTheRelease(FxRobot robot) {
        showsOrders(robot, 3);
        feed.news(halt("ben"));
        awaitTrue(() -> isThere(robot, "#release-halt") && !button(robot, "#release-halt").isDisabled());
        feed.status(Phase.STALE, "no word for 4 s");
        awaitTrue(() -> button(robot, "#release-halt").isDisabled());
        assertThat(text(robot, ".halt-why")).isEqualTo("the desk is silent");
        feed.status(Phase.LIVE, "");
        awaitTrue(() -> !button(robot, "#release-halt").isDisabled());
    }

    @Test
    void aHaltIsReleasedByKeyboard(FxRobot robot) {
        showsOrders(robot, 3);
        feed.news(halt("ben"));
        awaitTrue(() -> isThere(robot, "#release-halt"));
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("release nvda");
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> isThere(robot, "#confirm-release-halt"));
        assertThat(feed.asked).isEmpty();
        robot.clickOn("#confirm-release-halt");
        awaitTrue(() -> !feed.asked.isEmpty());
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Release(NVDA, Samples.AT + 7));
    }

    @Test
    void theKeyOpensItOverThePalette(FxRobot robot) {
        showsOrders(robot, 3);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("nvda");
        opensByKey(robot);
        assertThat(node(robot, "#palette-line").getParent().getParent().isVisible()).as("the palette").isFalse();
        assertThat(feed.asked).isEmpty();
    }

    @Test
    void theKeyOpensItOverTheMapOfKeys(FxRobot robot) {
        showsOrders(robot, 3);
        robot.push(KeyCode.F1);
        awaitTrue(() -> node(robot, "#key-map").isVisible());
        opensByKey(robot);
        assertThat(node(robot, "#key-map").isVisible()).isFalse();
    }

    @Test
    void theKeyOpensItOverADialogThatStays(FxRobot robot) {
        showsOrders(robot, 3);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        opensByKey(robot);
        robot.clickOn("#leave-halt");
        awaitTrue(() -> !isThere(robot, "#halt-reason"));
        robot.clickOn("#keep-orders");
        assertThat(feed.asked).isEmpty();
    }

    /// One that waits for its answer, and lets nobody into the window behind it.
    @Test
    void theKeyOpensItOverADialogThatBlocks(FxRobot robot) {
        showsOrders(robot, 3);
        feed.news(halt("ben"));
        awaitTrue(() -> isThere(robot, "#release-halt"));
        robot.clickOn("#release-halt");
        awaitTrue(() -> isThere(robot, "#keep-halted"));
        opensByKey(robot);
        robot.clickOn("#halt-reason").write("wrong").clickOn("#halt-word").write("KILL").push(KeyCode.ENTER);
        awaitText(robot, "#halt-outcome", "● Halted: all trading");
        robot.clickOn("#leave-halt").clickOn("#keep-halted");
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Pull(Halt.EVERYTHING, "wrong"));
    }

    /// And what was typed stays.
    @Test
    void theKeyOpensNoSecondOne(FxRobot robot) {
        showsOrders(robot, 3);
        opensByKey(robot);
        robot.clickOn("#halt-reason").write("wrong");
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.K);
        assertThat(robot.lookup("#halt-reason").queryAllAs(TextField.class)).extracting(TextField::getText)
                .containsExactly("wrong");
    }

    private static void opensByKey(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.K);
        awaitTrue(() -> isFocused(robot, "#halt-reason"));
    }

    private static Item halt(String by) {
        return new Item.HaltItem(new Halt(NVDA, by, "wrong", Samples.AT), 16, 16, Samples.AT + 7, ReleaseBy.SECOND_PERSON);
    }
}
