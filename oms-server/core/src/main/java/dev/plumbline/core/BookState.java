package dev.plumbline.core;

import java.util.List;

/// All that a [Book] has, to be put back with [Book#of]: what comes of it then behaves as the book itself would have, with
/// every further input. Immutable. Positions are not in it, as they follow from the orders; nor are marks and rates, which
/// are inputs from elsewhere.
///
/// @param orders in the order in which they were first heard of
/// @param clOrdIDs all by which an order is known, and the place in `orders` of the one that each means
/// @param orderIDs the same, of brokers
/// @param used ClOrdIDs of our own requests, which may not be used again
/// @param waiting reports that wait for an order to turn up, as they came
/// @param requests of ours that wait for their order, as they came
/// @param isByExecID whether orders are looked up by ExecID alone, too
public record BookState(
        List<Filed> orders,
        List<Named> clOrdIDs,
        List<BrokerNamed> orderIDs,
        List<ClOrdID> used,
        List<Told> waiting,
        List<Asked> requests,
        Counts counts,
        boolean isByExecID) {

    /// An order with what is kept beside it.
    ///
    /// @param session that its reports come over
    /// @param indexed the OrderID that it was last found under
    /// @param parked reports that wait for an execution of it
    /// @param history what made an order from outside, empty for ours
    /// @param isWhole the history is all that made it
    public record Filed(
            Order order, BrokerSession session, OrderID indexed, Seen seen, List<Told> parked, List<Told> history,
            boolean isWhole) {}

    /// @param input its number
    public record Told(long input, Report report) {}

    /// @param input its number
    public record Asked(long input, Command command) {}

    public record Named(ClOrdID clOrdID, int order) {}

    public record BrokerNamed(BrokerSession session, OrderID orderID, int order) {}
}
