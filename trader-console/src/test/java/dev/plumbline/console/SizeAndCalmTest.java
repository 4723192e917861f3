package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.console.ui.TableMemory;
import dev.plumbline.core.Side;

@ExtendWith(ApplicationExtension.class)
class SizeAndCalmTest {
    private ConsoleWindow window;

    @Start
    void open(Stage stage) {
        window = TestWindow.open(stage, new FakeFeed(), "PROD", Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40"));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private static TableView<?> orders(FxRobot robot) {
        return robot.lookup("#orders").queryTableView();
    }

    private static TableColumn<?, ?> column(FxRobot robot, String id) {
        return orders(robot).getColumns().stream().filter(column -> column.getId().equals(id)).findFirst().orElseThrow();
    }

    private static List<Double> widths(FxRobot robot) {
        return orders(robot).getVisibleLeafColumns().stream().map(TableColumn::getWidth).toList();
    }

    /// Half a number is worse than one that is out of sight.
    @Test
    void columnsGrowWithTheirLetters(FxRobot robot) {
        var before = widths(robot);
        double limit = column(robot, "limit").getWidth();
        for (int i = 0; i < 5; i++) robot.push(KeyCode.CONTROL, KeyCode.PLUS);
        assertThat(orders(robot).getScene().getRoot().getStyle()).isEqualTo("-fx-font-size: 19.5px;");
        assertThat(column(robot, "limit").getWidth()).isCloseTo(limit * 1.5, within(0.01));
        assertThat(TableMemory.of(orders(robot)).columns()).as("nobody has changed a width").filteredOn(column -> column.id().equals("limit"))
                .extracting(TableMemory.Column::width).containsExactly(TableMemory.AS_BUILT);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        for (int i = 0; i < before.size(); i++) assertThat(widths(robot).get(i)).isCloseTo(before.get(i), within(0.01));
    }

    @Test
    void whatWasKeptAtOneSizeIsRightAtAnother(FxRobot robot) {
        for (int i = 0; i < 5; i++) robot.push(KeyCode.CONTROL, KeyCode.PLUS);
        robot.interact(() -> {
            var kept = new TableMemory(List.of(new TableMemory.Column("limit", 100, true)), List.of());
            kept.applyTo(orders(robot));
        });
        assertThat(column(robot, "limit").getWidth()).isCloseTo(150, within(0.01));
        assertThat(TableMemory.of(orders(robot)).columns()).filteredOn(column -> column.id().equals("limit"))
                .extracting(TableMemory.Column::width).containsExactly(100.0);
    }

    private static PseudoClass lit(String direction) {
        return PseudoClass.getPseudoClass("flash-" + direction);
    }

    private static Paint ground(Region region) {
        return region.getBackground().getFills().getLast().getFill();
    }

    @Test
    void aFillBarGivesWayToTheLightExceptInCalm(FxRobot robot) {
        Region bar = robot.lookup("#orders .fill-bar").query();
        Region fill = robot.lookup("#orders .fill").query();
        var before = ground(bar);
        robot.interact(() -> {
            bar.getParent().pseudoClassStateChanged(lit("up"), true);
            bar.getParent().applyCss();
        });
        assertThat(ground(bar)).isEqualTo(Color.TRANSPARENT);
        assertThat(fill.getBackground().getFills().getLast().getInsets().getTop()).isGreaterThan(10);
        calm(robot);
        robot.interact(() -> bar.getParent().applyCss());
        assertThat(ground(bar)).isEqualTo(before);
        assertThat(fill.getBackground().getFills().getLast().getInsets()).isEqualTo(Insets.EMPTY);
    }

    /// The white of a red chip is no colour for letters on the light.
    @Test
    void whatWantsAttentionCanBeReadWhileItIsLit(FxRobot robot) {
        TableCell<?, ?> chip = robot.lookup("#orders .chip-cell").query();
        var ink = chip.getTextFill();
        robot.interact(() -> {
            chip.pseudoClassStateChanged(PseudoClass.getPseudoClass("attention"), true);
            chip.applyCss();
        });
        var red = ground(chip);
        robot.interact(() -> {
            chip.pseudoClassStateChanged(lit("up"), true);
            chip.applyCss();
        });
        assertThat(chip.getTextFill()).isEqualTo(ink);
        assertThat(ground(chip)).isNotEqualTo(red);
        calm(robot);
        robot.interact(chip::applyCss);
        assertThat(ground(chip)).isEqualTo(red);
        assertThat(chip.getTextFill()).isEqualTo(Color.WHITE);
    }

    private static void calm(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("calm: no").push(KeyCode.ENTER);
    }

    @Test
    void inCalmACellThatHasChangedIsMarkedAtItsLeftAlone(FxRobot robot) {
        calm(robot);
        TableCell<?, ?> cell = robot.lookup("#orders .number-cell").query();
        robot.interact(() -> {
            cell.pseudoClassStateChanged(PseudoClass.getPseudoClass("flash-down"), true);
            cell.applyCss();
        });
        var fill = cell.getBackground().getFills().getLast().getFill();
        assertThat(fill).isInstanceOfSatisfying(LinearGradient.class, bar -> {
            assertThat(bar.getEndX() - bar.getStartX()).isEqualTo(4);
            assertThat(bar.getStops().getLast().getColor()).isEqualTo(Color.TRANSPARENT);
        });
    }
}
