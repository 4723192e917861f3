package dev.plumbline.server.bridge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.plumbline.core.Account;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.Follower;
import dev.plumbline.wire.follow.Follower.Effect;

/// The desk's picture as this door has it, followed as a console does. No Vert.x; one thread. As bounded as the desk's own view.
final class DeskCopy {
    /// Executions that a new stream begins with, and news for one that was away; older ones are in the database.
    static final int EXECUTIONS_KEPT = 20_000;
    static final int NEWS_KEPT = 50_000;
    /// So long a picture is given to all who begin.
    private static final long PICTURE_GOOD_MS = 5_000;
    /// As many as the desk itself keeps.
    static final int ORDERS_KEPT = 200_000;

    private final Follower follower = new Follower("bridge-" + UUID.randomUUID());
    private final Map<OrderKey, Item.OrderItem> orders = new LinkedHashMap<>();
    private final Map<Object, Item.PositionItem> positions = new LinkedHashMap<>();
    private final Map<Symbol, Item.InstrumentItem> instruments = new LinkedHashMap<>();
    private final Map<Account, Item.AccountItem> accounts = new LinkedHashMap<>();
    private final Map<String, Item.SessionItem> sessions = new LinkedHashMap<>();
    private final Deque<Item.ExecutionItem> executions = new ArrayDeque<>();
    private final Deque<News> recent = new ArrayDeque<>();
    private final Watcher watcher;
    private final Consumer<SnapshotRequest> asking;
    private int recentItems;
    private Optional<Picture> made = Optional.empty();
    private FeedStatus status = FeedStatus.STARTING;
    private Place place = new Place("", 0);

    /// Where in the desk's news something is as of.
    record Place(String epoch, long seq) {}

    /// News from one place to the next.
    private record News(Place before, Place after, List<Told> items) {}

    /// Who is told.
    interface Watcher {
        void news(List<Told> news, Place now);

        /// The picture is another one: what was told before counts no more.
        void anew();

        void status(FeedStatus status);
    }

    /// @param asking sends a request for a snapshot; what comes of it is told to [#snapshot] or [#snapshotFailed]
    DeskCopy(Watcher watcher, Consumer<SnapshotRequest> asking) {
        this.watcher = watcher;
        this.asking = asking;
    }

    void connected(long nowMs) {
        act(follower.connected(nowMs));
    }

    void batch(Batch batch, long nowMs) {
        act(follower.batch(batch, nowMs));
    }

    void snapshot(Snapshot part, long nowMs) {
        act(follower.snapshot(part, nowMs));
    }

    void snapshotFailed(String snapshotId, String why, long nowMs) {
        act(follower.snapshotFailed(snapshotId, why, nowMs));
    }

    void tick(long nowMs) {
        act(follower.tick(nowMs));
    }

    FeedStatus status() {
        return status;
    }

    Place place() {
        return place;
    }

    boolean hasPictureOfNow() {
        return !place.epoch().isEmpty() && status.isLive();
    }

    private void act(List<Effect> effects) {
        var news = new ArrayList<Told>();
        boolean isAnew = false;
        for (var effect : effects) {
            switch (effect) {
                case Effect.AskSnapshot(var request) -> asking.accept(request);
                case Effect.ShowSnapshot(boolean _, var items) -> {
                    isAnew = true;
                    news.clear();
                    begin(items);
                }
                case Effect.ShowNews(var items) -> items.forEach(item -> take(item, news));
                case Effect.ShowMissed(var items) -> items.forEach(item -> take(item, news));
                case Effect.ShowStatus(var now) -> status = now;
            }
        }
        var before = place;
        place = new Place(follower.epoch(), follower.seq());
        if (isAnew) {
            recent.clear();
            recentItems = 0;
            made = Optional.empty();
            watcher.anew();
        } else if (!news.isEmpty()) {
            remember(new News(before, place, List.copyOf(news)));
            watcher.news(news, place);
        }
        if (effects.stream().anyMatch(Effect.ShowStatus.class::isInstance)) watcher.status(status);
    }

    private void begin(List<Item> items) {
        orders.clear();
        positions.clear();
        instruments.clear();
        accounts.clear();
        sessions.clear();
        executions.clear();
        var ignored = new ArrayList<Told>();
        items.forEach(item -> take(item, ignored));
    }

    private void take(Item item, List<Told> news) {
        // Before an order that is gone is forgotten: its account says whom that concerns.
        Told.of(item, this::accountOf).ifPresent(news::add);
        switch (item) {
            case Item.OrderItem order -> {
                var before = orders.put(order.order().key(), order);
                if (before != null && !before.order().account().equals(order.order().account())) {
                    news.add(Told.moved(before.order(), order.order()));
                    forgetExecutions(before.order().key());
                }
            }
            case Item.GoneItem(var key) -> {
                orders.remove(key);
                forgetExecutions(key);
            }
            case Item.ExecutionItem execution -> {
                executions.addLast(execution);
                if (executions.size() > EXECUTIONS_KEPT) executions.removeFirst();
            }
            case Item.PositionItem position -> positions.put(
                    List.of(position.position().account(), position.position().symbol()), position);
            case Item.InstrumentItem instrument -> instruments.put(instrument.symbol(), instrument);
            case Item.AccountItem account -> accounts.put(account.account(), account);
            case Item.SessionItem session -> sessions.put(session.session(), session);
            default -> {}
        }
    }

    /// They are told again, or are another order's.
    private void forgetExecutions(OrderKey of) {
        executions.removeIf(execution -> execution.order().equals(of));
    }

    private void remember(News news) {
        recent.addLast(news);
        recentItems += news.items().size();
        while (recentItems > NEWS_KEPT) recentItems -= recent.removeFirst().items().size();
        forgetOldestOrders();
    }

    /// As the desk does: finished ones only, oldest first.
    private void forgetOldestOrders() {
        int surplus = orders.size() - ORDERS_KEPT;
        if (surplus <= 0) return;
        for (var oldest = orders.values().iterator(); surplus > 0 && oldest.hasNext(); ) {
            if (oldest.next().order().isOpen()) continue;
            oldest.remove();
            surplus--;
        }
    }

    /// What was told after `at`; empty where that is not known any more, or never was.
    Optional<List<Told>> since(Place at) {
        if (at.equals(place)) return Optional.of(List.of());
        if (!at.epoch().equals(place.epoch()) || at.seq() > place.seq()) return Optional.empty();
        if (recent.isEmpty() || at.seq() < recent.getFirst().before().seq()) return Optional.empty();
        var missed = new ArrayList<Told>();
        for (var news : recent) {
            if (news.after().seq() <= at.seq()) continue;
            // In the middle of what was told here at once: which of it that one had from another server is not known.
            if (news.before().seq() < at.seq()) return Optional.empty();
            missed.addAll(news.items());
        }
        return Optional.of(missed);
    }

    /// All of it, by account, as it was at a place. Shared by all who begin within some seconds; immutable.
    record Picture(Map<Account, List<Told>> byAccount, Place at, long madeAtMs) {}

    /// As it is now, or was a moment ago: what has happened since is [#since] its place.
    Picture picture(long nowMs) {
        var last = made;
        boolean isGood = last.isPresent() && nowMs - last.get().madeAtMs() < PICTURE_GOOD_MS && since(last.get().at()).isPresent();
        if (isGood) return last.get();
        var byAccount = new HashMap<Account, List<Told>>();
        Stream.of(orders.values().stream(), executions.stream(), positions.values().stream())
                .flatMap(items -> items)
                .forEach(item -> Told.inPicture(item).ifPresent(
                        told -> byAccount.computeIfAbsent(told.account(), _ -> new ArrayList<>()).add(told)));
        var fresh = new Picture(byAccount, place, nowMs);
        made = Optional.of(fresh);
        return fresh;
    }

    Optional<Order> order(OrderKey key) {
        return Optional.ofNullable(orders.get(key)).map(Item.OrderItem::order);
    }

    Collection<Item.OrderItem> orders() {
        return orders.values();
    }

    Collection<Item.PositionItem> positions() {
        return positions.values();
    }

    Collection<Item.InstrumentItem> instruments() {
        return instruments.values();
    }

    Collection<Item.AccountItem> accounts() {
        return accounts.values();
    }

    Collection<Item.SessionItem> sessions() {
        return sessions.values();
    }

    private Optional<Account> accountOf(OrderKey key) {
        return order(key).map(Order::account);
    }
}
