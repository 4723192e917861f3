package dev.plumbline.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The positions of a shard, derived from the executions that stand. They count in the order of TransactTime, then
/// ExecID (rule 13), so a late report gives the PnL that it would have given in time. Single writer.
public final class Positions {
    private final Map<Key, Line> lines = new HashMap<>();

    public Position of(Account account, Symbol symbol) {
        var line = lines.get(new Key(account, symbol));
        return line == null ? Position.flat(account, symbol) : line.position;
    }

    public Collection<Position> all() {
        return lines.values().stream().map(line -> line.position).toList();
    }

    /// Follows what a report did to the executions of `order`, and returns the position that it left.
    /// @throws ArithmeticException where figures overflow; nothing is changed then
    Position follow(Order order, Booking booking) {
        return switch (booking) {
            case Booking.None() -> of(order.account(), order.symbol());
            case Booking.Booked(var execution) -> line(order).plus(new Trade(order, execution));
            case Booking.Busted(var was, _) -> line(order).minus(new Trade(order, was));
            case Booking.Corrected(var was, var now) ->
                line(order).exchanged(new Trade(order, was), new Trade(order, now));
        };
    }

    private Line line(Order order) {
        return lines.computeIfAbsent(new Key(order.account(), order.symbol()), Line::new);
    }

    private record Key(Account account, Symbol symbol) {}

    /// An execution as it moves a position.
    private record Trade(long transactTime, String execID, String orderKey, Qty signed, Px px)
            implements Comparable<Trade> {
        Trade(Order order, Execution execution) {
            this(
                    execution.transactTime(),
                    execution.execID().value(),
                    order.key().value(),
                    order.side().signed(execution.qty()),
                    execution.px());
        }

        @Override
        public int compareTo(Trade other) {
            if (transactTime != other.transactTime) return Long.compare(transactTime, other.transactTime);
            int byExecID = execID.compareTo(other.execID);
            return byExecID != 0 ? byExecID : orderKey.compareTo(other.orderKey);
        }
    }

    private static final class Line {
        private List<Trade> trades = new ArrayList<>();
        private Position position;

        Line(Key key) {
            position = Position.flat(key.account(), key.symbol());
        }

        Position plus(Trade trade) {
            if (trades.isEmpty() || trades.getLast().compareTo(trade) <= 0) {
                position = position.traded(trade.signed(), trade.px());
                trades.add(trade);
                return position;
            }
            var changed = new ArrayList<>(trades);
            changed.add(insertionPoint(trade), trade);
            return refold(changed);
        }

        Position minus(Trade trade) {
            return refold(without(trade));
        }

        Position exchanged(Trade was, Trade now) {
            var changed = without(was);
            int at = 0;
            while (at < changed.size() && changed.get(at).compareTo(now) <= 0) at++;
            changed.add(at, now);
            return refold(changed);
        }

        private List<Trade> without(Trade trade) {
            for (int i = insertionPoint(trade) - 1; i >= 0; i--)
                if (trades.get(i).equals(trade)) {
                    var changed = new ArrayList<>(trades);
                    changed.remove(i);
                    return changed;
                }
            throw new IllegalStateException("no such trade in the position: " + trade);
        }

        /// Nothing is changed where figures overflow.
        private Position refold(List<Trade> changed) {
            var folded = Position.flat(position.account(), position.symbol());
            for (var trade : changed) folded = folded.traded(trade.signed(), trade.px());
            trades = changed;
            position = folded;
            return position;
        }

        /// Behind all that are not later.
        private int insertionPoint(Trade trade) {
            int low = 0;
            int high = trades.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (trades.get(middle).compareTo(trade) <= 0) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }
}
