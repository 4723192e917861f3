package dev.plumbline.server.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.plumbline.core.Account;
import dev.plumbline.core.BookState;
import dev.plumbline.core.Booking;
import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Released;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;

/// What a desk sees: the newest state of each order and position, the last executions and alerts. Bounded. States are
/// conflated between two batches, executions and alerts never. No Vert.x, one thread.
final class DeskView {
    /// Executions and alerts that a console gets with its snapshot; older ones are in the database.
    static final int EXECUTIONS_KEPT = 20_000;
    static final int ALERTS_KEPT = 1_000;
    private static final int GONE_KEPT = 10_000;

    private final Map<OrderKey, Order> orders = new LinkedHashMap<>();

    /// Finished ones from before the server started, of which nothing has been heard since.
    private final Map<OrderKey, Picture.Earlier> earlier = new LinkedHashMap<>();
    private final Map<Account, Account> accounts = new HashMap<>();
    private final Map<PositionKey, Position> positions = new LinkedHashMap<>();
    private final Map<String, Item> lines = new LinkedHashMap<>();
    /// Whose orders were that are gone, the last ones: who is told that one is has to be one who saw it.
    private final Map<OrderKey, Account> gone = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderKey, Account> eldest) {
            return size() > GONE_KEPT;
        }
    };
    private final LastExecutions executions = new LastExecutions(EXECUTIONS_KEPT);
    private final Deque<Item> alerts = new ArrayDeque<>();
    private final DoubtfulReports doubtful = new DoubtfulReports();
    private final Halted halted;
    private final List<Item> fixed;

    private final Map<OrderKey, Order> dirtyOrders = new LinkedHashMap<>();
    private final Map<PositionKey, Position> dirtyPositions = new LinkedHashMap<>();
    private final List<Item> oneByOne = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();

    /// @param fixed what does not change while the server runs: instruments and accounts
    /// @param shards there are so many
    DeskView(List<Item> fixed, int shards, ReleaseBy releaseBy) {
        this.fixed = List.copyOf(fixed);
        this.halted = new Halted(shards, releaseBy);
    }

    void changed(Change change) {
        if (change.isOfFormerPosition()) moved(change.position());
        else orderChanged(change);
    }

    private void orderChanged(Change change) {
        var key = change.order().key();
        var from = accountOf(key).filter(account -> !account.equals(change.order().account()));
        from.ifPresent(account -> moved.add(new Moved(key, account)));
        if (!earlier.isEmpty()) earlier.remove(key);
        executions.changed(orders.put(key, change.order()), change.order());
        dirtyOrders.put(key, change.order());
        // All of them are booked again, and what was to be told to others is theirs no more.
        if (from.isPresent()) oneByOne.removeIf(item -> isOf(item, key));
        for (var execution : change.booking().executions()) oneByOne.add(LastExecutions.item(change.order(), execution));
        if (!(change.booking() instanceof Booking.None)) moved(change.position());
    }

    /// It was part of another order, which tells its executions again.
    void gone(Gone part) {
        var key = part.key();
        gone.put(key, part.position().account());
        orders.remove(key);
        earlier.remove(key);
        dirtyOrders.remove(key);
        executions.gone(key);
        oneByOne.removeIf(item -> isOf(item, key));
        oneByOne.add(new Item.GoneItem(key));
        moved(part.position());
    }

    private static boolean isOf(Item item, OrderKey key) {
        return item instanceof Item.ExecutionItem execution && execution.order().equals(key);
    }

    private void moved(Position position) {
        var positionKey = new PositionKey(position.account(), position.symbol());
        positions.put(positionKey, position);
        dirtyPositions.put(positionKey, position);
    }

    /// What was there before the server started.
    /// @param before oldest first
    void restored(List<BookState.Entry> before) {
        int surplus = before.size() - DeskGateway.ORDERS_KEPT;
        for (var entry : before) {
            if (surplus > 0 && isFinished(entry)) surplus--;
            else restored(entry);
        }
        restoreExecutions(before);
    }

    private static boolean isFinished(BookState.Entry entry) {
        return switch (entry) {
            case BookState.Shelved _ -> true;
            case BookState.Filed filed -> !filed.order().isOpen();
        };
    }

    private void restored(BookState.Entry entry) {
        switch (entry) {
            case BookState.Shelved shelved -> earlier.put(shelved.key(), new Picture.Earlier(shelved, known(shelved.account())));
            case BookState.Filed filed -> orders.put(filed.key(), filed.order());
        }
    }

    /// One object for each: there are a few accounts, and many orders.
    private Account known(Account account) {
        return Objects.requireNonNullElse(accounts.putIfAbsent(account, account), account);
    }

    /// So many as are kept, and no order looked at for more: most are on a shelf.
    private void restoreExecutions(List<BookState.Entry> before) {
        for (var entry : before.reversed()) {
            if (executions.isFull()) return;
            var its = entry.executions();
            if (its.isEmpty()) continue;
            var order = entry.filed().order();
            for (int i = its.size() - 1; i >= 0; i--) executions.restored(order, i, its.get(i));
        }
    }

    /// All that there are.
    void restored(Collection<Position> all) {
        positions.clear();
        for (var position : all) positions.put(new PositionKey(position.account(), position.symbol()), position);
    }

    void tell(Item item) {
        switch (item) {
            case Item.SessionItem line -> lines.put("session " + line.session(), line);
            case Item.ServiceItem line -> lines.put("service " + line.service(), line);
            case Item.AlertItem alert -> keep(alerts, alert, ALERTS_KEPT);
            case Item.WaitingItem report -> {
                doubtful.add(report);
                return;
            }
            case Item.OrderItem _, Item.ExecutionItem _, Item.GoneItem _, Item.PositionItem _, Item.InstrumentItem _, Item.AccountItem _,
                    Item.WaitingGoneItem _, Item.MoreWaitingItem _, Item.HaltItem _, Item.HaltGoneItem _ ->
                throw new IllegalArgumentException("not told this way: " + item);
        }
        oneByOne.add(item);
    }

    /// One that was parked was looked at again.
    void released(int shard, Released released) {
        doubtful.released(shard, released);
    }

    void switched(int shard, KillSwitch act) {
        halted.switched(shard, act).ifPresent(this::tell);
    }

    void restoredHalts(int shard, Collection<Halt> halts) {
        halted.restored(shard, halts);
    }

    /// Oldest first.
    void restoredDoubtful(List<Item.WaitingItem> before) {
        doubtful.restored(before);
    }

    private static void keep(Deque<Item> last, Item item, int most) {
        last.addLast(item);
        if (last.size() > most) last.removeFirst();
    }

    boolean hasNews() {
        return !dirtyOrders.isEmpty() || !dirtyPositions.isEmpty() || !oneByOne.isEmpty() || doubtful.hasNews()
                || halted.hasNews();
    }

    /// What is another account's now than was told, since the last call of [#news()], which forgets it.
    List<Moved> moved() {
        return List.copyOf(moved);
    }

    /// What has changed since the last call.
    List<Item> news() {
        var items = new ArrayList<Item>(dirtyOrders.size() + dirtyPositions.size() + oneByOne.size());
        halted.news(items);
        for (var order : dirtyOrders.values()) items.add(Picture.item(order));
        for (var position : dirtyPositions.values()) items.add(new Item.PositionItem(position));
        items.addAll(oneByOne);
        doubtful.news(items);
        told();
        return items;
    }

    /// Nothing that has changed so far is news any more.
    void told() {
        halted.told();
        doubtful.told();
        dirtyOrders.clear();
        dirtyPositions.clear();
        oneByOne.clear();
        moved.clear();
        forgetOldest();
    }

    /// All of it, as it is now.
    Picture picture() {
        var before = new ArrayList<>(fixed);
        before.addAll(lines.values());
        before.addAll(halted.all());
        var after = new ArrayList<Item>();
        for (var position : positions.values()) after.add(new Item.PositionItem(position));
        after.addAll(executions.all());
        after.addAll(alerts);
        after.addAll(doubtful.all());
        return new Picture(before, List.copyOf(earlier.values()), List.copyOf(orders.values()), after, false);
    }

    /// Also of an order that has just gone.
    Optional<Account> whose(OrderKey key) {
        return accountOf(key).or(() -> Optional.ofNullable(gone.get(key)));
    }

    Optional<Account> accountOf(OrderKey key) {
        return Optional.ofNullable(orders.get(key)).map(Order::account)
                .or(() -> Optional.ofNullable(earlier.get(key)).map(Picture.Earlier::account));
    }

    private void forgetOldest() {
        int surplus = earlier.size() + orders.size() - DeskGateway.ORDERS_KEPT;
        for (var oldest = earlier.values().iterator(); surplus > 0 && oldest.hasNext(); surplus--) {
            oldest.next();
            oldest.remove();
        }
        var oldest = orders.values().iterator();
        while (surplus > 0 && oldest.hasNext())
            if (!oldest.next().isOpen()) {
                oldest.remove();
                surplus--;
            }
    }

    private record PositionKey(Account account, Symbol symbol) {}
}
