package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import dev.plumbline.console.blotter.FilterBar;
import dev.plumbline.console.blotter.Flashes;
import dev.plumbline.console.format.Looks;
import dev.plumbline.console.orders.OrderColumn.Sorted;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Flashed;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Selected;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.StillTable;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.core.Order;

/// Lays the blotter out and binds it to its model.
final class OrdersView {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private static final Set<KeyCode> SELECTING = EnumSet.of(
            KeyCode.UP, KeyCode.DOWN, KeyCode.PAGE_UP, KeyCode.PAGE_DOWN, KeyCode.HOME, KeyCode.END, KeyCode.A);

    private final OrdersModel model;
    private final FilterBar<Order> filter;
    private final Link link;
    private final Flashes flashes;
    private final Looks<Shown, Order> looks;
    private final Flashed flashed = new Flashed(OrderColumn.FLASHING);
    private final TableView<OrderRow> table = new StillTable<>();
    private final Map<TableColumn<?, ?>, OrderColumn> columns = new HashMap<>();
    private final Consumer<List<Sorted>> sort;
    private final Consumer<OrderRow> enter;
    /// What is heard then is what was said here.
    private boolean isTelling;
    private boolean isReselecting;

    /// @param sort takes what the rows are to be sorted by
    /// @param enter is given the row that a person wants opened
    OrdersView(
            OrdersModel model, FilterBar<Order> filter, Link link, Flashes flashes, Looks<Shown, Order> looks,
            Consumer<List<Sorted>> sort, Consumer<OrderRow> enter) {
        this.model = model;
        this.filter = filter;
        this.link = link;
        this.flashes = flashes;
        this.looks = looks;
        this.sort = sort;
        this.enter = enter;
        lay();
        filter.onLeave(this::focusTable);
    }

    TableView<OrderRow> table() {
        return table;
    }

    /// Its columns that light up.
    Flashed flashed() {
        return flashed;
    }

    Window window() {
        return table.getScene().getWindow();
    }

    /// @param acts as buttons, from the left
    Region build(List<Node> acts) {
        var tools = new ArrayList<Node>(List.of(
                link.chip(), filter.field(), chip("Open only", "open-only", model.openOnly),
                chip(model.unseen.map(count -> "● " + Show.count(count.intValue()) + " unseen"), "unseen-only", model.unseenOnly),
                away(), groups(), notice(), Parts.space(), counts()));
        tools.addAll(acts);
        var panel = Parts.panel(table, tools.toArray(Node[]::new));
        panel.setTop(new VBox(panel.getTop(), filter.wrong()));
        return panel;
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

    /// Gives way where the bar is full: it must not push the acts beside it out of the panel.
    private Node counts() {
        var counts = Parts.quiet(model.counts);
        counts.setMinWidth(0);
        var whole = new Tooltip();
        whole.textProperty().bind(model.counts);
        counts.setTooltip(whole);
        return counts;
    }

    private Node notice() {
        var notice = new Label();
        notice.setId("orders-notice");
        notice.getStyleClass().add("notice");
        notice.textProperty().bind(model.notice);
        notice.setMinWidth(0);
        model.noticeIsBad.subscribe(bad -> notice.pseudoClassStateChanged(BAD, bad));
        return notice;
    }

    private void lay() {
        var house = Columns.<OrderRow, Shown>of(table, "orders", "No orders", row -> row.shown).dressed(looks::cell);
        for (var each : OrderColumn.ALL) add(house, each);
        table.setPlaceholder(Parts.quiet(model.placeholder));
        table.setSortPolicy(_ -> {
            sort.accept(sortedBy());
            return true;
        });
        model.isGrouped.subscribe(this::showRows);
        table.setRowFactory(_ -> new OrderCells.Row(looks));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setAccessibleText("Orders");
        Selected.keep(table, model.selected);
        model.reselect.subscribe(now -> {
            isReselecting = true;
            select(now.rows);
            isReselecting = false;
            Selected.take(table, model.selected);
        });
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        model.frozen.bind(table.hoverProperty());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!isReselecting && row != null && row.shown.get() instanceof Shown.One one) tell(Context.of(one.order()));
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getClickCount() == 2) enter();
        });
    }

    private void tell(Context chosen) {
        isTelling = true;
        link.tell(chosen);
        isTelling = false;
    }

    /// Selects an order that was chosen in another panel, where the filter lets it through and a person is not at work here.
    void follow(OrderRow row) {
        if (isTelling || TablePanel.hasCursor(table) || model.selected.contains(row)) return;
        byItself(() -> bringUp(row));
    }

    /// Known by what a hand does and not by changes of the selection: rows that come and go change it, too.
    private void byItself(Runnable selects) {
        var before = model.selected.stream().toList();
        selects.run();
        if (!before.equals(model.selected)) model.isSelectedByItself.set(true);
    }

    private void pressed(MouseEvent event) {
        for (var at = event.getPickResult().getIntersectedNode(); at != null && at != table; at = at.getParent())
            if (at instanceof OrderCells.Row) model.isSelectedByItself.set(false);
    }

    /// → and ← open and close a group, Enter does either, or opens what there is to say of an order.
    private void onKey(KeyEvent event) {
        if (SELECTING.contains(event.getCode())) model.isSelectedByItself.set(false);
        switch (event.getCode()) {
            case ENTER -> enter();
            case RIGHT -> toggleWhere(false);
            case LEFT -> toggleWhere(true);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void toggleWhere(boolean isExpanded) {
        var row = table.getSelectionModel().getSelectedItem();
        if (row != null && row.shown.get() instanceof Shown.Head head && head.isExpanded() == isExpanded) enter.accept(row);
    }

    private void enter() {
        var row = table.getSelectionModel().getSelectedItem();
        if (row != null) enter.accept(row);
    }

    private Node groups() {
        var menu = new MenuButton();
        menu.setId("group-by");
        menu.setFocusTraversable(false);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.textProperty().bind(model.groupBy.map(GroupChoice::label).map(label -> "Group: " + label));
        for (var each : GroupChoice.ALL) {
            var item = new MenuItem(each.label());
            item.setOnAction(_ -> model.groupBy.set(each.levels()));
            menu.getItems().add(item);
        }
        return menu;
    }

    /// Ids of the columns that are shown, from the left.
    List<String> columnIds() {
        return table.getVisibleLeafColumns().stream().map(TableColumn::getId).toList();
    }

    /// What the rows show, in the order of the screen.
    List<Shown> rows() {
        return table.getItems().stream().map(row -> row.shown.get()).toList();
    }

    private void add(Columns<OrderRow, Shown> house, OrderColumn each) {
        Comparator<Shown> none = (_, _) -> 0; // rows are sorted by the interactor
        var column = each.kind() == OrderColumn.Kind.PROSE
                ? house.proseCells(each.title(), each.width(), none, () -> OrderCells.cell(each, flashes, flashed))
                : house.cells(each.title(), each.width(), none, () -> OrderCells.cell(each, flashes, flashed));
        if (each.kind() == OrderColumn.Kind.NUMBER) column.getStyleClass().add("number-column");
        column.setVisible(!OrderColumn.HIDDEN.contains(each.title()));
        columns.put(column, each);
        if (each != OrderColumn.ENTERED) return;
        column.setSortType(SortType.DESCENDING);
        table.getSortOrder().add(column);
    }

    /// The table forgets the order and stumbles over the selection when it gets another list.
    private void showRows(boolean isGrouped) {
        var order = List.copyOf(table.getSortOrder());
        table.getSelectionModel().clearSelection();
        table.setItems(isGrouped ? model.outline : model.ranking);
        table.getSortOrder().setAll(order);
    }

    private List<Sorted> sortedBy() {
        return table.getSortOrder().stream()
                .map(column -> new Sorted(
                        columns.getOrDefault(column, OrderColumn.ENTERED), column.getSortType() == SortType.DESCENDING))
                .toList();
    }

    /// The list has changed: what was selected of it is selected again, where it is still there.
    private void select(List<OrderRow> rows) {
        if (rows.isEmpty()) {
            table.getSelectionModel().clearSelection();
            return;
        }
        var wanted = new HashSet<>(rows);
        var items = table.getItems();
        var places = IntStream.range(0, items.size()).filter(at -> wanted.contains(items.get(at))).toArray();
        var selection = table.getSelectionModel();
        if (model.selected.size() == wanted.size() && wanted.containsAll(model.selected)
                && selection.getSelectedIndices().stream().mapToInt(Integer::intValue).sorted().boxed().toList()
                        .equals(IntStream.of(places).boxed().toList())) return;
        selection.clearSelection();
        if (places.length > 0) selection.selectIndices(places[0], places);
    }

    /// Selects a row that a person has asked for, and brings it into sight; false where the filter hides it.
    boolean reveal(OrderRow row) {
        boolean isThere = bringUp(row);
        if (isThere) model.isSelectedByItself.set(false);
        return isThere;
    }

    private boolean bringUp(OrderRow row) {
        int at = table.getItems().indexOf(row);
        if (at < 0) return false;
        table.getSelectionModel().clearAndSelect(at);
        table.scrollTo(Math.max(0, at - 5));
        return true;
    }

    void focusFilter() {
        filter.focus();
    }

    /// What is half typed into the filter counts from here on.
    void settleFilter() {
        if (filter.field().isFocused()) focusTable();
    }

    /// Puts the cursor on the first row.
    void focusFirst() {
        table.requestFocus();
        byItself(() -> {
            table.getSelectionModel().clearSelection();
            table.getSelectionModel().selectFirst();
        });
        table.scrollTo(0);
    }

    void focusTable() {
        byItself(() -> TablePanel.focus(table));
    }

    /// Puts the cursor into the table and selects nothing: nobody has asked for an order yet.
    void cursor() {
        table.requestFocus();
    }
}
