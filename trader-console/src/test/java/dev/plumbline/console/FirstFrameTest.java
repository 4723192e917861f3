package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What is on the screen first, and that nobody who is quick can tell.
@ExtendWith(ApplicationExtension.class)
class FirstFrameTest {
    private final List<ConsoleWindow> windows = new ArrayList<>();
    private Stage stage;

    @Start
    void take(Stage given) {
        stage = given;
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(() -> windows.forEach(ConsoleWindow::close));
    }

    /// On the FX thread: no pulse comes between this and what follows it there.
    private Scene open() {
        var window = new ConsoleWindow(new FakeFeed(), new Settings("127.0.0.1", 5801, "main", "akira", "PROD"));
        windows.add(window);
        window.open(stage);
        return stage.getScene();
    }

    private static boolean has(Scene scene, String id) {
        return scene.lookup(id) != null;
    }

    private static String focused(Scene scene) {
        return scene.getFocusOwner() == null ? "" : String.valueOf(scene.getFocusOwner().getId());
    }

    private static void press(Scene scene, KeyCode code) {
        Event.fireEvent(scene, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    @Test
    void barsAndDocksComeFirstAndPanelsInThePulsesAfter(FxRobot robot) {
        var isWhole = new AtomicBoolean();
        robot.interact(() -> {
            var scene = open();
            windows.getFirst().whenWhole(() -> isWhole.set(true));
            scene.getRoot().applyCss();
            assertThat(has(scene, "#top-bar")).isTrue();
            assertThat(has(scene, "#kill")).isTrue();
            assertThat(scene.getRoot().lookupAll(".header")).as("headers of docks").isNotEmpty();
            assertThat(has(scene, "#orders")).isFalse();
            assertThat(isWhole).isFalse();
        });
        await().atMost(Duration.ofSeconds(20)).untilTrue(isWhole);
        robot.interact(() -> {
            assertThat(has(stage.getScene(), "#orders")).isTrue();
            assertThat(has(stage.getScene(), "#ticket-symbol")).isTrue();
            assertThat(focused(stage.getScene())).isEqualTo("orders");
        });
    }

    @Test
    void aKeyBeforeThatGetsThePanelsAtOnce(FxRobot robot) {
        robot.interact(() -> {
            var scene = open();
            press(scene, KeyCode.F2);
            assertThat(has(scene, "#orders")).isTrue();
            assertThat(focused(scene)).isEqualTo("ticket-symbol");
        });
    }

    @Test
    void aTabThatNobodyOpenedHasNoPanelUntilItIsOpened(FxRobot robot) {
        robot.interact(() -> {
            var scene = open();
            press(scene, KeyCode.F2);
            assertThat(has(scene, "#positions")).isFalse();
            Event.fireEvent(scene, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DIGIT4, false, false, true, false));
            assertThat(has(scene, "#positions")).isTrue();
        });
    }
}
