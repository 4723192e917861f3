package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitText;
import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.console.feed.Server;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;
import dev.plumbline.wire.DeskMessage.Line;
import dev.plumbline.wire.DeskMessage.Ping;
import dev.plumbline.wire.DeskMessage.Pong;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// What the bar at the bottom says, and the panel that says it of each source.
@ExtendWith(ApplicationExtension.class)
class StatusBarTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        feed.questionsWith(question -> question instanceof Ping(long sentAt)
                ? new Pong(sentAt, 100 * SECOND, List.of(new Line("NYLON", 20 * SECOND, 5_000, 4_711, 2)))
                : FakeFeed.usual(question));
        window = TestWindow.open(stage, feed, "PROD");
        feed.news(new SessionItem("NYLON", "UP", "logged on", Samples.AT));
        feed.servers(new Server("10.4.0.17:5801", Samples.AT));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void aFigureThatGrowsMovesNothingBesideIt(FxRobot robot) {
        feed.status(new FeedStatus(Phase.LIVE, "", 9, 0));
        awaitText(robot, "#numbers", "seq 9 · gaps 0");
        awaitText(robot, "#servers", "1 server");
        var before = places(robot);
        feed.status(new FeedStatus(Phase.LIVE, "", 999_999, 0));
        awaitText(robot, "#numbers", "seq 999,999 · gaps 0");
        assertThat(places(robot)).isEqualTo(before);
    }

    private static List<Double> places(FxRobot robot) {
        var places = new ArrayList<Double>();
        robot.interact(() -> Stream.of("#servers", "#latency", "#heard", "#rate", "#numbers", "#clock")
                .map(id -> node(robot, id))
                .forEach(node -> places.add(node.localToScene(0, 0).getX())));
        return places;
    }

    @Test
    void connectionsTellEachSourceAndHatchASilentOne(FxRobot robot) {
        awaitText(robot, "#servers", "1 server"); // the window is there, and hears keys
        robot.push(KeyCode.ALT, KeyCode.DIGIT6);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(rows(robot).map(StatusBarTest::text))
                .anyMatch(row -> row.startsWith("Broker NYLON ● UP ✖ 1 min 4,711 2 ")));
        assertThat(rows(robot)).anyMatch(row -> text(row).startsWith("Server 10.4.0.17:5801 ● UP – – – "));
        assertThat(rows(robot)).anyMatch(row -> text(row).matches("Feed desk ● LIVE \\d s \\d+ 0 .*"));
        assertThat(rows(robot).filter(StatusBarTest::isHatched).map(StatusBarTest::text))
                .singleElement().asString().startsWith("Broker NYLON");
        assertThat(TestWindow.text(robot, "#parts")).contains("✖ NYLON heard 1 min ago · ");
    }

    private static boolean isHatched(TableRow<?> row) {
        return row.getPseudoClassStates().contains(PseudoClass.getPseudoClass("stale"));
    }

    private static Stream<TableRow<?>> rows(FxRobot robot) {
        return robot.lookup("#connections").lookup(".table-row-cell").queryAllAs(TableRow.class).stream()
                .<TableRow<?>>map(row -> row)
                .filter(row -> !row.isEmpty());
    }

    private static String text(TableRow<?> row) {
        return String.join(" ", row.getChildrenUnmodifiable().stream()
                .filter(TableCell.class::isInstance).map(cell -> ((TableCell<?, ?>) cell).getText()).toList());
    }
}
