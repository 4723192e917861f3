package dev.plumbline.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The positions of a shard, derived from the executions that stand. They count in the order of TransactTime, then
/// ExecID (rule 13), so a late report gives the PnL that it would have given in time. Single writer.
public final class Positions {
    private static final Comparator<Key> BY_NAME =
            Comparator.comparing((Key key) -> key.account.value()).thenComparing(key -> key.symbol.value());

    private final CostMethod method;
    private final Map<Key, Line> lines = new HashMap<>();

    public Positions() {
        this(CostMethod.AVERAGE_COST);
    }

    public Positions(CostMethod method) {
        this.method = method;
    }

    /// As they were, shown by that method.
    static Positions of(CostMethod method, List<Holding> holdings) {
        var positions = new Positions(method);
        for (var holding : holdings)
            positions.lines.put(new Key(holding.account(), holding.symbol()), new Line(holding, method));
        return positions;
    }

    /// What they follow from, ordered by name.
    List<Holding> holdings() {
        return lines.entrySet().stream().sorted(Map.Entry.comparingByKey(BY_NAME)).map(line -> line.getValue().state()).toList();
    }

    /// Where an account has traded a symbol in several currencies, the position in the first of them by name; [#all()]
    /// has each.
    public Position of(Account account, Symbol symbol) {
        return of(account, symbol, Currency.NONE);
    }

    /// @param currency which one, where there are several
    public Position of(Account account, Symbol symbol, Currency currency) {
        var line = lines.get(new Key(account, symbol));
        return line == null ? Position.flat(account, symbol) : line.position(currency);
    }

    /// What an account holds of a symbol, whatever it was paid in; negative for short.
    Qty held(Account account, Symbol symbol) {
        var line = lines.get(new Key(account, symbol));
        var held = Qty.ZERO;
        if (line != null) for (var position : line.positions()) held = held.plus(position.qty());
        return held;
    }

    public Collection<Position> all() {
        return lines.values().stream().flatMap(line -> line.positions().stream()).toList();
    }

    /// Follows what a report did to the executions of `order`, and returns the position that it left.
    /// @throws ArithmeticException where figures overflow; nothing is changed then
    Position follow(Order order, Booking booking) {
        if (booking instanceof Booking.None) return of(order.account(), order.symbol(), currency(order));
        var key = new Key(order.account(), order.symbol());
        var known = lines.get(key);
        var line = known == null ? new Line(key.account(), key.symbol(), method) : known;
        line.prepare(booking);
        lines.put(key, line);
        line.follow(order.key(), order.side(), booking);
        return line.position(currency(order));
    }

    /// Takes in all executions of an order.
    void restore(Order order) {
        var executions = order.executions().list();
        if (executions.isEmpty()) return;
        var line = lines.computeIfAbsent(
                new Key(order.account(), order.symbol()), key -> new Line(key.account(), key.symbol(), method));
        for (var execution : executions) {
            line.prepare(new Booking.Booked(execution));
            line.add(order.key(), order.side(), execution);
        }
    }

    /// Gives up all executions of an order that turned out to be another.
    void forget(Order order) {
        var line = lines.get(new Key(order.account(), order.symbol()));
        if (line != null)
            for (var execution : order.executions().list()) line.remove(order.key(), order.side(), execution);
    }

    private static Currency currency(Order order) {
        var executions = order.executions();
        return executions.size() == 0
                ? Currency.NONE
                : executions.get(executions.size() - 1).costs().currency();
    }

    private record Key(Account account, Symbol symbol) {
        /// Accounts and symbols that differ in their last digits only are the rule, and a record's own hash has most of
        /// their pairs collide.
        @Override
        public int hashCode() {
            return account.hashCode() * 0x9E3779B9 + symbol.hashCode();
        }
    }
}
