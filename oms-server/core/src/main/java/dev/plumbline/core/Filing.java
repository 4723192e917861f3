package dev.plumbline.core;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a [Book] has its orders, and by which names they go: those at hand, and behind them those on the shelf that it was
/// restored with. An order that is taken from there brings its names along and does not go back. What a name means at hand
/// comes before what it means on the shelf. Single writer.
final class Filing {
    private static final int FEW = 16;

    private final Map<OrderKey, Slot> byKey;
    private final Map<ClOrdID, Slot> byClOrdID;
    private final Map<SessionOrderID, Slot> byOrderID;
    private final Set<ClOrdID> used;
    private final Shelf shelf;
    private final BitSet taken;
    private final Map<SessionExecID, OrderKey> byExecID = new HashMap<>();
    private boolean isByExecID;
    private long heardOf;

    private record SessionExecID(BrokerSession session, ExecID execID) {}

    Filing() {
        this(BookState.Remaining.NOTHING, FEW, FEW, FEW);
    }

    /// With room for so many, as a large map takes long to grow.
    private Filing(BookState.Remaining remaining, int orders, int clOrdIDs, int orderIDs) {
        byKey = HashMap.newHashMap(orders);
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
        return byKey.containsKey(key) || shelf.find(key) >= 0;
    }

    boolean knows(ClOrdID clOrdID) {
        return byClOrdID.containsKey(clOrdID) || find(clOrdID) >= 0;
    }

    private int find(ClOrdID clOrdID) {
        return clOrdID.isNone() ? Shelf.NOWHERE : shelf.find(clOrdID);
    }

    private int find(SessionOrderID name) {
        return name.orderID().isNone() ? Shelf.NOWHERE : shelf.find(name.session(), name.orderID());
    }

    /// At hand from now on.
    Optional<Slot> take(OrderKey key) {
        var slot = byKey.get(key);
        return slot != null ? Optional.of(slot) : fromShelf(shelf.find(key));
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
        if (taken.get(place)) return known(label.key());
        taken.set(place);
        var slot = new Slot(shelf.filed(place));
        byKey.put(label.key(), slot);
        for (var clOrdID : label.clOrdIDs()) byClOrdID.putIfAbsent(clOrdID, slot);
        for (var name : label.orderIDs()) byOrderID.putIfAbsent(name, slot);
        used.addAll(label.used());
        return slot;
    }

    private Slot known(OrderKey key) {
        var slot = byKey.get(key);
        if (slot == null) throw new IllegalStateException("taken from the shelf and not at hand: " + key);
        return slot;
    }

    /// For who only looks: what is on the shelf stays there.
    Optional<Order> look(ClOrdID clOrdID) {
        var slot = byClOrdID.get(clOrdID);
        if (slot != null) return Optional.of(slot.order);
        int place = find(clOrdID);
        return place < 0 ? Optional.empty() : Optional.of(look(place));
    }

    private Order look(int place) {
        return taken.get(place) ? known(shelf.label(place).key()).order : shelf.filed(place).order();
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
            if (!request.clOrdID().isNone()) byClOrdID.put(request.clOrdID(), slot);
        for (var name : order.heard().names()) {
            name(slot, new SessionOrderID(order.session(), name.orderID()));
            if (!name.clOrdID().isNone()) name(slot, name.clOrdID());
        }
        for (var execution : order.executions().list())
            if (!execution.clOrdID().isNone()) name(slot, execution.clOrdID());
        return slot;
    }

    /// From now on `clOrdID` means `slot`, unless it means another, which is returned where it is at hand. None on the shelf
    /// is from outside.
    Optional<Slot> name(Slot slot, ClOrdID clOrdID) {
        if (find(clOrdID) >= 0) return Optional.ofNullable(byClOrdID.get(clOrdID));
        return Optional.ofNullable(byClOrdID.putIfAbsent(clOrdID, slot));
    }

    /// The same for a broker's.
    Optional<Slot> name(Slot slot, SessionOrderID name) {
        if (find(name) >= 0) return Optional.ofNullable(byOrderID.get(name));
        return Optional.ofNullable(byOrderID.putIfAbsent(name, slot));
    }

    /// From now on it means `slot`, whatever it meant, which is returned where it is at hand.
    Optional<Slot> rename(Slot slot, ClOrdID clOrdID) {
        return Optional.ofNullable(byClOrdID.put(clOrdID, slot));
    }

    /// The same for a broker's.
    void rename(Slot slot, SessionOrderID name) {
        byOrderID.put(name, slot);
    }

    /// It was part of another order.
    void forget(Slot stranger) {
        byKey.remove(stranger.order.key(), stranger);
        byClOrdID.values().removeIf(slot -> slot == stranger);
        byOrderID.values().removeIf(slot -> slot == stranger);
        byExecID.values().removeIf(key -> key.equals(stranger.order.key()));
    }

    /// Executions are looked up by their id alone from the first report on that asks for it: most brokers never do.
    Optional<Slot> ofExecution(BrokerSession session, ExecID execID) {
        if (!isByExecID) indexExecutions();
        var key = byExecID.get(new SessionExecID(session, execID));
        return key == null ? Optional.empty() : take(key);
    }

    private void indexExecutions() {
        isByExecID = true;
        for (var entry : entries()) {
            var session = entry instanceof BookState.Shelved(_, int place)
                    ? shelf.label(place).broker()
                    : entry.filed().order().session();
            index(entry.key(), session, entry.executions());
        }
    }

    /// Where somebody asks for them.
    void index(Slot slot, List<Execution> executions) {
        if (isByExecID) index(slot.order.key(), slot.order.session(), executions);
    }

    private void index(OrderKey key, BrokerSession session, List<Execution> executions) {
        for (var execution : executions) {
            byExecID.putIfAbsent(new SessionExecID(session, execution.execID()), key);
            byExecID.putIfAbsent(new SessionExecID(session, execution.lastExecID()), key);
        }
    }

    int size() {
        return byKey.size() + remaining().size();
    }

    /// In the order in which they were first heard of.
    List<Slot> atHand() {
        return byKey.values().stream().sorted(Comparator.comparingLong(slot -> slot.number)).toList();
    }

    /// All, in the order in which they were first heard of.
    List<BookState.Entry> entries() {
        return Stream.<BookState.Entry>concat(byKey.values().stream().map(Slot::state), remaining().entries())
                .sorted(Comparator.comparingLong(BookState.Entry::number))
                .toList();
    }

    /// All orders, in the order in which they were first heard of.
    List<Order> orders() {
        return entries().stream().map(entry -> entry.filed().order()).toList();
    }

    /// As it is until the next one is taken.
    BookState.Remaining remaining() {
        return new BookState.Remaining(shelf, taken);
    }

    /// All of it, with what the book itself has beside it.
    BookState state(
            List<Holding> holdings, List<BookState.Told> waiting, List<BookState.Asked> requests, Counts counts) {
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
                heardOf, holdings, waiting, requests, counts, isByExecID);
    }
}
