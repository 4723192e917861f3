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
            case Booking.Several(var all) -> followAll(order, all);
        };
    }

    private Position followAll(Order order, List<Booking> all) {
        for (var booking : all) follow(order, booking);
        return of(order.account(), order.symbol());
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
        /// A trade that is late by fewer others than this is counted in without going back to the first one.
        private static final int KEPT = 64;

        private final Position flat;
        private final List<Trade> trades = new ArrayList<>();
        /// The positions before each of the last trades.
        private final List<Position> before = new ArrayList<>();

        private Position position;

        Line(Key key) {
            flat = Position.flat(key.account(), key.symbol());
            position = flat;
        }

        Position plus(Trade trade) {
            if (!trades.isEmpty() && trades.getLast().compareTo(trade) > 0) {
                int index = insertionPoint(trades, trade);
                var tail = from(index);
                tail.addFirst(trade);
                return recount(index, tail);
            }
            var next = position.traded(trade.signed(), trade.px());
            trades.add(trade);
            before.add(position);
            forget();
            position = next;
            return position;
        }

        Position minus(Trade trade) {
            int index = indexOf(trade);
            return recount(index, from(index + 1));
        }

        Position exchanged(Trade was, Trade now) {
            int index = indexOf(was);
            int first = Math.min(index, insertionPoint(trades, now));
            var tail = from(first);
            tail.remove(index - first);
            tail.add(insertionPoint(tail, now), now);
            return recount(first, tail);
        }

        private int indexOf(Trade trade) {
            for (int i = insertionPoint(trades, trade) - 1; i >= 0; i--) if (trades.get(i).equals(trade)) return i;
            throw new IllegalStateException("no such trade in the position: " + trade);
        }

        private List<Trade> from(int index) {
            return new ArrayList<>(trades.subList(index, trades.size()));
        }

        /// The trades from `index` on become `tail`. Nothing is changed where figures overflow.
        private Position recount(int index, List<Trade> tail) {
            int back = trades.size() - index;
            if (back > before.size()) {
                tail.addAll(0, trades.subList(0, index));
                return recountAll(tail);
            }
            var positions = new ArrayList<Position>(tail.size());
            var counted = count(back == 0 ? position : before.get(before.size() - back), tail, positions);
            keepFirst(trades, index).addAll(tail);
            keepFirst(before, before.size() - back).addAll(positions);
            forget();
            position = counted;
            return position;
        }

        private Position recountAll(List<Trade> all) {
            var positions = new ArrayList<Position>(all.size());
            var counted = count(flat, all, positions);
            keepFirst(trades, 0).addAll(all);
            keepFirst(before, 0).addAll(positions);
            forget();
            position = counted;
            return position;
        }

        private static Position count(Position start, List<Trade> trades, List<Position> before) {
            var counted = start;
            for (var trade : trades) {
                before.add(counted);
                counted = counted.traded(trade.signed(), trade.px());
            }
            return counted;
        }

        private static <T> List<T> keepFirst(List<T> list, int count) {
            list.subList(count, list.size()).clear();
            return list;
        }

        private void forget() {
            if (before.size() > 2 * KEPT) before.subList(0, before.size() - KEPT).clear();
        }

        /// Behind all that are not later.
        private static int insertionPoint(List<Trade> trades, Trade trade) {
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
