package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;

import dev.plumbline.console.blotter.SortKey;
import dev.plumbline.console.filter.Filter.Ready;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.orders.OrderColumn.Sorted;
import dev.plumbline.console.ui.Locks;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item.GoneItem;
import dev.plumbline.wire.DeskMessage.Item.OrderItem;

/// Turns what the desk tells into rows, and keeps those that match the filter in their order. A change costs the one row
/// that it is about; lists change at most once a pulse.
final class OrdersInteractor implements Inbox.PictureReader {
    /// From so many rows on, more than one core filters.
    private static final int MANY = 5_000;

    private final OrdersModel model;
    private final Locks locks;
    private final SequencedMap<OrderKey, OrderRow> byKey = new LinkedHashMap<>();
    /// Of symbols: bounded by what the desk trades.
    private final List<OrderRow> moved = new ArrayList<>();
    private Predicate<Order> condition = _ -> true;
    private boolean changesWithTime;
    private List<Sorted> sortedBy = List.of(new Sorted(OrderColumn.ENTERED, true));
    private Optional<Grouped> grouped = Optional.empty();
    private long snapshot;
    private int open;
    private int unseen;
    private int away;
    private boolean isChanged;
    private boolean isOutOfOrder;
    private boolean isLoading;

    OrdersInteractor(OrdersModel model, Locks locks) {
        this.model = model;
        this.locks = locks;
        sort(sortedBy);
    }

    void show(OrderItem item) {
        show(item, false);
    }

    /// @param isMissed it changed while the console was away, though no snapshot tells it
    void show(OrderItem item, boolean isMissed) {
        var order = item.order();
        var row = byKey.get(order.key());
        boolean wasAway = isMissed || isAfterBreak();
        if (row == null) row = enter(order, wasAway);
        else change(row, order, wasAway);
        row.snapshot = snapshot;
        place(row);
        isChanged = true;
    }

    /// One that is over, or odd, the first time it is heard of is news too: unless a snapshot told it.
    private OrderRow enter(Order order, boolean wasAway) {
        var row = new OrderRow(new Shown.One(order, false, false));
        row.nextRank = rank(order);
        byKey.put(order.key(), row);
        model.ranking.arrive(row);
        row.isOpen = order.isOpen();
        if (row.isOpen) open++;
        if (wasAway) set(row, row.one().away());
        else if (!isLoading && (!row.isOpen || order.flags().bits() != 0)) set(row, row.one().unseen());
        return row;
    }

    private void change(OrderRow row, Order now, boolean wasAway) {
        var before = row.one();
        boolean wasOpen = row.isOpen;
        row.isOpen = now.isOpen();
        if (wasOpen != row.isOpen) open += row.isOpen ? 1 : -1;
        row.nextRank = rank(now);
        isOutOfOrder |= row.nextRank != row.rank || sortedBy.size() > 1 || !SortKey.isWhole(row.rank);
        var shown = before.with(now);
        if (wasAway && !isSame(before.order(), now)) shown = shown.away();
        else if (!isLoading && isNews(wasOpen, row, before.order(), now)) shown = shown.unseen();
        set(row, shown);
    }

    /// A snapshot that is not the first: what differs in it happened while the console was away.
    private boolean isAfterBreak() {
        return isLoading && snapshot > 1;
    }

    private static boolean isSame(Order before, Order now) {
        return before.updatedAt() == now.updatedAt()
                && before.cumQty().equals(now.cumQty())
                && before.ordStatus() == now.ordStatus()
                && before.flags().equals(now.flags());
    }

    /// What a trader wants marked until it was looked at: the order is over, or something about it is odd now.
    private static boolean isNews(boolean wasOpen, OrderRow row, Order before, Order now) {
        long flags = now.flags().bits();
        return (wasOpen && !row.isOpen) || (flags != 0 && (flags & ~before.flags().bits()) != 0);
    }

    private void set(OrderRow row, Shown.One now) {
        var before = row.one();
        if (now.isUnseen() != before.isUnseen()) unseen += now.isUnseen() ? 1 : -1;
        if (now.isAway() != before.isAway()) away += now.isAway() ? 1 : -1;
        row.shown.set(now);
        if (row.isIn) grouped.ifPresent(groups -> groups.put(row));
    }

    private void place(OrderRow row) {
        place(row, isWanted(row));
    }

    private void place(OrderRow row, boolean isIn) {
        if (isIn == row.isIn) return;
        row.isIn = isIn;
        moved.add(row);
        grouped.ifPresent(groups -> {
            if (isIn) groups.put(row);
            else groups.remove(row);
        });
    }

    private boolean isWanted(OrderRow row) {
        if (row.isGone) return false;
        var shown = row.one();
        if (model.openOnly.get() && !row.isOpen) return false;
        if (model.unseenOnly.get() && !shown.isUnseen()) return false;
        if (model.awayOnly.get() && !shown.isAway()) return false;
        return condition.test(shown.order());
    }

    void gone(GoneItem item) {
        var row = byKey.remove(item.order());
        if (row != null) drop(row);
    }

    private void drop(OrderRow row) {
        if (row.isOpen) open--;
        set(row, row.one().seen());
        if (row.isIn) moved.add(row);
        grouped.ifPresent(groups -> groups.remove(row));
        row.isIn = false;
        model.ranking.drop(row);
        isChanged = true;
    }

    @Override
    public void snapshotBegins(boolean anew) {
        snapshot++;
        isLoading = true;
    }

    @Override
    public void snapshotEnds() {
        isLoading = false;
        for (var rows = byKey.values().iterator(); rows.hasNext(); ) {
            var row = rows.next();
            if (row.snapshot == snapshot) continue;
            rows.remove();
            drop(row);
        }
        isChanged = true;
    }

    @Override
    public void pulseEnds() {
        if (!isChanged) return;
        isChanged = false;
        if (!isLoading) list();
        grouped.ifPresent(Grouped::tellHeads);
        count();
        allow();
    }

    /// Brings the list in line with the rows that are in. A table counts the places of what is selected, and where rows
    /// come or go at several places at once it counts wrong; where the selected one goes it selects its neighbour. Other
    /// orders would be canceled by the next key: so what is selected is said anew, and what leaves is let go before it does.
    private void list() {
        var before = selectedRows();
        var kept = before.stream().filter(row -> row.isIn).toList();
        boolean isTable = !model.isGrouped.get();
        if (isTable && kept.size() < before.size()) reselect(kept);
        boolean isAnew = !model.ranking.bring(moved);
        if (isTable && !before.isEmpty() && (isAnew || !moved.isEmpty())) reselect(kept);
        moved.clear();
    }

    private List<OrderRow> selectedRows() {
        return model.selected.stream().filter(Objects::nonNull).toList();
    }

    private void count() {
        int all = byKey.size();
        int shown = model.ranking.size();
        var total = Show.count(all) + (all == 1 ? " order" : " orders");
        var part = shown == all ? total : Show.count(shown) + " of " + total;
        model.counts.set(part + " · " + Show.count(open) + " open");
        model.placeholder.set(isLoading ? "Loading … " + total : all > 0 ? "No order matches the filter"
                : snapshot == 0 ? Show.UNTOLD : "No orders yet");
        model.unseen.set(unseen);
        model.away.set(away);
    }

    /// Takes another filter. One that is typed wrong leaves the last good one in force, so it is not told here.
    void filter(Ready<Order> ready) {
        condition = ready.condition();
        changesWithTime = ready.changesWithTime();
        filter();
    }

    /// Looks at every row again, as after a change of the filter.
    void filter() {
        var rows = model.ranking.arrived();
        var wanted = wanted(rows);
        for (int i = 0; i < wanted.length; i++) place(rows.get(i), wanted[i]);
        isChanged = true;
        pulseEnds();
    }

    /// On all cores where there are many: most of the time goes into fetching orders from memory.
    private boolean[] wanted(List<OrderRow> rows) {
        var wanted = new boolean[rows.size()];
        var all = IntStream.range(0, wanted.length);
        (wanted.length < MANY ? all : all.parallel()).forEach(i -> wanted[i] = isWanted(rows.get(i)));
        return wanted;
    }

    /// To be called about once a second: time alone makes orders match or not, and live columns move.
    void everySecond() {
        if (changesWithTime) filter();
        outline();
        if (isOutOfOrder && !model.frozen.get() && sortedBy.stream().anyMatch(by -> by.column().isLive())) sort(sortedBy);
    }

    /// @param by the first one first; none for the order in which the orders came
    void sort(List<Sorted> by) {
        if (!by.equals(sortedBy)) {
            sortedBy = List.copyOf(by);
            for (var row : byKey.values()) row.nextRank = rank(row.now());
        }
        isOutOfOrder = false;
        var selected = selectedRows();
        model.ranking.sort(sortedBy);
        if (!model.isGrouped.get() && !selected.isEmpty()) reselect(selected);
        grouped.ifPresent(groups -> {
            groups.sort(OrderColumn.order(sortedBy));
            outline();
        });
    }

    /// @param levels names of [dev.plumbline.console.group.GroupBy], with commas, the outermost first; none for no groups
    void group(String levels) {
        var selected = selectedRows();
        grouped = Grouped.levels(levels).map(by -> new Grouped(by, OrderColumn.order(sortedBy)));
        grouped.ifPresent(groups -> {
            for (var row : byKey.values()) if (row.isIn) groups.put(row);
        });
        model.isGrouped.set(grouped.isPresent());
        if (grouped.isEmpty()) model.outline.clear();
        outline();
        reselect(selected);
    }

    /// Opens a group or closes it.
    void toggle(OrderRow head) {
        grouped.ifPresent(groups -> groups.toggle(head));
        outline();
    }

    void expandAll(boolean isExpanded) {
        grouped.ifPresent(groups -> groups.expandAll(isExpanded));
        outline();
    }

    /// Rows come and go in groups at most once a second: heads show their sums with each pulse.
    private void outline() {
        grouped.flatMap(Grouped::rows).ifPresent(rows -> {
            var selected = selectedRows();
            model.outline.setAll(rows);
            reselect(selected);
        });
    }

    private void reselect(List<OrderRow> rows) {
        model.reselect.set(new OrdersModel.Reselection(rows));
    }

    private long rank(Order order) {
        return sortedBy.isEmpty() ? 0 : sortedBy.getFirst().column().sort().rank().applyAsLong(order);
    }

    /// A person has looked at these.
    void seen(Collection<OrderRow> rows) {
        for (var row : orders(rows)) {
            var shown = row.one();
            if (!shown.isUnseen() && !shown.isAway()) continue;
            set(row, shown.seen());
            if (model.unseenOnly.get() || model.awayOnly.get()) continue; // it goes when the chip is let go
            place(row);
        }
        count();
    }

    /// A person has looked at them all.
    void allSeen() {
        seen(List.copyOf(byKey.values()));
        filter();
    }

    /// Says what may be done with the selected orders.
    void allow() {
        var chosen = openSelected();
        boolean isNoneOpen = chosen.isEmpty();
        model.cancelObstacle.set(obstacle(locks.cancel(), isNoneOpen, false));
        model.amendObstacle.set(obstacle(locks.send(), isNoneOpen, chosen.size() > 1 || model.selected.size() > 1));
        model.bulkAmendObstacle.set(obstacle(locks.send(), isNoneOpen, false));
        model.askObstacle.set(obstacle(locks.send(), false, false));
        model.selectionObstacle.set(model.selected.isEmpty() ? "no order is selected" : "");
        model.cancelAllObstacle.set(locks.cancel().getValue());
    }

    private String obstacle(ObservableValue<String> lock, boolean isNoneOpen, boolean areTooMany) {
        if (!lock.getValue().isEmpty()) return lock.getValue();
        if (model.selected.isEmpty()) return "no order is selected";
        if (isNoneOpen) return "the order is over";
        return areTooMany ? "select one order only" : "";
    }

    /// Those of the selected orders that are open, in the order in which they are shown.
    List<Order> openSelected() {
        return open(orders(model.selected));
    }

    /// All selected ones, open or not; the head of a group stands for its orders.
    List<Order> selected() {
        return orders(model.selected).stream().map(OrderRow::now).toList();
    }

    private static List<OrderRow> orders(Collection<OrderRow> rows) {
        var all = new LinkedHashSet<OrderRow>();
        for (var row : rows) if (row != null) all.addAll(Grouped.orders(row));
        return List.copyOf(all);
    }

    /// Those that the filter lets through.
    List<Order> shown() {
        return model.ranking.stream().map(OrderRow::now).toList();
    }

    /// Those that the filter lets through and that are open.
    List<Order> openShown() {
        return open(model.ranking);
    }

    /// All of the desk that are open.
    List<Order> openAll() {
        return open(byKey.values());
    }

    /// All of the desk's orders have been told.
    boolean isWhole() {
        return snapshot > 0 && !isLoading;
    }

    private static List<Order> open(Collection<OrderRow> rows) {
        return rows.stream().map(OrderRow::now).filter(Order::isOpen).toList();
    }

    /// Finds orders by a part of an id or by symbol, newest first.
    List<Order> find(String text, int most) {
        var found = new ArrayList<Order>();
        var wanted = text.toUpperCase(Locale.ROOT);
        for (var row : byKey.sequencedValues().reversed()) {
            if (found.size() >= most) break;
            var order = row.now();
            if (order.clOrdID().value().toUpperCase(Locale.ROOT).contains(wanted)
                    || order.orderID().value().toUpperCase(Locale.ROOT).contains(wanted)
                    || order.symbol().value().startsWith(wanted))
                found.add(order);
        }
        return found;
    }

    Optional<OrderRow> row(OrderKey key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
