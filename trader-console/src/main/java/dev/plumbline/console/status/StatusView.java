package dev.plumbline.console.status;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Builder;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.Takeout;
import dev.plumbline.console.export.Cell;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.export.Column.Kind;
import dev.plumbline.console.feed.FeedStatus;
import dev.plumbline.console.feed.FeedStatus.Phase;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.TablePanel;

/// Lays out the status bar and the connections.
final class StatusView implements Builder<Region> {
    private static final PseudoClass OK = PseudoClass.getPseudoClass("ok");
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final StatusModel model;
    private final String where;
    private final TableView<PartRow> table = new TableView<>();
    private final Takeout<PartRow> taken;

    StatusView(StatusModel model, String where, Exports exports) {
        this.model = model;
        this.where = where;
        lay();
        taken = Takeout.of(exports, "Connections", table, row -> row, () -> "", EXPORTED);
    }

    /// Its export and its copy.
    Takeout<PartRow> taken() {
        return taken;
    }

    TableView<?> table() {
        return table;
    }

    void focus() {
        TablePanel.focus(table);
    }

    Region bar() {
        var heard = Parts.quiet(model.heard);
        heard.setId("heard");
        var bar = new HBox(
                lamp(), rule(), Parts.quiet(model.parts), Parts.space(), Parts.quiet(model.latency), rule(), heard, rule(),
                Parts.quiet(model.rate), rule(), Parts.quiet(model.numbers), rule(), Parts.quiet(where), rule(), Parts.quiet(model.clock));
        bar.setId("status-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node lamp() {
        var lamp = new Label();
        lamp.setId("lamp");
        lamp.textProperty().bind(model.lamp);
        model.feed.subscribe(status -> tone(lamp, status));
        return lamp;
    }

    private static void tone(Label lamp, FeedStatus status) {
        lamp.pseudoClassStateChanged(OK, status.isLive());
        lamp.pseudoClassStateChanged(BAD, status.phase() == Phase.DISCONNECTED);
        lamp.pseudoClassStateChanged(WARN, !status.isLive() && status.phase() != Phase.DISCONNECTED);
    }

    private static Node rule() {
        var rule = new Region();
        rule.getStyleClass().add("rule");
        return rule;
    }

    @Override
    public Region build() {
        return Parts.panel(table, taken.notice(), Parts.space(), Parts.quiet(model.parts));
    }

    private void lay() {
        var columns = Columns.of(table, "connections", "No connections", ReadOnlyObjectWrapper::new);
        columns.text("What", 64, PartRow::kind);
        columns.text("Name", 84, PartRow::name);
        columns.text("State", 96, PartRow::label);
        columns.number("Since", 102, row -> Show.time(row.at()), Comparator.comparingLong(PartRow::at));
        columns.number(
                "Open", 60, row -> row.isBroker() ? Show.count(row.hanging().count()) : Show.NOTHING,
                Comparator.comparingInt(row -> row.hanging().count()));
        columns.number(
                "Last order", 102, row -> row.hanging().lastAt() == 0 ? Show.NOTHING : Show.time(row.hanging().lastAt()),
                Comparator.comparingLong(row -> row.hanging().lastAt()));
        columns.prose("Remarks", 130, PartRow::text);
        columns.unsorted();
        table.setItems(model.rows);
        table.setRowFactory(_ -> new Row());
    }

    private static final List<Column<PartRow>> EXPORTED = List.of(
            Column.text("What", PartRow::kind),
            Column.text("Name", PartRow::name),
            Column.text("State", PartRow::state),
            Column.time("Since", PartRow::at),
            new Column<>("Open", Kind.QUANTITY, row -> row.isBroker() ? new Cell.Decimal(BigDecimal.valueOf(row.hanging().count())) : Cell.EMPTY),
            new Column<>("Last order", Kind.TIME, row -> row.hanging().lastAt() == 0 ? Cell.EMPTY : new Cell.Time(row.hanging().lastAt())),
            Column.text("Remarks", PartRow::text));

    private static final class Row extends TableRow<PartRow> {
        @Override
        protected void updateItem(@Nullable PartRow row, boolean empty) {
            super.updateItem(row, empty);
            pseudoClassStateChanged(OK, row != null && row.isUp());
            pseudoClassStateChanged(WARN, row != null && row.isImpaired());
            pseudoClassStateChanged(BAD, row != null && !row.isUp() && !row.isImpaired());
        }
    }
}
