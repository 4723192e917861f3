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

import dev.plumbline.core.Counts;

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

    /// Reports that the brokers sent and that are in no order of ours.
    public void unplaced(Counts counts) {
        if (counts.parked() > 0) differ("parked", counts.parked() + " reports still wait for what they refer to");
        if (counts.quarantined() > 0) differ("quarantined", counts.quarantined() + " reports could not be read");
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
