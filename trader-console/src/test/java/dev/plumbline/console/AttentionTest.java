package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitText;
import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.isFocused;
import static dev.plumbline.console.TestWindow.isThere;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.console.attention.Troubled;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Wish;

/// How a person deals with what went wrong.
@ExtendWith(ApplicationExtension.class)
class AttentionTest {
    private static final Order C1 = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40");
    private static final Order C2 = Troubled.flagged("C2", 0, 0, Flag.EXTERNAL);

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = TestWindow.open(stage, feed, "SIM", C1, C2);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void anUnknownOrderIsAskedAboutAndItsEntryGoesWithTheAnswer(FxRobot robot) {
        awaitText(robot, "#worries", "1 ○");
        robot.clickOn("#worries");
        feed.news(Samples.item(
                Troubled.order("C1", 0, 0, Life.OPEN, Request.Stage.UNKNOWN, List.of(Flag.UNKNOWN_OUTCOME))));
        awaitText(robot, "#worries", "1 ✖  1 ○");
        awaitTrue(() -> list(robot).getItems().size() == 2);
        robot.interact(() -> {
            list(robot).requestFocus();
            list(robot).getSelectionModel().clearAndSelect(0);
        });
        robot.push(KeyCode.A);
        awaitText(robot, "#attention-notice", "Question about C1 sent to NYLON");
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Status(new OrderKey("C1")));
        feed.news(Samples.item(C1));
        awaitText(robot, "#worries", "1 ○");
        awaitTrue(() -> list(robot).getItems().size() == 1);
        assertThat(list(robot).getSelectionModel().getSelectedItem()).as("no key meant for one reaches another").isNull();
        robot.interact(() -> list(robot).getSelectionModel().clearAndSelect(0));
        robot.push(KeyCode.SPACE);
        awaitText(robot, "#worries", "✓ 0 to look at");
    }

    /// It is worth more than a single key may cancel.
    @Test
    void deleteAsksAboutALargeOrder(FxRobot robot) {
        awaitText(robot, "#worries", "1 ○");
        robot.clickOn("#worries");
        feed.news(Samples.item(Troubled.flagged(
                Samples.order("C3", Side.BUY, 10_000, "NVDA", "187.40"), Flag.UNKNOWN_OUTCOME)));
        awaitTrue(() -> list(robot).getItems().size() == 2);
        robot.interact(() -> {
            list(robot).requestFocus();
            list(robot).getSelectionModel().clearAndSelect(0);
        });
        robot.push(KeyCode.DELETE);
        awaitTrue(() -> isThere(robot, "#confirm-cancel"));
        assertThat(feed.asked).isEmpty();
        robot.clickOn("#confirm-cancel");
        awaitTrue(() -> !feed.asked.isEmpty());
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Cancel(new OrderKey("C3")));
    }

    @Test
    void enterShowsTheOrder(FxRobot robot) {
        awaitText(robot, "#worries", "1 ○");
        robot.clickOn("#worries");
        awaitTrue(() -> list(robot).getItems().size() == 1);
        robot.interact(() -> {
            list(robot).requestFocus();
            list(robot).getSelectionModel().clearAndSelect(0);
        });
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> robot.lookup("#orders .table-row-cell").queryAll().stream()
                .filter(row -> row instanceof TableRow<?> each && each.isSelected())
                .flatMap(row -> row.lookupAll(".table-cell").stream())
                .anyMatch(cell -> cell instanceof Labeled label && label.getText().equals(C2.key().value())));
    }

    /// The keys of the list are letters in its filter.
    @Test
    void aFilterIsTypedThereAndAsksNoBroker(FxRobot robot) {
        awaitText(robot, "#worries", "1 ○");
        feed.news(Samples.item(Troubled.order("C1", 0, 0, Life.OPEN, Request.Stage.UNKNOWN, List.of(Flag.UNKNOWN_OUTCOME))));
        robot.push(KeyCode.ALT, KeyCode.DIGIT7);
        awaitTrue(() -> list(robot).getItems().size() == 2);
        robot.push(KeyCode.SLASH);
        awaitTrue(() -> isFocused(robot, "#attention-filter"));
        robot.write("kind:external alpha").push(KeyCode.DELETE).push(KeyCode.ENTER);
        awaitTrue(() -> list(robot).getItems().size() == 1 && list(robot).isFocused());
        robot.push(KeyCode.SLASH).push(KeyCode.ESCAPE);
        awaitTrue(() -> list(robot).getItems().size() == 2);
        assertThat(feed.asked).isEmpty();
    }

    private static ListView<?> list(FxRobot robot) {
        return robot.lookup("#attention").queryAs(ListView.class);
    }
}
