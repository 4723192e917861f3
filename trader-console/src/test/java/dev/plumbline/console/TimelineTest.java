package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.core.Order;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;

/// How a person finds out what happened to an order, and sees its fills.
@ExtendWith(ApplicationExtension.class)
class TimelineTest {
    private static final Order BOUGHT = Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40");
    private static final Order SOLD = Samples.order("C2", Side.SELL, 700, "SAP", "85.40");

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        feed.questionsWith(question -> question instanceof HistoryRequest asked
                ? new History(
                        asked.order(),
                        SomeHistory.of(asked.order().equals(BOUGHT.key()) ? BOUGHT : SOLD).stream()
                                .filter(event -> event.seq() > asked.afterSeq()).toList(),
                        false, "")
                : FakeFeed.usual(question));
        window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "akira", "SIM"));
        window.open(stage);
        window.complete();
        var items = new ArrayList<Item>(Samples.desk());
        items.add(Samples.item(BOUGHT));
        items.add(Samples.item(SOLD));
        feed.snapshot(true, items);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void showsWhatHappenedAndWhyANumberIsSo(FxRobot robot) {
        workspace(robot, "investigating");
        choose(robot, "C1");
        robot.push(KeyCode.CONTROL, KeyCode.T);
        awaitTrue(() -> column(robot, "timeline-events", "What").equals(List.of(
                "Order sent", "New", "Trade", "Trade", "Trade cancel", "Trade", "Unreadable")));
        assertThat(column(robot, "timeline-events", "Outcome"))
                .containsExactly(
                        "✔ applied", "✔ applied", "✔ applied", "≡ duplicate", "‖ parked", "✔ applied", "⚠ quarantined");
        // by the clock of the client, then of the broker, which once is ahead; columns further right may be laid a moment later
        awaitTrue(() -> column(robot, "timeline-events", "To server").equals(List.of(
                "+850 µs", "+1.0 ms", "+1.0 ms", "⚠ −12 ms", "+1.0 ms", "+1.0 ms", "+1.0 ms")));

        robot.interact(() -> table(robot, "timeline-events").getSelectionModel().clearAndSelect(2));
        awaitTrue(() -> column(robot, "fix-fields", "Name").contains("OrdStatus"));
        assertThat(column(robot, "fix-fields", "Meaning")).contains("ExecutionReport", "Partially filled", "Buy");
        assertThat(robot.lookup(".fix-remark").queryAllAs(Label.class)).extracting(Label::getText)
                .hasSize(2).allMatch(text -> text.matches("✔ (BodyLength|CheckSum) [0-9]+ is right"));

        robot.interact(() -> table(robot, "timeline-events").requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.C);
        var copied = new ArrayList<String>();
        robot.interact(() -> copied.add(Clipboard.getSystemClipboard().getString()));
        assertThat(copied.getFirst()).startsWith("Order C1, your OrderID(37) BC1: BUY 12,500 NVDA").contains("|39=1|")
                .doesNotContain("akira");
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.C);
        robot.interact(() -> copied.add(Clipboard.getSystemClipboard().getString()));
        assertThat(copied.getLast()).startsWith("Time\tReceived\tStamped\tTo server µs\tTransactTime\tSince last µs").contains("OrdStatus(39)=1 Partially filled")
                .satisfies(text -> assertThat(text.lines()).as("the head and the chosen one").hasSize(2));

        int cumQty = column(robot, "figures", "Why is …").indexOf("cumQty");
        robot.interact(() -> table(robot, "figures").getSelectionModel().clearAndSelect(cumQty));
        awaitTrue(() -> column(robot, "timeline-events", "What").equals(List.of("Order sent", "Trade", "Trade")));
        assertThat(robot.lookup("#figure-sum").queryAs(Label.class).getText()).startsWith("cumQty:  0 + 200 + 300 = 500");
    }

    @Test
    void asksForNothingWhileNobodyLooks(FxRobot robot) {
        choose(robot, "C1");
        assertThat(feed.questions).noneMatch(HistoryRequest.class::isInstance);
        robot.push(KeyCode.CONTROL, KeyCode.T);
        awaitTrue(() -> feed.questions.contains(new HistoryRequest(BOUGHT.key(), 0)));
    }

    @Test
    void drawsTheFillsOfTheOrderInTheColoursOfTheTheme(FxRobot robot) {
        feed.news(Samples.execution(BOUGHT, "E1", 9_000, "187.35"));
        workspace(robot, "investigating");
        awaitTrue(() -> robot.lookup("#fills-chart").tryQuery().isPresent());
        assertThat(share(robot, "#56b4e9")).as("nothing bought is shown yet").isZero();
        choose(robot, "C1");
        awaitTrue(() -> robot.lookup("#fills-chart").query().getAccessibleText()
                .startsWith("Order C1 NVDA: 1 execution · bought 9,000 at 187.35"));
        awaitTrue(() -> share(robot, "#56b4e9") > 100);
        assertThat(share(robot, "#e69f00")).as("the limit").isGreaterThan(100);
    }

    /// Pixels of the chart that have a colour.
    private static long share(FxRobot robot, String colour) {
        var wanted = Color.web(colour);
        var count = new long[1];
        robot.interact(() -> {
            var chart = (Region) robot.lookup("#fills-chart").query();
            var canvas = (Canvas) chart.getChildrenUnmodifiable().getFirst();
            var picture = canvas.snapshot(null, null);
            for (int y = 0; y < picture.getHeight(); y++)
                for (int x = 0; x < picture.getWidth(); x++)
                    if (isNear(picture.getPixelReader().getColor(x, y), wanted)) count[0]++;
        });
        return count[0];
    }

    private static boolean isNear(Color colour, Color wanted) {
        return Math.abs(colour.getRed() - wanted.getRed()) < 0.02 && Math.abs(colour.getGreen() - wanted.getGreen()) < 0.02
                && Math.abs(colour.getBlue() - wanted.getBlue()) < 0.02;
    }

    private static void workspace(FxRobot robot, String name) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("workspace " + name).push(KeyCode.ENTER);
        awaitTrue(() -> robot.lookup("#workspaces").queryAs(MenuButton.class).getText().equalsIgnoreCase(name));
    }

    private static void choose(FxRobot robot, String order) {
        awaitTrue(() -> table(robot, "orders").getItems().size() == 2);
        int row = column(robot, "orders", "ClOrdID").indexOf(order);
        robot.interact(() -> {
            table(robot, "orders").requestFocus();
            table(robot, "orders").getSelectionModel().clearAndSelect(row);
        });
    }

    private static TableView<?> table(FxRobot robot, String id) {
        return robot.lookup("#" + id).queryAs(TableView.class);
    }

    /// What its cells say.
    private static List<String> column(FxRobot robot, String table, String title) {
        return robot.from(table(robot, table)).lookup(".table-cell").queryAllAs(TableCell.class).stream()
                .filter(cell -> !cell.isEmpty() && cell.isVisible() && cell.getTableColumn().getText().equals(title))
                .sorted(Comparator.comparingInt(cell -> cell.getIndex()))
                .map(cell -> cell.getText())
                .toList();
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
