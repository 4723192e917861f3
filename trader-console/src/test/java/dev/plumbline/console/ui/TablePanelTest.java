package dev.plumbline.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.console.ui.TableMemory.Column;
import dev.plumbline.console.ui.TableMemory.Sort;

/// What a workspace keeps of a table, and what is done to its columns without a mouse.
@ExtendWith(ApplicationExtension.class)
class TablePanelTest {
    private final Flashed flashed = new Flashed(Set.of("qty"));
    private TableView<String> table;
    private Panel panel;

    @Start
    void make(Stage stage) {
        table = new TableView<>();
        var columns = Columns.<String, String>of(table, "sample", "", ReadOnlyObjectWrapper::new);
        for (var title : List.of("Symbol", "Qty", "Px", "Net")) columns.text(title, 80, text -> text);
        Columns.formerly(column("net"), "total");
        panel = new TablePanel(table, new Links().link()).flashing(flashed)
                .panel("sample", "Sample", Feather.LIST, new Region(), () -> {}, List.of());
    }

    private TableColumn<String, ?> column(String id) {
        return table.getColumns().stream().filter(column -> column.getId().equals(id)).findFirst().orElseThrow();
    }

    private List<String> ids() {
        return table.getColumns().stream().map(TableColumn::getId).toList();
    }

    private void recall(TableMemory memory) {
        panel.memory().recall(new PanelMemory("BLUE", "", memory, Map.of()));
    }

    private static Column kept(String id, double width) {
        return new Column(id, width, true);
    }

    @Test
    void aColumnThatIsNotThereIsKeptAndComesBackToItsPlace(FxRobot robot) {
        robot.interact(() -> {
            recall(new TableMemory(
                    List.of(kept("qty", 60), new Column("eur", 99, true), kept("symbol", 90), kept("px", 80), kept("net", 80)),
                    List.of(new Sort("eur", true), new Sort("symbol", false))));
            assertThat(ids()).containsExactly("qty", "symbol", "px", "net");
            var now = panel.memory().remember().table();
            assertThat(now.columns().stream().map(Column::id)).containsExactly("qty", "eur", "symbol", "px", "net");
            assertThat(now.sort()).containsExactly(new Sort("eur", true), new Sort("symbol", false));
            var came = new TableColumn<String, String>("EUR");
            came.setId("eur");
            table.getColumns().add(came);
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> ids().equals(List.of("qty", "eur", "symbol", "px", "net")));
        assertThat(table.getColumns().get(1).getWidth()).isEqualTo(99);
        assertThat(table.getSortOrder().getFirst().getId()).isEqualTo("eur");
    }

    @Test
    void whatAPersonSortsByMeanwhileStands(FxRobot robot) {
        robot.interact(() -> {
            recall(new TableMemory(List.of(kept("eur", 99), kept("qty", 80)), List.of(new Sort("eur", true))));
            table.getSortOrder().setAll(List.of(column("px")));
            assertThat(panel.memory().remember().table().sort()).containsExactly(new Sort("px", false));
        });
    }

    @Test
    void aColumnThatHasAnotherNameNowIsFoundByItsFormerOne(FxRobot robot) {
        robot.interact(() -> {
            recall(new TableMemory(List.of(new Column("total", 130, true), kept("qty", 80)), List.of(new Sort("total", true))));
            assertThat(ids().getFirst()).isEqualTo("net");
            assertThat(column("net").getWidth()).isEqualTo(130);
            assertThat(column("net").getSortType()).isEqualTo(SortType.DESCENDING);
            assertThat(panel.memory().remember().table().columns().stream().map(Column::id)).doesNotContain("total");
        });
    }

    @Test
    void columnsAreMovedHiddenAndSortedByOneAtATime(FxRobot robot) {
        robot.interact(() -> {
            var arranging = new Arranging<>(table, TableMemory.of(table));
            var qty = column("qty");
            arranging.sort(qty, false);
            arranging.sort(column("px"), true);
            arranging.move(qty, 1);
            assertThat(ids()).containsExactly("symbol", "px", "qty", "net");
            assertThat(arranging.sortSign(qty)).as("as before").isEqualTo("▲ 1");
            arranging.sort(qty, true);
            assertThat(arranging.sortSign(qty)).isEqualTo("▼ 1");
            arranging.sort(qty, true);
            assertThat(arranging.sortSign(qty)).isEmpty();
            assertThat(arranging.sortSign(column("px"))).isEqualTo("▲");
            arranging.move(column("symbol"), -1);
            assertThat(ids()).as("there is nothing further left").containsExactly("symbol", "px", "qty", "net");
            for (var column : List.copyOf(table.getColumns())) arranging.toggle(column);
            assertThat(table.getVisibleLeafColumns()).as("the last one stays").hasSize(1);
            arranging.reset();
            assertThat(ids()).containsExactly("symbol", "qty", "px", "net");
            assertThat(table.getVisibleLeafColumns()).hasSize(4);
        });
    }

    @Test
    void whatFlashesIsAsBuiltUntilAPersonChooses(FxRobot robot) {
        robot.interact(() -> {
            assertThat(panel.memory().remember().more("flashes", "?")).isEmpty();
            flashed.toggle("qty");
            assertThat(flashed.is("qty")).isFalse();
            var none = panel.memory().remember();
            flashed.toggle("px");
            assertThat(flashed.is("px")).isTrue();
            panel.memory().recall(none);
            assertThat(flashed.is("px")).isFalse();
            assertThat(flashed.is("qty")).as("none is a choice, too").isFalse();
            panel.memory().recall(PanelMemory.NONE);
            assertThat(flashed.is("qty")).isTrue();
        });
    }

    @Test
    void howLongItFlashesIsAsBuiltUntilAPersonChooses(FxRobot robot) {
        robot.interact(() -> {
            flashed.last(600);
            assertThat(flashed.millis().getValue()).isEqualTo(600);
            var longer = panel.memory().remember();
            panel.memory().recall(PanelMemory.NONE);
            assertThat(flashed.millis().getValue()).isEqualTo(300);
            panel.memory().recall(longer);
            assertThat(flashed.millis().getValue()).isEqualTo(600);
            flashed.keptMillis().set("a day");
            assertThat(flashed.millis().getValue()).as("a file may say anything").isEqualTo(300);
        });
    }
}
