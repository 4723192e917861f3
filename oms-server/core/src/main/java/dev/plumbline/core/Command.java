package dev.plumbline.core;

/// What our side asks of a broker. A command may be refused before it leaves ([Book#decide]); once sent it is a
/// fact like any other ([Book#sent]). Each carries a fresh ClOrdID; `at` is nanoseconds since the epoch, UTC.
public sealed interface Command {
    ClOrdID clOrdID();

    long at();

    /// NewOrderSingle(D). `price` is [Px#NONE] for a market order.
    record Enter(
            ClOrdID clOrdID,
            BrokerSession session,
            Account account,
            Symbol symbol,
            Side side,
            Qty orderQty,
            OrdType ordType,
            Px price,
            TimeInForce timeInForce,
            long at)
            implements Command {}

    /// OrderCancelRequest(F).
    record Cancel(ClOrdID clOrdID, ClOrdID origClOrdID, long at) implements Command {}

    /// OrderCancelReplaceRequest(G). `orderQty` is the new total, not what should remain; `price` is the new limit.
    record Replace(ClOrdID clOrdID, ClOrdID origClOrdID, Qty orderQty, Px price, long at) implements Command {}

    /// OrderStatusRequest(H): asks about the order that `clOrdID` names and changes nothing.
    record Status(ClOrdID clOrdID, long at) implements Command {}
}
