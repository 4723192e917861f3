package dev.plumbline.console.alerts;

import java.util.Comparator;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.util.Builder;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// Lays the alerts out and binds them to their model.
final class AlertsView implements Builder<Region> {
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass ALERT = PseudoClass.getPseudoClass("alert");

    private final AlertsModel model;
    private final Act seen;
    private final Link link;
    private final TableView<AlertItem> table = new TableView<>();

    AlertsView(AlertsModel model, Act seen, Link link) {
        this.model = model;
        this.seen = seen;
        this.link = link;
        lay();
    }

    TableView<?> table() {
        return table;
    }

    void focus() {
        table.requestFocus();
        if (table.getSelectionModel().isEmpty()) table.getSelectionModel().selectFirst();
    }

    Act seen() {
        return seen;
    }

    @Override
    public Region build() {
        return Parts.panel(table, link.chip(), seen.button("alerts-seen"), Parts.space(), Parts.quiet(model.counts));
    }

    private void lay() {
        var columns = Columns.of(table, "alerts", "No alerts", ReadOnlyObjectWrapper::new);
        columns.number("Time", 108, item -> Show.time(item.at()), Comparator.comparingLong(AlertItem::at));
        columns.text("Level", 78, AlertsView::level);
        columns.text("Order", 80, AlertItem::order);
        columns.prose("What", 256, AlertItem::text);
        columns.unsorted();
        table.setItems(model.rows);
        table.setRowFactory(_ -> new Row());
        table.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null && table.isFocused() && !item.order().isEmpty()) link.tell(context(item));
        });
    }

    private static Context context(AlertItem item) {
        return new Context(new OrderKey(item.order()), Context.NOTHING.symbol(), Context.NOTHING.account());
    }

    private static String level(AlertItem item) {
        return switch (item.level()) {
            case "ALERT" -> "✖ ALERT";
            case "WARN" -> "⚠ WARN";
            default -> "· " + item.level();
        };
    }

    private static final class Row extends TableRow<AlertItem> {
        @Override
        protected void updateItem(@Nullable AlertItem item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(WARN, item != null && item.level().equals("WARN"));
            pseudoClassStateChanged(ALERT, item != null && item.level().equals("ALERT"));
        }
    }
}
