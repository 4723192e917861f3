package dev.plumbline.console.positions;

import java.util.Comparator;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.util.Builder;

import dev.plumbline.console.positions.PositionRow.Marked;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Position;

/// Lays the positions out and binds them to their model.
final class PositionsView implements Builder<Region> {

    private final PositionsModel model;
    private final Link link;
    private final TableView<PositionRow> table = new TableView<>();

    PositionsView(PositionsModel model, Link link) {
        this.model = model;
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

    @Override
    public Region build() {
        return Parts.panel(table, link.chip(), Parts.space(), Parts.quiet(model.totals));
    }

    private void lay() {
        var columns = Columns.of(table, "positions", "No positions", row -> row.marked);
        var account = columns.text("Account", 100, marked -> marked.position().account().value());
        var symbol = columns.text("Symbol", 84, marked -> marked.position().symbol().value());
        columns.signed("Qty", 100, PositionsView::qty, marked -> marked.position().qty().signum(), BY_QTY);
        columns.number("Avg", 96, marked -> Show.px(marked.position().avgPx()), BY_AVG);
        columns.number("Ref", 96, marked -> Show.px(marked.mark()), Comparator.comparing(Marked::mark));
        columns.signed(
                        "Realised", 120, marked -> Show.pnl(marked.position().realizedPnl()),
                        marked -> marked.position().realizedPnl().signum(), BY_REALIZED);
        columns.signed(
                        "Unrealised", 120, marked -> Show.pnl(marked.unrealizedPnl()),
                        marked -> marked.unrealizedPnl().signum(), Comparator.comparing(Marked::unrealizedPnl));
        table.setItems(model.sorted);
        model.sorted.comparatorProperty().bind(table.comparatorProperty());
        table.getSortOrder().add(account);
        table.getSortOrder().add(symbol);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && table.isFocused()) link.tell(context(row.marked.get().position()));
        });
    }

    private static Context context(Position position) {
        return Context.of(position.account(), position.symbol());
    }

    private static final Comparator<Marked> BY_QTY = Comparator.comparing(marked -> marked.position().qty());
    private static final Comparator<Marked> BY_AVG = Comparator.comparing(marked -> marked.position().avgPx());
    private static final Comparator<Marked> BY_REALIZED =
            Comparator.comparing(marked -> marked.position().realizedPnl());

    private static String qty(Marked marked) {
        var qty = marked.position().qty();
        return qty.signum() > 0 ? "+" + Show.qty(qty) : qty.signum() < 0 ? "−" + Show.qty(qty.abs()) : "flat";
    }
}
