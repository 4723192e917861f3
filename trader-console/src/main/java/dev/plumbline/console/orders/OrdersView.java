package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.stage.Window;

import dev.plumbline.console.blotter.FilterBar;
import dev.plumbline.console.blotter.Flashes;
import dev.plumbline.console.orders.OrderColumn.Sorted;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;

/// Lays the blotter out and binds it to its model.
final class OrdersView {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final OrdersModel model;
    private final FilterBar<Order> filter;
    private final Link link;
    private final Flashes flashes;
    private final TableView<OrderRow> table = new TableView<>();
    private final Map<TableColumn<?, ?>, OrderColumn> columns = new HashMap<>();
    private final Consumer<List<Sorted>> sort;

    /// @param sort takes what the rows are to be sorted by
    OrdersView(OrdersModel model, FilterBar<Order> filter, Link link, Flashes flashes, Consumer<List<Sorted>> sort) {
        this.model = model;
        this.filter = filter;
        this.link = link;
        this.flashes = flashes;
        this.sort = sort;
        lay();
        filter.onLeave(this::focusTable);
    }

    TableView<OrderRow> table() {
        return table;
    }

    Window window() {
        return table.getScene().getWindow();
    }

    /// @param acts as buttons, from the left
    Region build(List<Node> acts) {
        var tools = new ArrayList<Node>(List.of(
                link.chip(), filter.node(), chip("Open only", "open-only", model.openOnly),
                chip(model.unseen.map(count -> "● " + Show.count(count.intValue()) + " unseen"), "unseen-only", model.unseenOnly),
                away(), notice(), Parts.space(), Parts.quiet(model.counts)));
        tools.addAll(acts);
        return Parts.panel(table, tools.toArray(Node[]::new));
    }

    private static ToggleButton chip(String text, String id, Property<Boolean> on) {
        var toggle = new ToggleButton(text);
        toggle.setId(id);
        toggle.setFocusTraversable(false);
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.selectedProperty().bindBidirectional(on);
        return toggle;
    }

    private static ToggleButton chip(ObservableValue<String> text, String id, Property<Boolean> on) {
        var toggle = chip("", id, on);
        toggle.textProperty().bind(text);
        return toggle;
    }

    /// Is there only where something changed while nobody could see it.
    private Node away() {
        var toggle = chip(
                model.away.map(count -> "⚠ " + Show.count(count.intValue()) + " changed while away"), "away-only",
                model.awayOnly);
        toggle.visibleProperty().bind(model.away.greaterThan(0).or(model.awayOnly));
        toggle.managedProperty().bind(toggle.visibleProperty());
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
        var house = Columns.<OrderRow, Shown>of(table, "orders", "No orders", row -> row.shown);
        for (var each : OrderColumn.ALL) add(house, each);
        table.setItems(model.sorted);
        table.setSortPolicy(_ -> {
            sort.accept(sortedBy());
            return true;
        });
        table.setRowFactory(_ -> new OrderCells.Row());
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setAccessibleText("Orders");
        Bindings.bindContent(model.selected, table.getSelectionModel().getSelectedItems());
        model.reselect.subscribe(this::select);
        model.frozen.bind(table.hoverProperty());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) link.tell(Context.of(row.now()));
        });
    }

    private void add(Columns<OrderRow, Shown> house, OrderColumn each) {
        var column = house.cells(
                each.title(), each.width(), (a, b) -> each.compare(a.order(), b.order()),
                () -> OrderCells.cell(each, flashes));
        if (each.kind() == OrderColumn.Kind.NUMBER) column.getStyleClass().add("number-column");
        column.setVisible(!OrderColumn.HIDDEN.contains(each.title()));
        columns.put(column, each);
        if (each != OrderColumn.ENTERED) return;
        column.setSortType(SortType.DESCENDING);
        table.getSortOrder().add(column);
    }

    private List<Sorted> sortedBy() {
        return table.getSortOrder().stream()
                .map(column -> new Sorted(
                        columns.getOrDefault(column, OrderColumn.ENTERED), column.getSortType() == SortType.DESCENDING))
                .toList();
    }

    /// The list was replaced: what was selected of it is selected again, where it is still there.
    private void select(List<OrderRow> rows) {
        if (rows.isEmpty()) return;
        var places = rows.stream().mapToInt(row -> row == null ? -1 : model.sorted.indexOf(row)).filter(at -> at >= 0).toArray();
        var selection = table.getSelectionModel();
        selection.clearSelection();
        if (places.length > 0) selection.selectIndices(places[0], places);
    }

    /// Selects a row and brings it into sight; false where the filter hides it.
    boolean reveal(OrderRow row) {
        int at = model.sorted.indexOf(row);
        if (at < 0) return false;
        table.getSelectionModel().clearAndSelect(at);
        table.scrollTo(Math.max(0, at - 5));
        return true;
    }

    void focusFilter() {
        filter.focus();
    }

    void focusTable() {
        table.requestFocus();
        if (table.getSelectionModel().isEmpty()) table.getSelectionModel().selectFirst();
    }
}
