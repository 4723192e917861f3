package dev.plumbline.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A value that changes costs the cell that shows it, and not the table.
@ExtendWith(ApplicationExtension.class)
class StillCellTest {
    private record Shown(Stage stage, TableView<StringProperty> table) {}

    private final CompletableFuture<Shown> shown = new CompletableFuture<>();
    private final StringProperty value = new SimpleStringProperty("9");
    private final StringProperty other = new SimpleStringProperty("8");

    /// In a window of its own: the one that is given is every test's.
    @Start
    void open(Stage others) {
        var stage = new Stage();
        var table = new StillTable<StringProperty>();
        var columns = Columns.<StringProperty, String>of(table, "sample", "", row -> row);
        columns.number("Qty", 120, text -> text, String::compareTo);
        table.setFixedCellSize(24);
        table.getItems().setAll(List.of(value, other));
        stage.setScene(new Scene(table, 300, 200));
        stage.show();
        table.applyCss();
        table.layout();
        shown.complete(new Shown(stage, table));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(() -> shown.join().stage.close());
    }

    private TableCell<?, ?> cell(int row) {
        return shown.join().table.lookupAll(".table-cell").stream()
                .map(TableCell.class::cast)
                .filter(cell -> cell.getIndex() == row && cell.getTableColumn() != null)
                .findFirst()
                .orElseThrow();
    }

    private Text painted(int row) {
        return (Text) cell(row).lookup(".text");
    }

    private static double right(Text text) {
        Bounds bounds = text.getBoundsInParent();
        return bounds.getMaxX();
    }

    @Test
    void showsAnotherValueAtOnceAndTheTableStaysAsItIs(FxRobot robot) {
        await().until(() -> !shown.join().table.isNeedsLayout());
        robot.interact(() -> {
            double before = right(painted(0));

            value.set("1,000,000");

            assertThat(painted(0).getText()).isEqualTo("1,000,000");
            assertThat(right(painted(0))).isCloseTo(before, offset(1.0));
            assertThat(cell(0).isNeedsLayout()).isFalse();
            assertThat(shown.join().table.isNeedsLayout()).isFalse();
        });
    }

    @Test
    void aCellThatIsLaidOutAnywayWaitsForThat(FxRobot robot) {
        robot.interact(() -> {
            shown.join().table.layout();
            cell(0).setGraphicTextGap(7); // of no value: the usual way
            assertThat(shown.join().table.isNeedsLayout()).isTrue();
            value.set("7");
            shown.join().table.layout();
            assertThat(painted(0).getText()).isEqualTo("7");
        });
    }

    @Test
    void aRowThatMovesShowsItsValueWhereItIsNow(FxRobot robot) {
        robot.interact(() -> {
            shown.join().table.getItems().removeFirst();
            shown.join().table.layout();
            value.set("of the row that is gone");
            other.set("now first");
            shown.join().table.layout();
            assertThat(painted(0).getText()).isEqualTo("now first");
        });
    }
}
