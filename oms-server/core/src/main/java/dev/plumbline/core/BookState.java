package dev.plumbline.core;

import java.util.List;

/// All that a [Book] has, to be put back with [Book#of]: what comes of it then behaves as the book itself would have, with
/// every further input. Immutable. Positions are not in it, as they follow from the orders; nor are marks and rates, which
/// are inputs from elsewhere.
///
/// Most orders of a long day are over, and never heard of again. Who reads a state that was kept may leave those
/// [Shelved]: then a book is back in a fraction of the time and memory, and takes such an order from the shelf when a report
/// or a person asks for it.
///
/// @param orders in the order in which they were first heard of
/// @param clOrdIDs all by which an order is known, and the place in `orders` of the one that each means
/// @param orderIDs the same, of brokers
/// @param used ClOrdIDs of our own requests, which may not be used again
/// @param waiting reports that wait for an order to turn up, as they came
/// @param requests of ours that wait for their order, as they came
/// @param isByExecID whether orders are looked up by ExecID alone, too
public record BookState(
        List<Entry> orders,
        List<Named> clOrdIDs,
        List<BrokerNamed> orderIDs,
        List<ClOrdID> used,
        List<Told> waiting,
        List<Asked> requests,
        Counts counts,
        boolean isByExecID) {

    /// An order of a book.
    public sealed interface Entry {
        OrderKey key();

        /// Whose order it is.
        BrokerSession broker();

        Account account();

        Symbol symbol();

        Side side();

        long enteredAt();

        /// Those by which it is known.
        List<OrderID> orderIDs();

        List<Execution> executions();

        /// The whole of it.
        Filed filed();
    }

    /// An order with what is kept beside it.
    ///
    /// @param session that its reports come over
    /// @param indexed the OrderID that it was last found under
    /// @param parked reports that wait for an execution of it
    /// @param history what made an order from outside, empty for ours
    /// @param isWhole the history is all that made it
    public record Filed(
            Order order, BrokerSession session, OrderID indexed, Seen seen, List<Told> parked, List<Told> history,
            boolean isWhole) implements Entry {
        @Override
        public OrderKey key() {
            return order.key();
        }

        @Override
        public BrokerSession broker() {
            return order.session();
        }

        @Override
        public Account account() {
            return order.account();
        }

        @Override
        public Symbol symbol() {
            return order.symbol();
        }

        @Override
        public Side side() {
            return order.side();
        }

        @Override
        public long enteredAt() {
            return order.enteredAt();
        }

        @Override
        public List<OrderID> orderIDs() {
            return order.heard().names().stream().map(Heard.Name::orderID).toList();
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

    /// An order at rest in the form in which it was kept, with what a book and those around it need to have at once.
    ///
    /// @param orderIDs by which it is known
    /// @param used ClOrdIDs of its requests
    /// @param executions all of them, for the position
    /// @param form all of it
    public record Shelved(
            OrderKey key, BrokerSession broker, Account account, Symbol symbol, Side side, long enteredAt,
            List<OrderID> orderIDs, List<ClOrdID> used, List<Execution> executions, Form form)
            implements Entry, Locker.Content {
        @Override
        public Filed filed() {
            return form.filed();
        }
    }

    /// An order that was kept.
    public interface Form {
        /// A new one each time. Any thread.
        Filed filed();
    }

    /// @param input its number
    public record Told(long input, Report report) {}

    /// @param input its number
    public record Asked(long input, Command command) {}

    public record Named(ClOrdID clOrdID, int order) {}

    public record BrokerNamed(BrokerSession session, OrderID orderID, int order) {}
}
