package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.core.Execution;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item;

@ExtendWith(ApplicationExtension.class)
class SlippagePanelTest {
    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "akira", "PROD"));
        window.open(stage);
        window.complete();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void measuresWhatTheDeskTells(FxRobot robot) {
        var order = Samples.order("C1", Side.BUY, 1000, "NVDA", "100");
        var items = new ArrayList<Item>(Samples.desk());
        items.add(Samples.item(order));
        items.add(Samples.execution(order, "E1", 100, "99.90"));
        items.add(Samples.execution(order, "E2", 100, "99.95"));
        feed.snapshot(true, items);
        robot.push(KeyCode.CONTROL, KeyCode.K).write("go to slippage").push(KeyCode.ENTER);
        says(robot, "All against the order's first execution: median +5.01 bp");
        robot.push(KeyCode.SPACE);
        says(robot, "All against the order's limit: median −10.00 bp · mean −7.50 bp · worst −5.00 bp (E2 of order C1)");
        feed.news(Samples.execution(order, "E2", 100, "99.95", Execution.State.BUSTED));
        says(robot, "All against the order's limit: median −10.00 bp · mean −10.00 bp · worst −10.00 bp (E1 of order C1)");
        robot.push(KeyCode.UP).push(KeyCode.UP).push(KeyCode.SPACE);
        says(robot, "All against the order's first execution: no execution to measure");
        assertThat(robot.lookup("#slippage-chart").query().getAccessibleText()).endsWith("left out: 1 first of their order, 1 busted");
    }

    private static void says(FxRobot robot, String words) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
                assertThat(robot.lookup("#slippage-words").queryAs(Label.class).getText()).startsWith(words));
    }
}
