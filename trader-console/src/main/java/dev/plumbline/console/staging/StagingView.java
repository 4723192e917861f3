package dev.plumbline.console.staging;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.Takeout;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.staging.Staged.State;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Selected;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.wire.DeskMessage.Wish;

/// Lays the staged orders out and binds them to their model.
final class StagingView {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final StagingModel model;
    private final List<Act> acts;
    private final TableView<StagedRow> table = new TableView<>();

    private final Takeout<Staged> taken;

    StagingView(StagingModel model, List<Act> acts, Exports exports) {
        this.model = model;
        this.acts = acts;
        columns(Columns.of(table, "staged", "No staged orders. Ctrl+Shift+Enter in the ticket stages one.", row -> row.staged));
        table.setAccessibleText("Staged orders");
        taken = Takeout.of(exports, "Staged", table, StagedRow::now, () -> "", EXPORTED);
    }

    /// Its export and its copy.
    Takeout<Staged> taken() {
        return taken;
    }

    private static final List<Column<Staged>> EXPORTED = List.of(
            Column.time("Staged", Staged::stagedAt),
            Column.text("Side", staged -> staged.wish().side().label()),
            Column.text("Symbol", staged -> staged.wish().symbol().value()),
            Column.qty("Qty", staged -> staged.wish().orderQty()),
            Column.text("Type", staged -> Show.ordType(staged.wish().ordType())),
            Column.px("Limit", staged -> staged.wish().price()),
            Column.text("TIF", staged -> staged.wish().timeInForce().label()),
            Column.text("Account", staged -> staged.wish().account().value()),
            Column.text("Broker", staged -> staged.wish().session()),
            Column.text("State", staged -> staged.state().name()),
            Column.text("Reason", Staged::reason));

    TableView<StagedRow> table() {
        return table;
    }

    Region build(Link link) {
        var title = Parts.title("Staged here only", Feather.PAUSE_CIRCLE);
        title.setTooltip(new Tooltip("In this console only: the desk and other consoles do not know of these orders"));
        var panel = Parts.panel(
                laid(link),
                link.chip(),
                title,
                Parts.quiet(model.counts),
                taken.notice(),
                Parts.space(),
                acts.get(0).button("staged-release"),
                acts.get(1).button("staged-release-all"),
                acts.get(2).button("staged-edit"),
                acts.get(3).button("staged-remove"));
        panel.setBottom(notice());
        return panel;
    }

    private Node notice() {
        var notice = new Label();
        notice.setId("staged-notice");
        notice.getStyleClass().addAll("notice", "staged-notice");
        notice.setMaxWidth(Double.MAX_VALUE);
        notice.visibleProperty().bind(model.notice.isNotEmpty());
        notice.managedProperty().bind(model.notice.isNotEmpty());
        notice.textProperty().bind(model.notice);
        var whole = new Tooltip();
        whole.textProperty().bind(model.notice);
        notice.setTooltip(whole);
        model.noticeIsBad.subscribe(bad -> notice.pseudoClassStateChanged(BAD, bad));
        return notice;
    }

    private Node laid(Link link) {
        var sorted = new SortedList<>(model.rows);
        table.setItems(sorted);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setRowFactory(_ -> new Row());
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Selected.keep(table, model.selected);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && TablePanel.isChosen(table)) link.tell(context(row.now().wish()));
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            for (var act : acts) {
                if (!act.keyCombination().match(event)) continue;
                act.run();
                event.consume();
            }
        });
        return table;
    }

    private static void columns(Columns<StagedRow, Staged> columns) {
        columns.number("Staged", 82, StagingView::time, Comparator.comparingLong(Staged::stagedAt));
        columns.side(70, staged -> staged.wish().side());
        columns.text("Symbol", Columns.SYMBOL_PX, staged -> staged.wish().symbol().value());
        columns.number(
                "Qty", 70, staged -> Show.qty(staged.wish().orderQty()),
                Comparator.comparing(staged -> staged.wish().orderQty()));
        columns.text("Type", 42, staged -> Show.ordType(staged.wish().ordType()));
        columns.number(
                "Limit", 70, staged -> Show.px(staged.wish().price()),
                Comparator.comparing(staged -> staged.wish().price()));
        columns.text("TIF", 42, staged -> staged.wish().timeInForce().label().toUpperCase(Locale.ROOT));
        columns.text("Account", Columns.ACCOUNT_PX, staged -> staged.wish().account().value());
        columns.text("Broker", 62, staged -> staged.wish().session());
        columns.text("State", 86, staged -> staged.state().shown());
        columns.prose("Reason", 100, Staged::reason);
    }

    private static Context context(Wish.Enter wish) {
        return Context.of(wish.account(), wish.symbol());
    }

    /// To the second: a person typed it.
    private static String time(Staged staged) {
        var time = Show.time(staged.stagedAt());
        return time.substring(0, time.indexOf('.'));
    }

    /// Hatched: nobody takes it for an order of the desk's.
    private static final class Row extends TableRow<StagedRow> {
        private Subscription shown = Subscription.EMPTY;

        Row() {
            getStyleClass().add("staged");
        }

        @Override
        protected void updateItem(@Nullable StagedRow row, boolean empty) {
            super.updateItem(row, empty);
            shown.unsubscribe();
            shown = Subscription.EMPTY;
            if (empty || row == null) pseudoClassStateChanged(BAD, false);
            else shown = row.staged.subscribe(staged -> pseudoClassStateChanged(
                    BAD, staged.state() == State.REFUSED || staged.state() == State.UNKNOWN));
        }
    }

    void focusTable() {
        TablePanel.focus(table);
    }

    Window window() {
        return table.getScene().getWindow();
    }
}
