package dev.plumbline.console.executions;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Builder;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.FilterBar;
import dev.plumbline.console.blotter.Takeout;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.format.Looks;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.StillTable;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.core.Execution;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// Lays the executions out and binds them to their model.
final class ExecutionsView implements Builder<Region> {
    private static final PseudoClass BUSTED = PseudoClass.getPseudoClass("busted");

    private final ExecutionsModel model;
    private final FilterBar<ExecutionItem> filter;
    private final Link link;
    private final Looks<ExecutionItem, ExecutionItem> looks;
    private final TableView<ExecutionRow> table = new StillTable<>();
    private final Takeout<ExecutionItem> taken;

    ExecutionsView(
            ExecutionsModel model, FilterBar<ExecutionItem> filter, Link link, Looks<ExecutionItem, ExecutionItem> looks,
            Exports exports) {
        this.model = model;
        this.filter = filter;
        this.link = link;
        this.looks = looks;
        lay();
        filter.onLeave(this::focus);
        taken = Takeout.of(exports, "Executions", table, row -> row.item.get(), model.filter::get, EXPORTED);
    }

    /// Its export and its copy.
    Takeout<ExecutionItem> taken() {
        return taken;
    }

    TableView<?> table() {
        return table;
    }

    void focus() {
        TablePanel.focus(table);
    }

    OrderKey chosen() {
        var orders = table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull).map(row -> row.item.get().order()).distinct().toList();
        return orders.size() == 1 ? orders.getFirst() : Context.NOTHING.order();
    }

    /// Selects the executions of an order that was chosen in another panel.
    void follow(Context chosen) {
        if (chosen.hasOrder()) TablePanel.follow(table, row -> row.item.get().order().equals(chosen.order()));
    }

    @Override
    public Region build() {
        var counts = Parts.quiet(model.counts);
        counts.setMinWidth(0);
        var panel = Parts.panel(table, link.chip(), filter.field(), taken.notice(), Parts.space(), counts);
        panel.setTop(new VBox(panel.getTop(), filter.wrong()));
        return panel;
    }

    private void lay() {
        var columns = Columns.<ExecutionRow, ExecutionItem>of(table, "executions", "No executions", row -> row.item)
                .dressed(looks::cell);
        columns.number("Time", 102, item -> Show.time(item.execution().transactTime()), BY_TIME);
        columns.id("ClOrdID", 120, item -> item.execution().clOrdID().value());
        columns.side(70, ExecutionItem::side);
        columns.text("Symbol", Columns.SYMBOL_PX, item -> item.symbol().value());
        columns.number("Last", 60, item -> Show.qty(item.execution().qty()), BY_QTY);
        columns.number("Px", 72, item -> Show.px(item.execution().px()), BY_PX);
        columns.text("State", 62, item -> state(item.execution()));
        columns.text("Account", Columns.ACCOUNT_PX, item -> item.account().value());
        columns.longID("ExecID", 100, item -> item.execution().execID().value());
        table.setPlaceholder(Parts.quiet(model.placeholder));
        table.setItems(model.sorted);
        model.sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setRowFactory(_ -> new Row(looks));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && TablePanel.isChosen(table)) link.tell(context(row.item.get()));
        });
    }

    private static final List<Column<ExecutionItem>> EXPORTED = List.of(
            Column.time("Time", item -> item.execution().transactTime()),
            Column.text("ClOrdID", item -> item.execution().clOrdID().value()),
            Column.text("Side", item -> item.side().label()),
            Column.text("Symbol", item -> item.symbol().value()),
            Column.qty("Last", item -> item.execution().qty()),
            Column.px("Px", item -> item.execution().px()),
            Column.text("State", item -> item.execution().state().name()),
            Column.text("Account", item -> item.account().value()),
            Column.text("ExecID", item -> item.execution().execID().value()));

    private static Context context(ExecutionItem item) {
        return new Context(item.order(), item.symbol(), item.account());
    }

    private static final Comparator<ExecutionItem> BY_TIME =
            Comparator.comparingLong(item -> item.execution().transactTime());
    private static final Comparator<ExecutionItem> BY_QTY = Comparator.comparing(item -> item.execution().qty());
    private static final Comparator<ExecutionItem> BY_PX = Comparator.comparing(item -> item.execution().px());

    private static String state(Execution execution) {
        return switch (execution.state()) {
            case LIVE -> "";
            case CORRECTED -> "✎ CORR";
            case BUSTED -> "✖ BUST";
        };
    }

    /// A busted execution is struck out by the style sheet.
    private static final class Row extends TableRow<ExecutionRow> {
        private final Looks<ExecutionItem, ExecutionItem>.Dressed look;
        private Subscription following = Subscription.EMPTY;

        Row(Looks<ExecutionItem, ExecutionItem> looks) {
            look = looks.row(this);
        }

        @Override
        protected void updateItem(@Nullable ExecutionRow row, boolean empty) {
            super.updateItem(row, empty);
            following.unsubscribe();
            following = Subscription.EMPTY;
            if (empty || row == null) {
                pseudoClassStateChanged(BUSTED, false);
                look.show(null);
            } else following = row.item.subscribe(this::show);
        }

        private void show(ExecutionItem item) {
            pseudoClassStateChanged(BUSTED, !item.execution().stands());
            look.show(item);
        }
    }
}
