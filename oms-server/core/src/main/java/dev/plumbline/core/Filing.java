package dev.plumbline.core;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a [Book] has its orders, and by which names they go: those at hand, and behind them those on the shelf that it was
/// restored with. An order that is taken from there brings its names along and does not go back. A name means one order: what
/// stands on the shelf counts as long as its order is there, and whoever gets its name takes it from there first. Single
/// writer.
final class Filing {
    private static final int FEW = 16;

    private final Map<OrderKey, Slot> byKey;
    private final Map<ClOrdID, Slot> byClOrdID;
    private final Map<SessionOrderID, Slot> byOrderID;
    private final Set<ClOrdID> used;
    private final Shelf shelf;
    private final BitSet taken;
    private final Map<SessionExecID, Slot> byExecID = new HashMap<>();
    private boolean isByExecID;
    private long heardOf;

    /// An order was taken from the shelf: those at hand are no longer in the order in which they were heard of.
    private boolean isMixed;

    Filing() {
        this(BookState.Remaining.NOTHING, FEW, FEW, FEW);
    }

    /// With room for so many, as a large map takes long to grow.
    private Filing(BookState.Remaining remaining, int orders, int clOrdIDs, int orderIDs) {
        byKey = LinkedHashMap.newLinkedHashMap(orders);
        byClOrdID = HashMap.newHashMap(clOrdIDs);
        byOrderID = HashMap.newHashMap(orderIDs);
        used = HashSet.newHashSet(clOrdIDs);
        shelf = remaining.shelf();
        taken = (BitSet) remaining.taken().clone();
    }

    /// As it was.
    static Filing of(BookState state) {
        var filing = new Filing(
                state.shelved(), state.orders().size(), state.clOrdIDs().size(), state.orderIDs().size());
        filing.restore(state);
        return filing;
    }

    private void restore(BookState state) {
        var all = new ArrayList<Slot>(state.orders().size());
        for (var filed : state.orders()) {
            var slot = new Slot(filed);
            byKey.put(filed.key(), slot);
            all.add(slot);
        }
        for (var named : state.clOrdIDs()) byClOrdID.put(named.clOrdID(), all.get(named.order()));
        for (var named : state.orderIDs()) byOrderID.put(named.name(), all.get(named.order()));
        used.addAll(state.used());
        heardOf = state.heardOf();
        if (state.isByExecID()) indexExecutions();
    }

    boolean knows(OrderKey key) {
        return byKey.containsKey(key) || find(key) >= 0;
    }

    boolean knows(ClOrdID clOrdID) {
        return byClOrdID.containsKey(clOrdID) || find(clOrdID) >= 0;
    }

    private int find(OrderKey key) {
        return there(shelf.find(key));
    }

    private int find(ClOrdID clOrdID) {
        return clOrdID.isNone() ? Shelf.NOWHERE : there(shelf.find(clOrdID));
    }

    private int find(SessionOrderID name) {
        return name.orderID().isNone() ? Shelf.NOWHERE : there(shelf.find(name));
    }

    private int there(int place) {
        return place >= 0 && taken.get(place) ? Shelf.NOWHERE : place;
    }

    /// At hand from now on.
    Optional<Slot> take(OrderKey key) {
        var slot = byKey.get(key);
        return slot != null ? Optional.of(slot) : fromShelf(find(key));
    }

    /// At hand from now on.
    Optional<Slot> take(ClOrdID clOrdID) {
        var slot = byClOrdID.get(clOrdID);
        return slot != null ? Optional.of(slot) : fromShelf(find(clOrdID));
    }

    /// At hand from now on.
    Optional<Slot> take(SessionOrderID name) {
        var slot = byOrderID.get(name);
        return slot != null ? Optional.of(slot) : fromShelf(find(name));
    }

    private Optional<Slot> fromShelf(int place) {
        return place < 0 ? Optional.empty() : Optional.of(take(place));
    }

    private Slot take(int place) {
        var label = shelf.label(place);
        var slot = new Slot(shelf.filed(place));
        taken.set(place);
        isMixed = true;
        byKey.put(label.key(), slot);
        for (var clOrdID : label.clOrdIDs()) byClOrdID.put(clOrdID, slot);
        for (var name : label.orderIDs()) byOrderID.put(name, slot);
        used.addAll(label.used());
        index(slot, slot.order.executions().list());
        return slot;
    }

    /// For who only looks: what is on the shelf stays there.
    Optional<Order> look(ClOrdID clOrdID) {
        var slot = byClOrdID.get(clOrdID);
        if (slot != null) return Optional.of(slot.order);
        int place = find(clOrdID);
        return place < 0 ? Optional.empty() : Optional.of(shelf.filed(place).order());
    }

    /// False where a request of ours had it before.
    boolean use(ClOrdID clOrdID) {
        return !isUsedOnShelf(clOrdID) && used.add(clOrdID);
    }

    private boolean isUsedOnShelf(ClOrdID clOrdID) {
        int place = find(clOrdID);
        return place >= 0 && shelf.label(place).used().contains(clOrdID);
    }

    /// A new order, under all names that it brings and nobody else has.
    Slot file(Order order) {
        var before = byKey.get(order.key());
        var slot = new Slot(before == null ? heardOf++ : before.number, order);
        byKey.put(order.key(), slot);
        for (var request : order.requests())
            if (!request.clOrdID().isNone()) rename(slot, request.clOrdID());
        for (var name : order.heard().names()) {
            name(slot, new SessionOrderID(order.session(), name.orderID()));
            if (!name.clOrdID().isNone()) name(slot, name.clOrdID());
        }
        for (var execution : order.executions().list())
            if (!execution.clOrdID().isNone()) name(slot, execution.clOrdID());
        return slot;
    }

    /// From now on `clOrdID` means `slot`, unless it means another order, which is returned where it is at hand: none on the
    /// shelf is from outside.
    Optional<Slot> name(Slot slot, ClOrdID clOrdID) {
        if (find(clOrdID) >= 0) return Optional.empty();
        return Optional.ofNullable(byClOrdID.putIfAbsent(clOrdID, slot));
    }

    /// The same for a broker's.
    Optional<Slot> name(Slot slot, SessionOrderID name) {
        if (find(name) >= 0) return Optional.empty();
        return Optional.ofNullable(byOrderID.putIfAbsent(name, slot));
    }

    /// From now on it means `slot`, and no longer the order that it meant, which is returned.
    Optional<Slot> rename(Slot slot, ClOrdID clOrdID) {
        var before = take(clOrdID);
        byClOrdID.put(clOrdID, slot);
        return before;
    }

    /// The same for a broker's.
    void rename(Slot slot, SessionOrderID name) {
        take(name);
        byOrderID.put(name, slot);
    }

    /// It was part of another order.
    void forget(Slot stranger) {
        byKey.remove(stranger.order.key(), stranger);
        byClOrdID.values().removeIf(slot -> slot == stranger);
        byOrderID.values().removeIf(slot -> slot == stranger);
        byExecID.values().removeIf(slot -> slot == stranger);
    }

    /// Of several orders that have it, the one that was heard of first. Executions at hand are looked up by their id alone
    /// from the first report on that asks for it: most brokers never do.
    Optional<Slot> take(SessionExecID name) {
        if (!isByExecID) indexExecutions();
        var slot = byExecID.get(name);
        int place = shelf.find(name, this::isThere);
        boolean isOnShelf = place >= 0 && (slot == null || shelf.number(place) < slot.number);
        return isOnShelf ? Optional.of(take(place)) : Optional.ofNullable(slot);
    }

    private boolean isThere(int place) {
        return !taken.get(place);
    }

    private void indexExecutions() {
        isByExecID = true;
        for (var slot : byKey.values()) index(slot, slot.order.executions().list());
    }

    /// Where somebody asks for them.
    void index(Slot slot, List<Execution> executions) {
        if (!isByExecID) return;
        for (var execution : executions) {
            index(slot, execution.execID());
            index(slot, execution.lastExecID());
        }
    }

    private void index(Slot slot, ExecID execID) {
        byExecID.merge(
                new SessionExecID(slot.order.session(), execID), slot,
                (known, other) -> other.number < known.number ? other : known);
    }

    int size() {
        return byKey.size() + remaining().size();
    }

    /// In the order in which they were first heard of.
    List<Slot> atHand() {
        if (!isMixed) return List.copyOf(byKey.values());
        return byKey.values().stream().sorted(Comparator.comparingLong(slot -> slot.number)).toList();
    }

    /// All orders, in the order in which they were first heard of.
    List<Order> orders() {
        var atHand = byKey.values().stream().map(slot -> new Numbered(slot.number, slot.order));
        var shelved = remaining().places().mapToObj(place -> new Numbered(shelf.number(place), shelf.filed(place).order()));
        return Stream.concat(atHand, shelved)
                .sorted(Comparator.comparingLong(Numbered::number))
                .map(Numbered::order)
                .toList();
    }

    private record Numbered(long number, Order order) {}

    /// As it is until the next one is taken.
    BookState.Remaining remaining() {
        return new BookState.Remaining(shelf, taken);
    }

    /// All of it, with what the book itself has beside it.
    BookState state(
            List<Holding> holdings, List<BookState.Waits> waiting, Counts counts, List<Halt> halts) {
        var filed = new ArrayList<BookState.Filed>(byKey.size());
        for (var slot : atHand()) {
            slot.place = filed.size();
            filed.add(slot.state());
        }
        var clOrdIDs = new ArrayList<BookState.Named>(byClOrdID.size());
        byClOrdID.forEach((clOrdID, slot) -> clOrdIDs.add(new BookState.Named(clOrdID, slot.place)));
        var orderIDs = new ArrayList<BookState.BrokerNamed>(byOrderID.size());
        byOrderID.forEach((name, slot) -> orderIDs.add(new BookState.BrokerNamed(name, slot.place)));
        return new BookState(
                filed, new BookState.Remaining(shelf, (BitSet) taken.clone()), clOrdIDs, orderIDs, List.copyOf(used),
                heardOf, holdings, waiting, counts, isByExecID, halts);
    }
}
