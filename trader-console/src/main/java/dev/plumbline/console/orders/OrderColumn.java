package dev.plumbline.console.orders;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plumbline.console.blotter.SortKey;
import dev.plumbline.console.group.Total;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Order;

/// The columns of the blotter: what each shows and how it sorts.
///
/// @param isLive its value changes while an order lives, so that rows sorted by it are sorted anew now and then
/// @param flashes a change of it is worth a look
/// @param head what the head of a group shows in it
record OrderColumn(
        String title, int width, Kind kind, Function<Order, String> text, SortKey<Order> sort, boolean isLive,
        boolean flashes, Function<Shown.Head, String> head) {

    private OrderColumn(
            String title, int width, Kind kind, Function<Order, String> text, SortKey<Order> sort, boolean isLive,
            boolean flashes) {
        this(title, width, kind, text, sort, isLive, flashes, _ -> "");
    }

    private OrderColumn heads(Function<Shown.Head, String> says) {
        return new OrderColumn(title, width, kind, text, sort, isLive, flashes, says);
    }

    enum Kind {
        TEXT,
        /// An id: where it does not fit, its middle goes.
        ID,
        /// To the right, in digits of one width.
        NUMBER,
        SIDE,
        FILLED,
        STATUS,
        /// May be longer than its column: the whole is its tooltip.
        PROSE
    }

    static final OrderColumn ENTERED = number("Entered", 102, order -> Show.time(order.enteredAt()),
            SortKey.of(Order::enteredAt));

    private static final OrderColumn SIDE = new OrderColumn(
            "Side", 70, Kind.SIDE, order -> Show.side(order.side()), SortKey.of(order -> order.side().ordinal()), false,
            false);

    private static final OrderColumn FILLED = new OrderColumn(
            "Filled", 88, Kind.FILLED, order -> Show.qty(order.cumQty()), SortKey.qty(Order::cumQty), true, true)
            .heads(head -> Show.count(head.sums().filledPermille() / 10) + " %");

    private static final OrderColumn STATUS = new OrderColumn(
            "Status", 158, Kind.STATUS, order -> StateChip.of(order).label(),
            SortKey.of(order -> order.ordStatus().ordinal()), true, true)
            .heads(head -> Show.count(head.sums().open()) + " open of " + Show.count(head.sums().count()));

    private static final OrderColumn REMARKS = new OrderColumn(
            "Remarks", 116, Kind.PROSE, OrderColumn::remarks, SortKey.text(OrderColumn::remarks), true, false);

    /// As they stand before a person moves them.
    static final List<OrderColumn> ALL = List.of(
            ENTERED,
            new OrderColumn("ClOrdID", 120, Kind.ID, order -> order.clOrdID().value(),
                    SortKey.text(order -> order.clOrdID().value()), false, false)
                    .heads(Shown.Head::label),
            SIDE,
            text("Symbol", Columns.SYMBOL_PX, order -> order.symbol().value()),
            number("Qty", 80, order -> Show.qty(order.orderQty()), SortKey.qty(Order::orderQty))
                    .heads(head -> total(head.sums().orderQty())),
            text("Type", 44, order -> Show.ordType(order.ordType())),
            number("Limit", 72, order -> Show.px(order.price()), SortKey.px(Order::price)),
            FILLED,
            live("Leaves", 80, order -> Show.qty(order.leavesQty()), SortKey.qty(Order::leavesQty), false)
                    .heads(head -> total(head.sums().leavesQty())),
            live("Avg", 76, OrderColumn::avg, SortKey.px(Order::avgPx), true)
                    .heads(head -> Show.px(head.group().avgPx())),
            STATUS,
            text("TIF", 42, order -> order.timeInForce().label().toUpperCase(Locale.ROOT)),
            text("Account", Columns.ACCOUNT_PX, order -> order.account().value()),
            text("Broker", 66, order -> order.session().value()),
            live("Updated", 102, order -> Show.time(order.updatedAt()), SortKey.of(Order::updatedAt), false),
            REMARKS);

    /// Those that a person must ask for.
    static final List<String> HIDDEN = List.of("Updated");

    /// Ids of those that light up before a person chooses.
    static final Set<String> FLASHING = ALL.stream().filter(OrderColumn::flashes).map(OrderColumn::id).collect(Collectors.toSet());

    private static OrderColumn text(String title, int width, Function<Order, String> text) {
        return new OrderColumn(title, width, Kind.TEXT, text, SortKey.text(text), false, false);
    }

    private static OrderColumn number(String title, int width, Function<Order, String> text, SortKey<Order> sort) {
        return new OrderColumn(title, width, Kind.NUMBER, text, sort, false, false);
    }

    private static OrderColumn live(
            String title, int width, Function<Order, String> text, SortKey<Order> sort, boolean flashes) {
        return new OrderColumn(title, width, Kind.NUMBER, text, sort, true, flashes);
    }

    String id() {
        return title.toLowerCase(Locale.ROOT);
    }

    /// Which of two values is the greater.
    int compare(Order one, Order other) {
        return sort.compare(one, other);
    }

    /// Above 0 where it sorts after what it was before, below where before that, 0 where its cell shows the same. A state has no
    /// direction: above 0 whenever its chip says something else, be it beyond OrdStatus, such as that our cancel was sent.
    int change(Order before, Order now) {
        if (kind == Kind.STATUS) return StateChip.of(before).equals(StateChip.of(now)) ? 0 : 1;
        return -compare(before, now);
    }

    private static String total(Total total) {
        return Show.total(total.value());
    }

    private static String avg(Order order) {
        return order.cumQty().isZero() ? Show.NOTHING : Show.px(order.avgPx());
    }

    static String remarks(Order order) {
        var flags = order.flags().list().stream().map(Flag::name).collect(Collectors.joining(", "));
        if (flags.isEmpty()) return order.text();
        return order.text().isEmpty() ? "⚠ " + flags : "⚠ " + flags + " · " + order.text();
    }

    /// By several columns, the first of them by the rank that rows keep from the last sort.
    static Comparator<OrderRow> order(List<Sorted> by) {
        if (by.isEmpty()) return (_, _) -> 0;
        var first = by.getFirst();
        Comparator<OrderRow> order = (a, b) -> {
            if (a.rank != b.rank) return first.isDescending ? Long.compare(b.rank, a.rank) : Long.compare(a.rank, b.rank);
            if (SortKey.isWhole(a.rank)) return 0;
            return first.direction(first.column.sort.exact().compare(a.now(), b.now()));
        };
        for (var next : by.subList(1, by.size()))
            order = order.thenComparing((a, b) -> next.direction(next.column.compare(a.now(), b.now())));
        return order;
    }

    /// A column that rows are sorted by.
    record Sorted(OrderColumn column, boolean isDescending) {
        int direction(int compared) {
            return isDescending ? -compared : compared;
        }
    }
}
