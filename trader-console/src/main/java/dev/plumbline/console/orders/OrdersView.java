package dev.plumbline.console.orders;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.util.Builder;

import atlantafx.base.controls.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Order;

/// Lays the blotter out and binds it to its model.
final class OrdersView implements Builder<Region> {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final int SHOWN_IN_CONFIRMATION = 8;

    private final OrdersModel model;
    private final Act cancel;
    private final Act amend;
    private final Link link;
    private final TableView<OrderRow> table = new TableView<>();
    private final CustomTextField filter = new CustomTextField();

    OrdersView(OrdersModel model, Act cancel, Act amend, Link link) {
        this.model = model;
        this.cancel = cancel;
        this.amend = amend;
        this.link = link;
        lay();
    }

    TableView<?> table() {
        return table;
    }

    @Override
    public Region build() {
        return Parts.panel(
                table,
                link.chip(),
                filter(),
                openOnly(),
                notice(),
                Parts.space(),
                Parts.quiet(model.counts),
                amend.button("amend-selected"),
                cancel.button("cancel-selected"));
    }

    private Node filter() {
        filter.setId("orders-filter");
        filter.setPromptText("Filter: symbol, side, status, account …  ( / )");
        filter.setLeft(new FontIcon(Feather.SEARCH));
        filter.setPrefWidth(320);
        filter.textProperty().bindBidirectional(model.filter);
        filter.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() != KeyCode.ESCAPE && event.getCode() != KeyCode.ENTER) return;
            if (event.getCode() == KeyCode.ESCAPE) model.filter.set("");
            focusTable();
            event.consume();
        });
        return filter;
    }

    private Node openOnly() {
        var toggle = new ToggleButton("Open only");
        toggle.setId("open-only");
        toggle.setFocusTraversable(false);
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.selectedProperty().bindBidirectional(model.openOnly);
        return toggle;
    }

    private Node notice() {
        var notice = new Label();
        notice.setId("orders-notice");
        notice.getStyleClass().add("notice");
        notice.textProperty().bind(model.notice);
        notice.setMinWidth(60);
        model.noticeIsBad.subscribe(bad -> notice.pseudoClassStateChanged(BAD, bad));
        return notice;
    }

    private void lay() {
        columns(Columns.of(table, "orders", "No orders", row -> row.order));
        table.setItems(model.sorted);
        model.sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setRowFactory(_ -> new OrderCells.Row());
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Bindings.bindContent(model.selected, table.getSelectionModel().getSelectedItems());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) link.tell(Context.of(row.now()));
        });
    }

    private void columns(Columns<OrderRow, Order> columns) {
        var entered = columns.number(
                "Entered", 108, order -> Show.time(order.enteredAt()), Comparator.comparingLong(Order::enteredAt));
        columns.id("ClOrdID", 104, order -> order.clOrdID().value());
        columns.side(74, Order::side);
        columns.text("Symbol", 66, order -> order.symbol().value());
        columns.number("Qty", 70, order -> Show.qty(order.orderQty()), Comparator.comparing(Order::orderQty));
        columns.text("Type", 44, order -> Show.ordType(order.ordType()));
        columns.number("Limit", 76, order -> Show.px(order.price()), Comparator.comparing(Order::price));
        columns.cells("Filled", 96, Comparator.comparing(Order::cumQty), OrderCells.FillBar::new);
        columns.number("Leaves", 70, order -> Show.qty(order.leavesQty()), Comparator.comparing(Order::leavesQty));
        columns.number("Avg", 80, OrdersView::avg, Comparator.comparing(Order::avgPx));
        columns.cells("Status", 178, Comparator.comparing(Order::ordStatus), OrderCells.Chip::new);
        columns.text("TIF", 42, order -> order.timeInForce().label().toUpperCase(Locale.ROOT));
        columns.text("Account", 84, order -> order.account().value());
        columns.text("Broker", 72, order -> order.session().value());
        columns.prose("Remarks", 116, OrdersView::remarks);
        entered.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().add(entered);
    }

    private static String avg(Order order) {
        return order.cumQty().isZero() ? Show.NOTHING : Show.px(order.avgPx());
    }

    private static String remarks(Order order) {
        var flags = order.flags().list().stream().map(Flag::name).collect(Collectors.joining(", "));
        if (flags.isEmpty()) return order.text();
        return order.text().isEmpty() ? "⚠ " + flags : "⚠ " + flags + " · " + order.text();
    }

    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    void focusTable() {
        table.requestFocus();
        if (table.getSelectionModel().isEmpty()) table.getSelectionModel().selectFirst();
    }

    /// Asks whether really all of these are meant. Blocks in a nested event loop, as dialogs do.
    boolean confirmCancel(List<Order> orders) {
        var yes = new ButtonType("Cancel " + orders.size() + " orders", ButtonData.OK_DONE);
        var no = new ButtonType("Keep them", ButtonData.CANCEL_CLOSE);
        var dialog = new Dialog<ButtonType>();
        dialog.setTitle("Cancel orders");
        dialog.initOwner(table.getScene().getWindow());
        var list = orders.stream().limit(SHOWN_IN_CONFIRMATION).map(OrdersView::line).collect(Collectors.joining("\n"));
        int more = orders.size() - SHOWN_IN_CONFIRMATION;
        var text = new Label(more > 0 ? list + "\n… and " + more + " more" : list);
        text.getStyleClass().add("order-lines");
        var pane = dialog.getDialogPane();
        pane.setHeaderText("Cancel " + orders.size() + " open orders?");
        pane.setContent(text);
        pane.getButtonTypes().addAll(yes, no);
        pane.getStylesheets().addAll(table.getScene().getStylesheets());
        pane.lookupButton(yes).setId("confirm-cancel");
        pane.lookupButton(no).setId("keep-orders");
        return dialog.showAndWait().filter(yes::equals).isPresent();
    }

    private static String line(Order order) {
        return Show.side(order.side()) + "  " + Show.qty(order.leavesQty()) + "  " + order.symbol() + "  "
                + (order.price().isStated() ? "@ " + Show.px(order.price()) : "MKT") + "   " + order.clOrdID();
    }
}
