package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javafx.beans.value.ObservableValue;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item.GoneItem;
import dev.plumbline.wire.DeskMessage.Item.OrderItem;
import dev.plumbline.wire.DeskMessage.Wish;

/// Turns what the desk tells into rows, and a trader's cancels into wishes.
final class OrdersInteractor implements Inbox.PictureReader {
    private static final int MANY = 500;

    private final OrdersModel model;
    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final ObservableValue<String> lock;
    private final Map<OrderKey, OrderRow> byKey = new HashMap<>();
    /// Rows that this pulse brought: added at once, for each change of the list costs the table a layout.
    private final List<OrderRow> fresh = new ArrayList<>();
    private long snapshot;
    private int open;
    private boolean isChanged;
    private boolean isLoading;

    /// @param lock why nothing may be sent now, empty where it may
    OrdersInteractor(OrdersModel model, ConsoleFeed feed, Inbox inbox, ObservableValue<String> lock) {
        this.model = model;
        this.feed = feed;
        this.inbox = inbox;
        this.lock = lock;
    }

    void show(OrderItem item) {
        var order = item.order();
        var row = byKey.get(order.key());
        if (row == null) {
            row = new OrderRow(order, snapshot);
            byKey.put(order.key(), row);
            fresh.add(row);
            if (order.isOpen()) open++;
        } else {
            if (row.now().isOpen()) open--;
            if (order.isOpen()) open++;
            row.snapshot = snapshot;
            row.order.set(order);
        }
        isChanged = true;
    }

    void gone(GoneItem item) {
        var row = byKey.remove(item.order());
        if (row == null) return;
        if (row.now().isOpen()) open--;
        fresh.remove(row);
        model.rows.remove(row);
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
        fresh.removeIf(row -> row.snapshot != snapshot);
        model.rows.removeIf(row -> row.snapshot != snapshot);
        byKey.values().removeIf(row -> row.snapshot != snapshot);
        open = (int) byKey.values().stream().filter(row -> row.now().isOpen()).count();
        isChanged = true;
    }

    @Override
    public void pulseEnds() {
        if (!isChanged) return;
        isChanged = false;
        if (!isLoading) addFresh();
        count();
        allow();
    }

    /// Many at once replace the whole list: that sorts once, where adding would look for each one's place.
    private void addFresh() {
        if (fresh.size() > MANY) {
            fresh.addAll(0, model.rows);
            model.rows.setAll(fresh);
        } else if (!fresh.isEmpty()) {
            model.rows.addAll(fresh);
        }
        fresh.clear();
    }

    private void count() {
        int all = model.rows.size();
        int shown = model.filtered.size();
        var total = Show.count(all) + (all == 1 ? " order" : " orders");
        var part = shown == all ? total : Show.count(shown) + " of " + total;
        model.counts.set(part + " · " + Show.count(open) + " open");
    }

    /// Applies the filter again: to be called when its text changes, and now and then, for orders change.
    void filter() {
        var wanted = words(model.filter.get());
        var openOnly = model.openOnly.get();
        model.filtered.setPredicate(row -> (!openOnly || row.now().isOpen()) && matches(row.now(), wanted));
        count();
    }

    private static List<String> words(String text) {
        var trimmed = text.strip().toLowerCase(Locale.ROOT);
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("\\s+"));
    }

    /// Every word is found somewhere in what the row shows.
    private static boolean matches(Order order, List<String> words) {
        for (var word : words) if (!matches(order, word)) return false;
        return true;
    }

    private static boolean matches(Order order, String word) {
        return has(order.symbol().value(), word)
                || has(order.clOrdID().value(), word)
                || has(order.orderID().value(), word)
                || has(order.account().value(), word)
                || has(order.session().value(), word)
                || has(Show.side(order.side()), word)
                || has(Show.ordType(order.ordType()), word)
                || has(StateChip.of(order).label(), word)
                || has(order.timeInForce().label(), word)
                || has(order.text(), word);
    }

    private static boolean has(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }

    /// Says what may be done with the selected orders.
    void allow() {
        model.cancelObstacle.set(obstacle(cancellable().isEmpty(), false));
        model.amendObstacle.set(obstacle(cancellable().isEmpty(), model.selected.size() > 1));
    }

    private String obstacle(boolean isNoneOpen, boolean areTooMany) {
        if (!lock.getValue().isEmpty()) return lock.getValue();
        if (model.selected.isEmpty()) return "no order is selected";
        if (isNoneOpen) return "the order is over";
        return areTooMany ? "select one order only" : "";
    }

    /// Those of the selected orders that are open.
    List<Order> cancellable() {
        return model.selected.stream().map(OrderRow::now).filter(Order::isOpen).toList();
    }

    void cancel(List<Order> orders) {
        var tally = new Tally(orders.size());
        model.noticeIsBad.set(false);
        model.notice.set(tally.text());
        for (var order : orders) {
            var asked = feed.ask(UUID.randomUUID().toString(), new Wish.Cancel(order.key()));
            inbox.whenDone(asked, reply -> {
                tally.add(order, reply);
                model.notice.set(tally.text());
                model.noticeIsBad.set(tally.isBad());
            });
        }
    }

    /// What became of the cancels of one go.
    private static final class Tally {
        private final int asked;
        private int accepted;
        private int answered;
        private String trouble = "";

        Tally(int asked) {
            this.asked = asked;
        }

        void add(Order order, Reply reply) {
            answered++;
            switch (reply) {
                case Reply.Answered(var answer) when answer.isAccepted() -> accepted++;
                case Reply.Answered(var answer) -> trouble = order.clOrdID() + " refused: " + answer.text();
                case Reply.Unknown(var why) -> trouble = order.clOrdID() + ": " + why + ", outcome unknown";
                case Reply.NotSent(var why) -> trouble = order.clOrdID() + " not sent: " + why;
            }
        }

        boolean isBad() {
            return !trouble.isEmpty();
        }

        String text() {
            var what = asked == 1 ? "Cancel" : "Cancel of " + asked;
            if (isBad()) return asked == 1 ? what + " of " + trouble : what + ": " + accepted + " sent, " + trouble;
            return what + (answered < asked ? " …" : " sent");
        }
    }
}
