package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.console.shell.Bounds;
import dev.plumbline.console.shell.Frame;
import dev.plumbline.console.shell.Preferences;
import dev.plumbline.console.shell.Theme;

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

    private static final Settings SETTINGS = new Settings("desk.example", 5801, "main", "akira", "UAT");

    private Frame frame(Preferences preferences) {
        var frame = new Frame(stage, preferences, 1000, 600);
        frame.show(FirstBars.top(SETTINGS), FirstBars.bottom(SETTINGS));
        return frame;
    }

    private void furnish(Frame frame) {
        var window = new ConsoleWindow(new FakeFeed(), SETTINGS);
        windows.add(window);
        window.open(stage, frame);
    }

    private static String text(Scene scene, String id) {
        return ((Labeled) scene.lookup(id)).getText();
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

    @Test
    void theFrameSaysWhatItIsAndTheRestComesIntoTheSameScene(FxRobot robot) {
        robot.interact(() -> {
            var frame = frame(Preferences.DEFAULT);
            var scene = stage.getScene();
            assertThat(stage.isShowing()).isTrue();
            assertThat(text(scene, "#product")).isEqualTo("Plumbline");
            assertThat(text(scene, "#environment")).isEqualTo("UAT");
            assertThat(text(scene, "#lamp")).isEqualTo("◌ connecting to desk.example:5801");
            assertThat(has(scene, "#kill")).isFalse();
            furnish(frame);
            assertThat(stage.getScene()).isSameAs(scene);
            assertThat(has(scene, "#kill")).isTrue();
            assertThat(text(scene, "#environment")).isEqualTo("UAT");
            assertThat(scene.getRoot().lookupAll("#top-bar")).hasSize(1);
        });
    }

    @Test
    void theFrameIsWhereAndAsThePersonLeftTheWindow(FxRobot robot) {
        robot.interact(() -> {
            var kept = new Preferences(Theme.LIGHT, 150, false, false, true, true, "", new Bounds(40, 50, 1100, 700), false);
            var scene = frame(kept).scene();
            assertThat(List.of(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()))
                    .containsExactly(40.0, 50.0, 1100.0, 700.0);
            assertThat(scene.getStylesheets()).isEqualTo(Theme.LIGHT.sheets());
            assertThat(scene.getRoot().getStyle()).isEqualTo("-fx-font-size: 19.5px;");
        });
    }

    @Test
    void aKeyInTheFrameGetsTheRestAndDoesWhatItIsFor(FxRobot robot) {
        robot.interact(() -> {
            var frame = frame(Preferences.DEFAULT);
            frame.beforeFirstKey(() -> furnish(frame));
            press(frame.scene(), KeyCode.F2);
            assertThat(focused(frame.scene())).isEqualTo("ticket-symbol");
            press(frame.scene(), KeyCode.ESCAPE);
            assertThat(windows).hasSize(1);
        });
    }
}
