package dev.plumbline.console;

import static dev.plumbline.console.TestWindow.awaitText;
import static dev.plumbline.console.TestWindow.awaitTrue;
import static dev.plumbline.console.TestWindow.button;
import static dev.plumbline.console.TestWindow.isFocused;
import static dev.plumbline.console.TestWindow.node;
import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person logs in, on a window without a screen and a desk without a server.
@ExtendWith(ApplicationExtension.class)
class LogInTest {
    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = TestWindow.open(stage, feed, "PROD");
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void asksForThePasswordUntilTheDeskLetsUsIn(FxRobot robot) {
        assertThat(node(robot, "#log-in-layer").isVisible()).isFalse();
        feed.logInNeeded("this desk wants to know who you are");
        awaitText(robot, "#log-in-why", "this desk wants to know who you are");
        awaitTrue(() -> isFocused(robot, "#password"));
        robot.push(KeyCode.ENTER);
        robot.write("/Wrong").push(KeyCode.ENTER);
        awaitTrue(() -> feed.logIns.size() == 1);
        assertThat(button(robot, "#log-in").isDisabled()).as("until there is an answer").isTrue();
        assertThat(((PasswordField) node(robot, "#password")).getText()).isEmpty();

        feed.logInNeeded("no such user, or another password");
        awaitText(robot, "#log-in-why", "no such user, or another password");
        robot.write("right").clickOn("#log-in");
        awaitTrue(() -> feed.logIns.size() == 2);
        assertThat(feed.logIns).containsExactly("/Wrong", "right");
        feed.letIn();
        awaitTrue(() -> !node(robot, "#log-in-layer").isVisible());
    }
}
