package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The guide's page of keys says what the window's own map of keys says, which is made of what the keys run.
@ExtendWith(ApplicationExtension.class)
class KeysPageTest {
    private static final Path PAGE = Path.of("docs/guide/keys.md");
    private static final String BEGIN = "<!-- keys -->\n";
    private static final String END = "<!-- end -->";

    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = new ConsoleWindow(new FakeFeed(), new Settings("127.0.0.1", 5801, "main", "akira", "PROD"));
        window.open(stage);
        window.complete();
        stage.setWidth(1_600);
        stage.setHeight(950);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void thePageOfKeysIsTheMapOfKeys(FxRobot robot) throws IOException {
        robot.push(KeyCode.F1);
        var groups = robot.lookup(".key-group").queryAllAs(GridPane.class);
        assertThat(groups).hasSizeGreaterThan(5);
        var map = groups.stream().map(KeysPageTest::table).collect(Collectors.joining("\n"));
        var page = Files.readString(PAGE);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END))).isEqualTo(map);
    }

    /// At the size in which the console opens.
    @Test
    void theMapOfKeysIsSeenWithoutScrolling(FxRobot robot) {
        robot.push(KeyCode.F1);
        var scroll = robot.lookup("#key-map .scroll-pane").queryAs(ScrollPane.class);
        robot.interact(() -> scroll.getScene().getRoot().layout());
        assertThat(scroll.getContent().getLayoutBounds().getHeight()).isLessThanOrEqualTo(scroll.getViewportBounds().getHeight());
        assertThat(scroll.getContent().getLayoutBounds().getWidth()).isLessThanOrEqualTo(scroll.getViewportBounds().getWidth());
    }

    @Test
    void noKeyIsCut(FxRobot robot) {
        robot.push(KeyCode.F1);
        var caps = robot.lookup(".key-cap").queryAllAs(Label.class);
        assertThat(caps).isNotEmpty();
        robot.interact(() -> caps.iterator().next().getScene().getRoot().layout());
        assertThat(caps).allSatisfy(cap ->
                assertThat(cap.getWidth()).as(cap.getText()).isGreaterThanOrEqualTo(Math.floor(cap.prefWidth(-1))));
    }

    private static String table(GridPane group) {
        var texts = group.getChildren().stream().map(node -> ((Label) node).getText()).toList();
        return "### " + texts.getFirst() + "\n\n| Key | What it does |\n|---|---|\n" + rows(texts.subList(1, texts.size()));
    }

    private static String rows(List<String> texts) {
        var rows = new StringBuilder();
        for (int i = 0; i < texts.size(); i += 2)
            rows.append("| `").append(texts.get(i)).append("` | ").append(texts.get(i + 1)).append(" |\n");
        return rows.toString();
    }
}
