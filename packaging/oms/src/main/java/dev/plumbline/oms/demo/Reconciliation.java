package dev.plumbline.oms.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plumbline.adapter.simulator.Misdeed;
import dev.plumbline.core.Counts;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Order;

/// Compares what the brokers know to be true with what we believe and what we have written. One line for each
/// disagreement, so that a person can look it up.
public final class Reconciliation {
    private final List<String> differences = new ArrayList<>();

    /// @param left and `right` name the two sides in the lines
    public void compare(String left, Collection<Seen> those, String right, Collection<Seen> these) {
        var byId = byId(these);
        for (var order : those) {
            var other = byId.remove(order.clOrdID());
            if (other == null) differ(order.clOrdID(), left + " has it, " + right + " does not");
            else compare(left, order, right, other);
        }
        for (var surplus : byId.keySet()) differ(surplus, right + " has it, " + left + " does not");
    }

    private void compare(String left, Seen order, String right, Seen other) {
        field(left, order, right, other, "ids", Seen::chain);
        field(left, order, right, other, "Account", Seen::account);
        field(left, order, right, other, "Symbol", Seen::symbol);
        field(left, order, right, other, "Side", Seen::side);
        field(left, order, right, other, "OrdStatus", Seen::ordStatus);
        field(left, order, right, other, "OrderQty", Seen::orderQty);
        field(left, order, right, other, "CumQty", Seen::cumQty);
        field(left, order, right, other, "AvgPx", Seen::avgPx);
        field(left, order, right, other, "executions", Seen::executions);
    }

    private void field(String left, Seen order, String right, Seen other, String name, Function<Seen, Object> of) {
        var mine = of.apply(order);
        var theirs = of.apply(other);
        if (!Objects.equals(mine, theirs))
            differ(order.clOrdID(), name + ": " + left + " says " + mine + ", " + right + " says " + theirs);
    }

    /// Reports that the brokers sent and that are in no order of ours. Each that was unreadable from the first must have
    /// been kept; one that was spoiled on the wire may have been, as what its checksum says it is.
    ///
    /// @param misdeeds what the brokers' ledgers say of all of them
    /// @param starts of the server: each may have been sent again, as it is, after each of them
    public void unplaced(Counts counts, Map<Misdeed, Long> misdeeds, int starts) {
        if (counts.parked() > 0) differ("parked", counts.parked() + " reports still wait for what they refer to");
        long unreadable = times(misdeeds, Misdeed.UNREADABLE);
        long spoiled = times(misdeeds, Misdeed.CORRUPTED) + times(misdeeds, Misdeed.TRUNCATED);
        if (counts.quarantined() < unreadable)
            differ("quarantined", unreadable + " unreadable reports were told, and only " + counts.quarantined() + " kept");
        if (counts.quarantined() > (unreadable + spoiled) * starts)
            differ("quarantined", counts.quarantined() + " reports could not be read, and the brokers know of "
                    + unreadable + " that they garbled and " + spoiled + " that the line has spoiled");
    }

    private static long times(Map<Misdeed, Long> misdeeds, Misdeed kind) {
        return misdeeds.getOrDefault(kind, 0L);
    }

    /// Without the orders of ours that certainly never went out and were ended for that; a broker that rejects an order
    /// has it in its book.
    public static List<Order> withoutUnsent(Collection<Order> orders, Collection<Seen> ledger) {
        var told = ledger.stream().map(Seen::clOrdID).collect(Collectors.toSet());
        return orders.stream()
                .filter(order -> order.ordStatus() != OrdStatus.REJECTED || told.contains(order.key().value()))
                .toList();
    }

    /// Figures by name that have no order of their own, such as positions; each must be on both sides.
    public <T> void figures(String left, Map<String, T> those, String right, Map<String, T> these) {
        var names = new TreeSet<>(those.keySet());
        names.addAll(these.keySet());
        for (var name : names) {
            var mine = Optional.ofNullable(those.get(name));
            var theirs = Optional.ofNullable(these.get(name));
            if (!mine.equals(theirs)) differ(name, left + " says " + words(mine) + ", " + right + " says " + words(theirs));
        }
    }

    private static String words(Optional<?> figure) {
        return figure.map(Object::toString).orElse("nothing");
    }

    /// One more disagreement.
    public void differ(String what, String how) {
        differences.add(what + ": " + how);
    }

    public List<String> differences() {
        return differences;
    }

    private static Map<String, Seen> byId(Collection<Seen> orders) {
        return orders.stream().collect(Collectors.toMap(Seen::clOrdID, order -> order));
    }
}
