package dev.plumbline.console.status;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Builder;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.Takeout;
import dev.plumbline.console.export.Cell;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.export.Column.Kind;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// Lays out the status bar and the connections.
final class StatusView implements Builder<Region> {
    private static final PseudoClass OK = PseudoClass.getPseudoClass("ok");
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass AGING = PseudoClass.getPseudoClass("aging");
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

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
        var bar = new HBox(
                lamp(), rule(), figure("servers", model.servers, "2 servers"), rule(), parts(), Parts.space(),
                figure("latency", model.latency, "ping p50 10.0 · p99 100.0 ms"), rule(),
                figure("heard", model.heard, "heard 10 s ago"), rule(), figure("rate", model.rate, "10,000 upd/s"), rule(),
                figure("numbers", model.numbers, "seq 1,000,000 · gaps 0"), rule(), where(), rule(),
                figure("clock", model.clock, "00:00:00 UTC"));
        bar.setId("status-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    /// @param room as long as it usually becomes: its neighbours then stay where they are when it changes
    private static Node figure(String id, ObservableValue<String> text, String room) {
        var figure = Parts.quiet(text);
        figure.setId(id);
        var unseen = Parts.quiet(room);
        unseen.setMinWidth(Region.USE_PREF_SIZE);
        unseen.setVisible(false);
        var place = new StackPane(unseen, figure);
        place.setAlignment(Pos.CENTER_LEFT);
        return place;
    }

    private Node where() {
        var label = Parts.quiet(where);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// Of what is in trouble: it gives way where there is no room, and is told in full where the pointer rests.
    private Node parts() {
        var parts = Parts.quiet(model.parts);
        parts.setId("parts");
        parts.setMinWidth(0);
        var whole = new Tooltip();
        whole.textProperty().bind(model.parts);
        parts.setTooltip(whole);
        return parts;
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
        columns.text("Name", 120, PartRow::name);
        columns.text("State", 108, PartRow::label);
        columns.number("Heard ago", 88, row -> row.heard().label(), Comparator.comparing(row -> row.heard().label()));
        columns.number("Seq", 66, row -> count(row.heard().seq()), Comparator.comparingLong(row -> row.heard().seq()));
        columns.number("Gaps", 44, row -> count(row.heard().gaps()), Comparator.comparingLong(row -> row.heard().gaps()));
        columns.number("Since", 102, row -> row.at() == 0 ? Show.NOTHING : Show.time(row.at()), Comparator.comparingLong(PartRow::at));
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

    private static String count(long count) {
        return count < 0 ? Show.NOTHING : Show.count(count);
    }

    private static Cell cell(long count) {
        return count < 0 ? Cell.EMPTY : new Cell.Decimal(BigDecimal.valueOf(count));
    }

    private static final List<Column<PartRow>> EXPORTED = List.of(
            Column.text("What", PartRow::kind),
            Column.text("Name", PartRow::name),
            Column.text("State", PartRow::state),
            Column.text("Heard ago", row -> row.heard().equals(PartRow.Heard.UNTOLD) ? "" : row.heard().ago()),
            new Column<>("Seq", Kind.QUANTITY, row -> cell(row.heard().seq())),
            new Column<>("Gaps", Kind.QUANTITY, row -> cell(row.heard().gaps())),
            new Column<>("Since", Kind.TIME, row -> row.at() == 0 ? Cell.EMPTY : new Cell.Time(row.at())),
            new Column<>("Open", Kind.QUANTITY, row -> row.isBroker() ? new Cell.Decimal(BigDecimal.valueOf(row.hanging().count())) : Cell.EMPTY),
            new Column<>("Last order", Kind.TIME, row -> row.hanging().lastAt() == 0 ? Cell.EMPTY : new Cell.Time(row.hanging().lastAt())),
            Column.text("Remarks", PartRow::text));

    private static final class Row extends TableRow<PartRow> {
        @Override
        protected void updateItem(@Nullable PartRow row, boolean empty) {
            super.updateItem(row, empty);
            pseudoClassStateChanged(OK, row != null && row.isUp());
            pseudoClassStateChanged(WARN, row != null && row.isImpaired());
            pseudoClassStateChanged(AGING, row != null && row.heard().freshness() == Freshness.AGING);
            pseudoClassStateChanged(STALE, row != null && row.heard().freshness() == Freshness.STALE);
            pseudoClassStateChanged(BAD, row != null && !row.isUp() && !row.isImpaired());
        }
    }
}
