package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import picocli.CommandLine;

import dev.plumbline.console.ui.Painted;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item;

/// What a start brings besides the desk: a link to an order, and what is wrong with a user's files.
@ExtendWith(ApplicationExtension.class)
class ConsoleStartTest {
    private final FakeFeed feed = new FakeFeed();
    private final AtomicInteger painted = new AtomicInteger();
    private ConsoleWindow window;
    private Stage stage;

    @Start
    void open(Stage stage) {
        this.stage = stage;
        window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "akira", "SIM"));
        window.open(stage);
        Painted.once(stage.getScene(), painted::incrementAndGet);
        var items = new ArrayList<Item>(Samples.desk());
        items.add(Samples.item(Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40")));
        items.add(Samples.item(Samples.order("C2", Side.SELL, 2700, "SAP", "85.40")));
        feed.snapshot(true, items);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void aLinkShowsItsOrderOnly(FxRobot robot) {
        awaitRows(robot, "#orders", 2);
        window.show(new ClOrdID("C2"), stage); // on a thread of nobody's, as links come
        awaitRows(robot, "#orders", 1);
    }

    @Test
    void whatIsWrongWithTheUsersFilesIsAnAlert(FxRobot robot) {
        window.warn("console.properties has lines that mean nothing: conect");
        awaitThat(() -> robot.lookup("#unseen").queryLabeled().getText().equals("1"));
    }

    @Test
    void tellsOfItsFirstFrameOnce() {
        awaitThat(() -> painted.get() > 0);
    }

    @Test
    void aWrongLinkIsRefusedInOneLine() {
        var said = new StringWriter();
        int exit = new CommandLine(new ConsoleCommand())
                .setErr(new PrintWriter(said))
                .execute("plumbline://cancel/C1");
        assertThat(exit).isEqualTo(2);
        assertThat(said.toString().lines().toList().getFirst())
                .isEqualTo("a link to an order looks like plumbline://order/CLORDID");
    }

    @Test
    void seesWhichLibrariesThereAre() {
        assertThat(Display.isThere("libc.so.6")).isTrue();
        assertThat(Display.isThere("libgtk-of-another-world.so.0")).isFalse();
    }

    private static void awaitRows(FxRobot robot, String table, int rows) {
        awaitThat(() -> robot.lookup(table).<Node>tryQuery()
                .filter(node -> node instanceof TableView<?> view && view.getItems().size() == rows)
                .isPresent());
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20)).until(() -> WaitForAsyncUtils.asyncFx(condition).get());
    }
}
