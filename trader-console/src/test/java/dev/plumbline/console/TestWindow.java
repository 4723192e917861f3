package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;

import dev.plumbline.console.shell.UserFiles;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Item;

/// The console's window on a desk without a server, and what tests look at in it.
final class TestWindow {
    private static final Duration MOST = Duration.ofSeconds(20);

    private TestWindow() {}

    /// Of the trader akira, who keeps nothing.
    ///
    /// @param feed begins with the sample desk and these orders
    /// @param environment such as PROD; a SIM greets newcomers
    static ConsoleWindow open(Stage stage, FakeFeed feed, String environment, Order... orders) {
        return open(stage, feed, environment, UserFiles.none(), orders);
    }

    /// @param files where akira's workspaces are kept
    static ConsoleWindow open(Stage stage, FakeFeed feed, String environment, UserFiles files, Order... orders) {
        var window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "akira", environment), files);
        stage.setWidth(ConsoleWindow.WIDTH); // all tests have one stage: another may have left it small
        stage.setHeight(ConsoleWindow.HEIGHT);
        window.open(stage);
        window.complete();
        var items = new ArrayList<Item>(Samples.desk());
        for (var order : orders) items.add(Samples.item(order));
        feed.snapshot(true, items);
        return window;
    }

    static Node node(FxRobot robot, String id) {
        return robot.lookup(id).query();
    }

    static boolean isThere(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().isPresent();
    }

    static boolean isFocused(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().map(Node::isFocused).orElse(false);
    }

    static Button button(FxRobot robot, String id) {
        return robot.lookup(id).queryButton();
    }

    static TableView<?> orders(FxRobot robot) {
        return robot.lookup("#orders").queryAs(TableView.class);
    }

    static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    static void showsOrders(FxRobot robot, int count) {
        awaitTrue(() -> orders(robot).getItems().size() == count);
    }

    static void awaitText(FxRobot robot, String id, String expected) {
        await().atMost(MOST).untilAsserted(() -> assertThat(text(robot, id)).isEqualTo(expected));
    }

    static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(MOST).until(condition);
    }
}
