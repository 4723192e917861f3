package dev.plumbline.core;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All that a [Book] has, to be put back with [Book#of]: what comes of it then behaves as the book itself would have, with
/// every further input. Immutable. Marks and rates are not in it: they are inputs from elsewhere.
///
/// Most orders of a long day are over, and never heard of again. Who reads a state that was kept may leave those on a
/// [Shelf]: then a book is back in a fraction of the time and memory, and takes such an order from the shelf when a report or
/// a person asks for it.
///
/// @param orders that are at hand, in the order in which they were first heard of
/// @param shelved the others
/// @param clOrdIDs all by which an order at hand is known, and the place in `orders` of the one that each means: a name means
///     one order, at hand or on the shelf
/// @param orderIDs the same, of brokers
/// @param used ClOrdIDs of our own requests, which may not be used again, but for those of orders on the shelf
/// @param heardOf so many orders were ever heard of: the next one gets this number
/// @param holdings what the positions follow from
/// @param waiting what waits for an order to turn up, as it came
/// @param isByExecID whether orders are looked up by ExecID alone, too
/// @param halts in force, the oldest first
public record BookState(
        List<Filed> orders,
        Remaining shelved,
        List<Named> clOrdIDs,
        List<BrokerNamed> orderIDs,
        List<ClOrdID> used,
        long heardOf,
        List<Holding> holdings,
        List<Waits> waiting,
        Counts counts,
        boolean isByExecID,
        List<Halt> halts) {

    /// An order of a book.
    public sealed interface Entry {
        OrderKey key();

        Account account();

        long enteredAt();

        List<Execution> executions();

        /// The whole of it.
        Filed filed();
    }

    /// An order with what is kept beside it.
    ///
    /// @param number so many orders of the book were heard of before it
    /// @param session that its reports come over
    /// @param indexed the OrderID that it was last found under
    /// @param parked reports that wait for an execution of it
    /// @param history what made an order from outside, empty for ours
    /// @param isWhole the history is all that made it
    public record Filed(
            long number, Order order, BrokerSession session, OrderID indexed, Seen seen, List<Told> parked,
            List<Told> history, boolean isWhole) implements Entry {
        @Override
        public OrderKey key() {
            return order.key();
        }

        @Override
        public Account account() {
            return order.account();
        }

        @Override
        public long enteredAt() {
            return order.enteredAt();
        }

        @Override
        public List<Execution> executions() {
            return order.executions().list();
        }

        @Override
        public Filed filed() {
            return this;
        }

        /// Whether it may be shelved: an order of ours that is over, with nothing that it or anybody waits for.
        public boolean isAtRest() {
            return !order.isOpen() && !order.awaitsAnswer() && !order.has(Flag.EXTERNAL)
                    && !order.has(Flag.UNKNOWN_OUTCOME) && parked.isEmpty() && history.isEmpty() && isWhole;
        }
    }

    /// An order that stays where it is until somebody asks for it. Any thread.
    public record Shelved(Shelf shelf, int place) implements Entry {
        @Override
        public OrderKey key() {
            return shelf.label(place).key();
        }

        @Override
        public Account account() {
            return shelf.label(place).account();
        }

        @Override
        public long enteredAt() {
            return shelf.enteredAt(place);
        }

        @Override
        public List<Execution> executions() {
            return shelf.executions(place);
        }

        @Override
        public Filed filed() {
            return shelf.filed(place);
        }
    }

    /// What is left on a shelf.
    ///
    /// @param taken places from which the order was taken. Not to be changed
    public record Remaining(Shelf shelf, BitSet taken) {
        public static final Remaining NOTHING = of(Shelf.EMPTY);

        /// All of it.
        public static Remaining of(Shelf shelf) {
            return new Remaining(shelf, new BitSet());
        }

        public int size() {
            return shelf.size() - taken.cardinality();
        }

        public boolean has(int place) {
            return !taken.get(place);
        }

        public IntStream places() {
            return IntStream.range(0, shelf.size()).filter(this::has);
        }

        public Stream<Shelved> entries() {
            return places().mapToObj(place -> new Shelved(shelf, place));
        }
    }

    /// How many orders there are.
    public int size() {
        return orders.size() + shelved.size();
    }

    /// The same with everything at hand, and the trades of each position in one stretch, for who compares: where one ends
    /// says only what came late and when there was a restart.
    public BookState unpacked() {
        var all = new ArrayList<Filed>(size());
        all.addAll(orders);
        var more = new ArrayList<>(clOrdIDs);
        var moreOfBrokers = new ArrayList<>(orderIDs);
        var usedByAll = new ArrayList<>(used);
        var shelf = shelved.shelf;
        shelved.places().forEach(place -> {
            var label = shelf.label(place);
            for (var clOrdID : label.clOrdIDs()) more.add(new Named(clOrdID, all.size()));
            for (var name : label.orderIDs()) moreOfBrokers.add(new BrokerNamed(name, all.size()));
            usedByAll.addAll(label.used());
            all.add(shelf.filed(place));
        });
        return new BookState(
                all, Remaining.NOTHING, more, moreOfBrokers, usedByAll, heardOf, unpacked(holdings), waiting, counts,
                isByExecID, halts).sorted();
    }

    private static List<Holding> unpacked(List<Holding> holdings) {
        return holdings.stream()
                .map(holding -> new Holding(
                        holding.account(), holding.symbol(), holding.scale(), holding.gross(), holding.named(),
                        holding.owed(), holding.parts().stream().map(BookState::unpacked).toList()))
                .toList();
    }

    private static Holding.InCurrency unpacked(Holding.InCurrency part) {
        var trades = part.stretches().stream().flatMap(stretch -> stretch.trades().list().stream()).toList();
        var ends = trades.isEmpty() ? trades : List.of(trades.getFirst(), trades.getLast());
        long bought = 0;
        long sold = 0;
        var paid = Money.ZERO;
        var received = Money.ZERO;
        for (var stretch : part.stretches()) {
            bought += stretch.bought();
            sold += stretch.sold();
            paid = paid.plus(stretch.paid());
            received = received.plus(stretch.received());
        }
        var one = new Holding.Stretch(
                trades.size(), bought, sold, paid, received, part.stretches().getFirst().before(), ends, new Loaded(trades));
        return new Holding.InCurrency(part.currency(), part.qty(), part.cash(), part.held(), List.of(one));
    }

    /// Trades that are there.
    record Loaded(@Override List<Holding.Trade> list) implements Holding.Trades {}

    private BookState sorted() {
        var order = IntStream.range(0, orders.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> orders.get(i).number()))
                .toList();
        var placeOf = new int[orders.size()];
        for (int i = 0; i < placeOf.length; i++) placeOf[order.get(i)] = i;
        return new BookState(
                order.stream().map(orders::get).toList(), shelved,
                clOrdIDs.stream().map(named -> new Named(named.clOrdID, placeOf[named.order])).toList(),
                orderIDs.stream().map(named -> new BrokerNamed(named.name, placeOf[named.order])).toList(),
                used, heardOf, holdings, waiting, counts, isByExecID, halts);
    }

    /// An input about an order that is not known yet, or not far enough.
    public sealed interface Waits {
        /// Its number.
        long input();
    }

    /// A report.
    public record Told(long input, Report report) implements Waits {}

    /// A request of ours.
    public record Asked(long input, Command command) implements Waits {}

    public record Named(ClOrdID clOrdID, int order) {}

    public record BrokerNamed(SessionOrderID name, int order) {}
}
