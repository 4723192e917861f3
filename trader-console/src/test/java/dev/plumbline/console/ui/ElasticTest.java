package dev.plumbline.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// How columns share the width of a table: one of prose between two of numbers.
@ExtendWith(ApplicationExtension.class)
class ElasticTest {
    private record Shown(Stage stage, TableView<String> table) {}

    private final CompletableFuture<Shown> shown = new CompletableFuture<>();

    /// In a window of its own: the one that is given is every test's, and its size stays with it.
    @Start
    void open(Stage others) {
        var stage = new Stage();
        var table = new TableView<String>();
        var columns = Columns.<String, String>of(table, "sample", "", ReadOnlyObjectWrapper::new);
        columns.text("Qty", 80, text -> text);
        columns.prose("What", 200, text -> text);
        columns.text("Px", 90, text -> text);
        stage.setScene(new Scene(table, 600, 200));
        stage.show();
        shown.complete(new Shown(stage, table));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(() -> shown.join().stage.close());
    }

    private TableView<String> table() {
        return shown.join().table;
    }

    private List<Double> widths(FxRobot robot, double window) {
        robot.interact(() -> {
            shown.join().stage.setWidth(window);
            table().layout();
        });
        return table().getColumns().stream().map(TableColumn::getWidth).toList();
    }

    /// What an older console kept as a width stays one; what nobody has changed is as wide as this console makes it.
    @Test
    void aWidthIsKeptOnlyWhereAPersonChangedIt(FxRobot robot) {
        widths(robot, 600);
        assertThat(TableMemory.of(table()).columns().getFirst().width()).isEqualTo(TableMemory.AS_BUILT);
        robot.interact(() -> table().resizeColumn(table().getColumns().getFirst(), -20));
        var narrow = TableMemory.of(table());
        assertThat(narrow.columns().getFirst().width()).isEqualTo(60);
        robot.interact(() -> new TableMemory(
                List.of(new TableMemory.Column("qty", TableMemory.AS_BUILT, true)), List.of()).applyTo(table()));
        assertThat(widths(robot, 600).getFirst()).isEqualTo(80);
        robot.interact(() -> narrow.applyTo(table()));
        assertThat(widths(robot, 600).getFirst()).isEqualTo(60);
    }

    private static double all(List<Double> widths) {
        return widths.stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void proseTakesWhatIsLeftAndNumbersAreNeverCut(FxRobot robot) {
        var wide = widths(robot, 600);
        assertThat(wide.get(0)).isEqualTo(80);
        assertThat(wide.get(2)).isEqualTo(90);
        assertThat(all(wide)).as("no room is left over").isBetween(590.0, 600.0);
        assertThat(widths(robot, 400).get(1)).isBetween(220.0, 230.0);
        assertThat(widths(robot, 200)).as("then the table is scrolled").containsExactly(80.0, 100.0, 90.0);
    }

    @Test
    void aPersonMayMakeAColumnNarrowAndTheProseGetsTheRoom(FxRobot robot) {
        var before = widths(robot, 600);
        robot.interact(() -> table().resizeColumn(table().getColumns().getFirst(), -50));
        var after = widths(robot, 600);
        assertThat(after.get(0)).isEqualTo(30);
        assertThat(after.get(1)).isEqualTo(before.get(1) + 50);
    }

    @Test
    void whereNoColumnIsProseTheLastTakesTheRest(FxRobot robot) {
        robot.interact(() -> table().getColumns().get(1).setVisible(false));
        var widths = widths(robot, 600);
        assertThat(widths.get(0)).isEqualTo(80);
        assertThat(widths.get(2)).isBetween(510.0, 520.0);
    }

    @Test
    void widthsOfAWiderWindowAreFittedIn(FxRobot robot) {
        widths(robot, 900);
        var wide = TableMemory.of(table());
        widths(robot, 600);
        robot.interact(() -> wide.applyTo(table()));
        assertThat(all(widths(robot, 600))).isLessThanOrEqualTo(600);
    }
}
