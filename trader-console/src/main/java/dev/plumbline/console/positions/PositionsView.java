package dev.plumbline.console.positions;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
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
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.Takeout;
import dev.plumbline.console.blotter.Typing;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.positions.PositionRow.Line;
import dev.plumbline.console.positions.PositionRow.Marked;
import dev.plumbline.console.positions.PositionRow.Sum;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.StillTable;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;

/// Lays the positions out and binds them to their model.
final class PositionsView implements Builder<Region> {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final int MILLIONS_PX = 106;

    private final PositionsModel model;
    private final Link link;
    private final TableView<PositionRow> table = new StillTable<>();
    private final CustomTextField filter = new CustomTextField();
    private final Takeout<Line> taken;

    PositionsView(PositionsModel model, Link link, Exports exports) {
        this.model = model;
        this.link = link;
        lay();
        taken = Takeout.of(exports, "Positions", table, row -> row.line.get(), model.filter::get, EXPORTED);
    }

    /// Its export and its copy.
    Takeout<Line> taken() {
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

    /// Selects the position of an order that was chosen in another panel.
    void follow(Context chosen) {
        if (chosen.hasAccount()) TablePanel.follow(table, row -> isAbout(row.line.get(), chosen));
    }

    private static boolean isAbout(Line line, Context chosen) {
        return line.account().equals(chosen.account())
                && (!(line instanceof Marked marked) || marked.position().symbol().equals(chosen.symbol()));
    }

    @Override
    public Region build() {
        var panel = Parts.panel(table, link.chip(), filter(), byAccount(), mistake(), taken.notice());
        panel.setBottom(totals());
        return panel;
    }

    private Node filter() {
        filter.setId("positions-filter");
        filter.setPromptText("Filter: sym:NVDA unrealised<0 is:short …   /");
        filter.setAccessibleText("Filter of the positions");
        filter.setLeft(new FontIcon(Feather.SEARCH));
        filter.setPrefWidth(230);
        filter.setMinWidth(180);
        HBox.setHgrow(filter, Priority.SOMETIMES);
        Typing.bind(filter, model.filter, PositionsInteractor.FIELDS);
        model.mistake.subscribe(mistake -> filter.pseudoClassStateChanged(BAD, !mistake.isEmpty()));
        filter.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() != KeyCode.ESCAPE && event.getCode() != KeyCode.ENTER) return;
            if (event.getCode() == KeyCode.ESCAPE) filter.setText("");
            focus();
            event.consume();
        });
        return filter;
    }

    private Node byAccount() {
        var toggle = new ToggleButton("By account");
        toggle.setId("by-account");
        toggle.setFocusTraversable(false);
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setTooltip(new Tooltip("One line for each account and currency, with the sums of its positions"));
        toggle.selectedProperty().bindBidirectional(model.byAccount);
        return toggle;
    }

    private Node mistake() {
        var mistake = new Label();
        mistake.setId("positions-mistake");
        mistake.getStyleClass().add("notice");
        mistake.pseudoClassStateChanged(BAD, true);
        mistake.textProperty().bind(model.mistake);
        return mistake;
    }

    private Node totals() {
        var totals = Parts.quiet(model.totals);
        totals.setId("positions-totals");
        totals.getStyleClass().add("panel-foot");
        totals.setMinWidth(0);
        totals.setMaxWidth(Double.MAX_VALUE);
        var whole = new Tooltip();
        whole.textProperty().bind(model.totals);
        totals.setTooltip(whole);
        return totals;
    }

    private void lay() {
        var columns = Columns.of(table, "positions", "No positions", row -> row.line);
        table.setPlaceholder(Parts.quiet(model.placeholder));
        var account = columns.text("Account", Columns.ACCOUNT_PX, line -> line.account().value());
        var symbol = columns.text("Symbol", Columns.SYMBOL_PX, PositionsView::symbol);
        columns.signed("Qty", 74, PositionsView::qty, line -> qtyOf(line).signum(), Comparator.comparing(PositionsView::qtyOf));
        columns.number("Avg", 72, line -> px(line, marked -> marked.position().avgPx()), byPx(marked -> marked.position().avgPx()));
        columns.number("Ref", 62, line -> px(line, Marked::mark), byPx(Marked::mark));
        columns.signed(
                "Realised", MILLIONS_PX, line -> Show.pnl(line.realised()), line -> line.realised().signum(),
                Comparator.comparing(Line::realised));
        columns.signed(
                "Unrealised", MILLIONS_PX, line -> Show.pnl(line.unrealised()), line -> line.unrealised().signum(),
                Comparator.comparing(Line::unrealised));
        columns.number("Fees", 76, PositionsView::fees, Comparator.comparing(Line::fees));
        var net = columns.signed(
                "Net", MILLIONS_PX, line -> Show.pnl(line.net()), line -> line.net().signum(), Comparator.comparing(Line::net));
        Columns.formerly(net, "total");
        columns.number("Exposure", 86, line -> Show.amount(line.exposure()), Comparator.comparing(Line::exposure));
        columns.text("Ccy", 48, line -> line.currency().isNone() ? Show.NOTHING : line.currency().value());
        table.setItems(model.sorted);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        model.sorted.comparatorProperty().bind(table.comparatorProperty());
        table.getSortOrder().add(account);
        table.getSortOrder().add(symbol);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && TablePanel.isChosen(table)) link.tell(context(row.line.get()));
        });
    }

    /// As what they take from the result; those of other currencies beside it.
    private static String fees(Line line) {
        var text = new StringBuilder(Show.pnl(line.fees().negated()));
        for (var fee : line.otherFees()) text.append(" · ").append(Show.pnl(fee.money().negated())).append(' ').append(fee.currency());
        return text.toString();
    }

    private static final List<Column<Line>> EXPORTED = List.of(
            Column.text("Account", line -> line.account().value()),
            Column.text("Symbol", PositionsView::symbol),
            Column.qty("Qty", line -> line instanceof Marked marked ? marked.position().qty() : Qty.NONE),
            Column.px("Avg", line -> line instanceof Marked marked ? marked.position().avgPx() : Px.NONE),
            Column.px("Ref", line -> line instanceof Marked marked ? marked.mark() : Px.NONE),
            Column.money("Realised", Line::realised),
            Column.money("Unrealised", Line::unrealised),
            Column.money("Fees", line -> line.fees().negated()),
            Column.money("Net", Line::net),
            Column.money("Exposure", Line::exposure),
            Column.text("Ccy", line -> line.currency().isNone() ? "" : line.currency().value()));

    /// What the selected line is of.
    Context chosen() {
        var row = table.getSelectionModel().getSelectedItem();
        return row == null ? Context.NOTHING : context(row.line.get());
    }

    private static Context context(Line line) {
        return Context.of(line.account(), line instanceof Marked marked ? marked.position().symbol() : Symbol.NONE);
    }

    private static String symbol(Line line) {
        return switch (line) {
            case Marked marked -> marked.position().symbol().value();
            case Sum sum -> "Σ " + Show.count(sum.count());
        };
    }

    private static Qty qtyOf(Line line) {
        return line instanceof Marked marked ? marked.position().qty() : Qty.ZERO;
    }

    private static String qty(Line line) {
        if (!(line instanceof Marked)) return "";
        var qty = qtyOf(line);
        return qty.signum() > 0 ? "+" + Show.qty(qty) : qty.signum() < 0 ? "−" + Show.qty(qty.abs()) : "flat";
    }

    private static String px(Line line, Function<Marked, Px> px) {
        return line instanceof Marked marked ? Show.px(px.apply(marked)) : "";
    }

    private static Comparator<Line> byPx(Function<Marked, Px> px) {
        return Comparator.comparing(line -> line instanceof Marked marked ? px.apply(marked) : Px.NONE);
    }
}
