package dev.plumbline.console.alerts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Builder;

import atlantafx.base.controls.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.Takeout;
import dev.plumbline.console.blotter.Typing;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// Lays the alerts out and binds them to their model.
final class AlertsView implements Builder<Region> {
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass ALERT = PseudoClass.getPseudoClass("alert");
    private static final PseudoClass SEEN = PseudoClass.getPseudoClass("seen");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final AlertsModel model;
    private final Act seenTop;
    private final Act seenAll;
    private final Link link;
    private final Fields<AlertItem> fields;
    private final TableView<AlertRow> table = new TableView<>();
    private final CustomTextField filter = new CustomTextField();
    private final Takeout<Folded> taken;

    /// @param fields that a filter may ask for
    AlertsView(
            AlertsModel model, Act seenTop, Act seenAll, Link link, Fields<AlertItem> fields, Exports exports) {
        this.model = model;
        this.seenTop = seenTop;
        this.seenAll = seenAll;
        this.link = link;
        this.fields = fields;
        lay();
        taken = Takeout.of(exports, "Alerts", table, AlertRow::now, model.filter::get, EXPORTED);
    }

    /// Its export and its copy.
    Takeout<Folded> taken() {
        return taken;
    }

    TableView<?> table() {
        return table;
    }

    void focus() {
        TablePanel.focus(table);
    }

    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    @Override
    public Region build() {
        return Parts.panel(
                table, link.chip(), filter(), levels(), mistake(), taken.notice(), Parts.space(), counts(),
                seenTop.textButton("alerts-seen-top", "Top seen"), seenAll.textButton("alerts-seen", "All seen"));
    }

    private Node filter() {
        filter.setId("alerts-filter");
        filter.setPromptText("Filter   /");
        filter.setTooltip(new Tooltip("Filter: order:C1 age<5m gap …   /"));
        filter.setAccessibleText("Filter of the alerts");
        filter.setLeft(new FontIcon(Feather.SEARCH));
        filter.setPrefWidth(130);
        filter.setMinWidth(90);
        HBox.setHgrow(filter, Priority.SOMETIMES);
        Typing.bind(filter, model.filter, fields);
        filter.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() != KeyCode.ESCAPE && event.getCode() != KeyCode.ENTER) return;
            if (event.getCode() == KeyCode.ESCAPE) filter.setText("");
            focus();
            event.consume();
        });
        return filter;
    }

    private Node levels() {
        var levels = new HBox(
                level("✖", "Only alerts", model.onlyAlerts), level("⚠", "Only warnings", model.onlyWarnings),
                level("·", "Only news", model.onlyInfos));
        levels.getStyleClass().add("alert-levels");
        levels.setMinWidth(Region.USE_PREF_SIZE);
        return levels;
    }

    private static Node level(String glyph, String name, Property<Boolean> on) {
        var toggle = new ToggleButton(glyph);
        toggle.setAccessibleText(name);
        toggle.setFocusTraversable(false);
        toggle.setTooltip(new Tooltip(name));
        toggle.selectedProperty().bindBidirectional(on);
        return toggle;
    }

    private Node counts() {
        var counts = Parts.quiet(model.counts);
        counts.setMinWidth(0);
        return counts;
    }

    private Node mistake() {
        var mistake = new Label();
        mistake.setId("alerts-mistake");
        mistake.getStyleClass().add("notice");
        mistake.pseudoClassStateChanged(BAD, true);
        mistake.textProperty().bind(model.mistake);
        mistake.setMinWidth(0);
        return mistake;
    }

    private void lay() {
        var columns = Columns.<AlertRow, Folded>of(table, "alerts", "No alerts", row -> row.folded);
        table.setPlaceholder(Parts.quiet(
                Bindings.when(Bindings.isEmpty(model.rows)).then("No alerts").otherwise("No alert matches the filter")));
        columns.text("New", 40, folded -> folded.isUnseen() ? "●" : "");
        columns.number(
                "Time", 102, folded -> Show.time(folded.newest().at()),
                Comparator.comparingLong(folded -> folded.newest().at()));
        columns.text("Level", 70, AlertsView::level);
        columns.id("Order", 78, folded -> folded.newest().order());
        columns.prose("What", 200, folded -> count(folded) + folded.newest().text());
        columns.unsorted();
        table.setItems(model.filtered);
        table.setRowFactory(_ -> new Row());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            model.chosen.set(Optional.ofNullable(row));
            if (row != null && TablePanel.isChosen(table) && !row.now().newest().order().isEmpty()) link.tell(context(row));
        });
    }

    private static final List<Column<Folded>> EXPORTED = List.of(
            Column.text("New", folded -> folded.isUnseen() ? "unseen" : ""),
            Column.time("Time", folded -> folded.newest().at()),
            Column.text("Level", folded -> folded.newest().level()),
            Column.text("Order", folded -> folded.newest().order()),
            Column.text("What", folded -> count(folded) + folded.newest().text()));

    private static Context context(AlertRow row) {
        return new Context(
                new OrderKey(row.now().newest().order()), Context.NOTHING.symbol(), Context.NOTHING.account());
    }

    private static String count(Folded folded) {
        return folded.count() == 1 ? "" : Show.count(folded.count()) + " × ";
    }

    private static String level(Folded folded) {
        return switch (folded.newest().level()) {
            case AlertItem.ALERT -> "✖ ALERT";
            case AlertItem.WARN -> "⚠ WARN";
            default -> "· " + folded.newest().level();
        };
    }

    private static final class Row extends TableRow<AlertRow> {
        Row() {
            itemProperty().flatMap(row -> row.folded).subscribe(this::mark);
        }

        private void mark(@Nullable Folded folded) {
            var level = folded == null ? "" : folded.newest().level();
            pseudoClassStateChanged(WARN, level.equals(AlertItem.WARN));
            pseudoClassStateChanged(ALERT, level.equals(AlertItem.ALERT));
            pseudoClassStateChanged(SEEN, folded != null && !folded.isUnseen());
        }
    }
}
