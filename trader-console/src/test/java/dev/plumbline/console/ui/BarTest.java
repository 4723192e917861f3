package dev.plumbline.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A bar of tools in a panel that becomes narrow: a field that grows, a chip, a space, and two acts.
@ExtendWith(ApplicationExtension.class)
class BarTest {
    private record Shown(Stage stage, BorderPane panel, Region field, Region chip, Region cancel, Region all) {
        List<Region> tools() {
            return List.of(field, chip, cancel, all);
        }
    }

    private final CompletableFuture<Shown> made = new CompletableFuture<>();

    /// In a window of its own: the one that is given is every test's.
    @Start
    void open(Stage others) {
        var field = tool(60, 120);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setMaxWidth(Double.MAX_VALUE);
        var shown = new Shown(new Stage(), new BorderPane(), field, tool(50, 60), tool(80, 80), tool(70, 70));
        shown.panel.setCenter(Parts.panel(new Region(), field, shown.chip, Parts.space(), shown.cancel, shown.all));
        shown.stage.setScene(new Scene(shown.panel, 500, 300));
        shown.stage.show();
        made.complete(shown);
    }

    private static Region tool(double least, double usual) {
        var tool = new Region();
        tool.setMinSize(least, 20);
        tool.setPrefSize(usual, 20);
        return tool;
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(() -> shown().stage.close());
    }

    private Shown shown() {
        return made.join();
    }

    private void wide(FxRobot robot, double width) {
        robot.interact(() -> {
            shown().stage.setWidth(width);
            shown().panel.layout();
        });
    }

    private static double y(Region tool) {
        return tool.localToScene(0, 0).getY();
    }

    @ParameterizedTest
    @ValueSource(doubles = {500, 340, 250, 170, 120})
    void everyToolIsInSightHoweverNarrow(double width, FxRobot robot) {
        wide(robot, width);
        for (var tool : shown().tools()) {
            assertThat(tool.getWidth()).isGreaterThanOrEqualTo(tool.getMinWidth());
            var area = tool.localToScene(tool.getLayoutBounds());
            assertThat(area.getMinX()).isGreaterThanOrEqualTo(0);
            assertThat(area.getMaxX()).isLessThanOrEqualTo(shown().panel.getWidth());
            assertThat(area.getMaxY()).isLessThanOrEqualTo(tool.getParent().getBoundsInParent().getMaxY());
        }
    }

    @Test
    void oneLineWhereAllFitAsNarrowAsTheyCanBe(FxRobot robot) {
        wide(robot, 500);
        assertThat(shown().tools()).extracting(BarTest::y).containsOnly(y(shown().field));
        wide(robot, 310);
        assertThat(shown().tools()).extracting(BarTest::y).containsOnly(y(shown().field));
        assertThat(shown().field.getWidth()).as("gives what is lacking").isBetween(60.0, 90.0);
    }

    @Test
    void whoCouldGrowGivesBeforeTheOthers(FxRobot robot) {
        wide(robot, 350);
        assertThat(shown().field.getWidth()).isLessThan(120);
        assertThat(shown().chip.getWidth()).as("keeps its words").isEqualTo(60);
        wide(robot, 306);
        assertThat(shown().field.getWidth()).as("has no more to give").isEqualTo(60);
        assertThat(shown().chip.getWidth()).isBetween(50.0, 60.0);
    }

    @Test
    void theActsGoToALineOfTheirOwnFirst(FxRobot robot) {
        wide(robot, 250);
        assertThat(y(shown().chip)).isEqualTo(y(shown().field));
        assertThat(y(shown().cancel)).isEqualTo(y(shown().all)).isGreaterThan(y(shown().field));
        assertThat(shown().all.localToScene(70, 0).getX()).as("to the right").isGreaterThan(220);
        wide(robot, 500);
        assertThat(y(shown().all)).as("and back").isEqualTo(y(shown().field));
    }
}
