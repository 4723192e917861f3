package dev.plumbline.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// All orders and positions of one shard, and the two doors to them: [#decide] and [#sent] for our commands,
/// [#report] for the broker's reports. It finds the order that an input is about, keeps what cannot be placed yet,
/// and counts what became of each input. Deterministic. Single writer: one thread, no locks; the records it hands
/// out are immutable and may go anywhere.
public final class Book {
    private final Map<OrderKey, Slot> slots = new LinkedHashMap<>();
    private final Map<ClOrdID, Slot> byClOrdID = new HashMap<>();
    private final Map<SessionOrderID, Slot> byOrderID = new HashMap<>();
    private final Map<Object, List<Parked>> parked = new HashMap<>();
    private final Positions positions = new Positions();
    private Counts counts = Counts.NONE;

    /// Whether `command` may be sent. Changes nothing.
    public Decision decide(Command command, Rules rules) {
        try {
            return decided(command, rules);
        } catch (ArithmeticException overflow) {
            return new Decision.Refused(Refusal.BAD_QUANTITY, "figures out of range: " + overflow.getMessage());
        }
    }

    private Decision decided(Command command, Rules rules) {
        if (!(command instanceof Command.Status) && byClOrdID.containsKey(command.clOrdID()))
            return new Decision.Refused(
                    Refusal.DUPLICATE_CLORDID, "ClOrdID '" + command.clOrdID() + "' was used before");
        return switch (command) {
            case Command.Enter enter -> rules.check(enter);
            case Command.Cancel cancel -> whileOpen(cancel.origClOrdID());
            case Command.Replace replace -> {
                var open = whileOpen(replace.origClOrdID());
                if (open instanceof Decision.Refused) yield open;
                var order = order(replace.origClOrdID());
                yield rules.check(
                        order.symbol(), order.ordType(), replace.orderQty(), replace.price().or(order.price()));
            }
            case Command.Status status -> byClOrdID.containsKey(status.clOrdID())
                    ? new Decision.Accepted()
                    : unknown(status.clOrdID());
        };
    }

    private Decision whileOpen(ClOrdID clOrdID) {
        var slot = byClOrdID.get(clOrdID);
        if (slot == null) return unknown(clOrdID);
        return slot.order.isOpen()
                ? new Decision.Accepted()
                : new Decision.Refused(
                        Refusal.ORDER_OVER,
                        "order " + clOrdID + " is over: " + slot.order.ordStatus().label());
    }

    private static Decision unknown(ClOrdID clOrdID) {
        return new Decision.Refused(Refusal.UNKNOWN_ORDER, "no order '" + clOrdID + "'");
    }

    /// A command that was sent, now or in a log: a fact. Only an own ClOrdID used twice is quarantined, and a
    /// duplicate where `possResend` says so (rule 7).
    public Result sent(long input, Command command, boolean possResend) {
        var result = applied(input, command, possResend);
        counts = counts.plus(result.outcome());
        return result;
    }

    private Result applied(long input, Command command, boolean possResend) {
        if (command instanceof Command.Status status) {
            var slot = byClOrdID.get(status.clOrdID());
            return slot == null
                    ? Result.of(Outcome.APPLIED, "")
                    : new Result(Outcome.APPLIED, "", List.of(change(input, slot.order, Booking.NONE)));
        }
        var known = byClOrdID.get(command.clOrdID());
        if (known != null && !(command instanceof Command.Enter && known.order.has(Flag.EXTERNAL)))
            return Result.of(
                    possResend ? Outcome.DUPLICATE : Outcome.QUARANTINED,
                    "ClOrdID " + command.clOrdID() + " was used before");
        return switch (command) {
            case Command.Enter enter -> entered(input, enter);
            case Command.Cancel cancel -> requested(
                    input, cancel.clOrdID(), cancel.origClOrdID(), order -> OrderLifecycle.cancelSent(order, cancel));
            case Command.Replace replace -> requested(
                    input, replace.clOrdID(), replace.origClOrdID(),
                    order -> OrderLifecycle.replaceSent(order, replace));
            case Command.Status _ -> throw new AssertionError("handled above");
        };
    }

    private Result entered(long input, Command.Enter enter) {
        var slot = byClOrdID.get(enter.clOrdID());
        if (slot == null) slot = file(OrderLifecycle.entered(enter));
        else slot.order = OrderLifecycle.claimed(slot.order, enter);
        return settled(input, slot, Booking.NONE);
    }

    private Result requested(
            long input, ClOrdID clOrdID, ClOrdID origClOrdID, UnaryOperator<Order> request) {
        var slot = byClOrdID.get(origClOrdID);
        if (slot == null) return Result.of(Outcome.PARKED, "no order " + origClOrdID + " for request " + clOrdID);
        slot.order = request.apply(slot.order);
        byClOrdID.put(clOrdID, slot);
        return settled(input, slot, Booking.NONE);
    }

    /// A report of a broker. Never refused, never dropped: the outcome says what became of it.
    /// @param input a number of the caller's for it, given back with its [Change]
    public Result report(long input, Report report) {
        var result = placed(input, report);
        counts = counts.plus(result.outcome());
        return result;
    }

    private Result placed(long input, Report report) {
        var found = find(report);
        if (found.isPresent()) return step(input, found.get(), report);
        if (adoptable(report)) return step(input, file(OrderLifecycle.adopted(report)), report);
        return park(awaited(report), new Parked(input, report), "no order for this report yet");
    }

    private Result step(long input, Slot slot, Report report) {
        var step = OrderLifecycle.step(slot.order, report);
        return switch (step.outcome()) {
            case PARKED -> park(slot.order.key(), new Parked(input, report), step.reason());
            case QUARANTINED -> Result.of(Outcome.QUARANTINED, step.reason());
            default -> {
                boolean first = slot.seen.add(fingerprint(report));
                boolean changed = step.order() != slot.order;
                slot.order = step.order();
                if (!first && !changed) yield new Result(Outcome.DUPLICATE, "", List.of());
                index(slot, report);
                yield settled(input, slot, step.booking());
            }
        };
    }

    /// The change, and all that waited for what it brought.
    private Result settled(long input, Slot slot, Booking booking) {
        var first = change(input, slot.order, booking);
        if (parked.isEmpty()) return new Result(Outcome.APPLIED, "", List.of(first));
        var changes = new ArrayList<Change>();
        changes.add(first);
        release(slot, changes::add);
        return new Result(Outcome.APPLIED, "", changes);
    }

    private Change change(long input, Order order, Booking booking) {
        return new Change(input, order, booking, positions.follow(order, booking));
    }

    private void release(Slot slot, Consumer<Change> changed) {
        var waiting = new ArrayList<Parked>();
        for (var key : slot.names()) {
            var list = parked.remove(key);
            if (list != null) waiting.addAll(list);
        }
        for (var entry : waiting) {
            counts = counts.moved(Outcome.PARKED, Outcome.APPLIED);
            var result = step(entry.input(), slot, entry.report());
            if (result.outcome() != Outcome.APPLIED) counts = counts.moved(Outcome.APPLIED, result.outcome());
            result.changes().forEach(changed);
        }
    }

    private Result park(Object awaited, Parked entry, String reason) {
        parked.computeIfAbsent(awaited, _ -> new ArrayList<>()).add(entry);
        return Result.of(Outcome.PARKED, reason);
    }

    private Optional<Slot> find(Report report) {
        var slot = byClOrdID.get(report.clOrdID());
        if (slot == null && !report.origClOrdID().isNone()) slot = byClOrdID.get(report.origClOrdID());
        if (slot == null && !report.orderID().isNone())
            slot = byOrderID.get(new SessionOrderID(report.session(), report.orderID()));
        return Optional.ofNullable(slot);
    }

    private static boolean adoptable(Report report) {
        boolean named = !report.clOrdID().isNone() || !report.orderID().isNone();
        return named && report.told().describesAnOrder() && !isReject(report.news());
    }

    private static boolean isReject(News news) {
        return news instanceof News.CancelRejected
                || news instanceof News.RequestRejected
                || news instanceof News.Rejected;
    }

    private static Object awaited(Report report) {
        if (!report.clOrdID().isNone()) return report.clOrdID();
        return new SessionOrderID(report.session(), report.orderID());
    }

    private Slot file(Order order) {
        var slot = new Slot(order);
        slots.put(order.key(), slot);
        for (var request : order.requests())
            if (!request.clOrdID().isNone()) byClOrdID.put(request.clOrdID(), slot);
        indexOrderID(slot);
        return slot;
    }

    private void index(Slot slot, Report report) {
        if (!report.clOrdID().isNone()) byClOrdID.putIfAbsent(report.clOrdID(), slot);
        indexOrderID(slot);
    }

    private void indexOrderID(Slot slot) {
        if (slot.indexedOrderID.equals(slot.order.orderID())) return;
        slot.indexedOrderID = slot.order.orderID();
        byOrderID.putIfAbsent(new SessionOrderID(slot.order.session(), slot.indexedOrderID), slot);
    }

    /// An input that could not even be read as a report or command, counted here so that the sum holds.
    public Result unreadable(String reason) {
        counts = counts.plus(Outcome.QUARANTINED);
        return Result.of(Outcome.QUARANTINED, reason);
    }

    /// Takes back an order that was kept elsewhere, executions and position included. Before any input.
    public void restore(Order order) {
        file(order);
        for (var execution : order.executions().list())
            if (execution.stands()) positions.follow(order, new Booking.Booked(execution));
    }

    /// The order that `clOrdID`, or any other id of its chain, names.
    /// @throws IllegalArgumentException where there is none; ask [#knows] first
    public Order order(ClOrdID clOrdID) {
        var slot = byClOrdID.get(clOrdID);
        if (slot == null) throw new IllegalArgumentException("no order '" + clOrdID + "'");
        return slot.order;
    }

    public boolean knows(ClOrdID clOrdID) {
        return byClOrdID.containsKey(clOrdID);
    }

    /// All orders, in the order in which they were first heard of.
    public List<Order> orders() {
        return slots.values().stream().map(slot -> slot.order).toList();
    }

    public Collection<Position> positions() {
        return positions.all();
    }

    public Position position(Account account, Symbol symbol) {
        return positions.of(account, symbol);
    }

    public Counts counts() {
        return counts;
    }

    /// Two reports with the same fingerprint are the same report: all that counts is in it, arrival is not.
    private static long fingerprint(Report report) {
        long hash = report.execID().hashCode();
        hash = hash * 0x9E3779B97F4A7C15L + report.clOrdID().hashCode();
        hash = hash * 0x9E3779B97F4A7C15L + report.news().hashCode();
        hash = hash * 0x9E3779B97F4A7C15L + report.told().hashCode();
        return hash * 0x9E3779B97F4A7C15L + report.transactTime();
    }

    private record SessionOrderID(BrokerSession session, OrderID orderID) {}

    private record Parked(long input, Report report) {}

    private static final class Slot {
        private Order order;
        private OrderID indexedOrderID = OrderID.NONE;
        private final LongSet seen = new LongSet();

        Slot(Order order) {
            this.order = order;
        }

        /// All that a parked report may be waiting under.
        List<Object> names() {
            var names = new ArrayList<>();
            names.add(order.key());
            for (var request : order.requests()) names.add(request.clOrdID());
            names.add(new SessionOrderID(order.session(), order.orderID()));
            return names;
        }
    }
}
