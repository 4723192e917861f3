package dev.plumbline.core;

import java.util.List;

/// One message of a broker about an order, normalised: ExecutionReport(8), OrderCancelReject(9), Reject(3) or
/// BusinessMessageReject(j). A report is a fact: it is applied, recognised as a duplicate, parked or quarantined,
/// never refused. What was not stated is `NONE`.
///
/// @param news why the message was sent
/// @param told what it says about the order as a whole, across its chain of ClOrdIDs
/// @param transactTime TransactTime(60), nanoseconds since the epoch, UTC; 0 where not stated
/// @param possDup PossDupFlag(43): the same message again
/// @param possResend PossResend(97): maybe old content under a new sequence number
/// @param currency Currency(15), of the prices told
/// @param charges for the execution that it is about, as far as it says
public record Report(
        BrokerSession session,
        ClOrdID clOrdID,
        ClOrdID origClOrdID,
        OrderID orderID,
        ExecID execID,
        News news,
        Told told,
        long transactTime,
        boolean possDup,
        boolean possResend,
        String text,
        Currency currency,
        List<Charge> charges) {

    /// One that says nothing of currency or charges.
    public Report(
            BrokerSession session,
            ClOrdID clOrdID,
            ClOrdID origClOrdID,
            OrderID orderID,
            ExecID execID,
            News news,
            Told told,
            long transactTime,
            boolean possDup,
            boolean possResend,
            String text) {
        this(
                session, clOrdID, origClOrdID, orderID, execID, news, told, transactTime, possDup, possResend, text,
                Currency.NONE, List.of());
    }

    /// The same, about the request that `named` names.
    public Report about(ClOrdID named) {
        return new Report(
                session, named, origClOrdID, orderID, execID, news, told, transactTime, possDup, possResend, text,
                currency, charges);
    }

    /// The same, with what it says of the money beside quantity and price.
    public Report with(Currency paidIn, List<Charge> charged) {
        return new Report(
                session, clOrdID, origClOrdID, orderID, execID, news, told, transactTime, possDup, possResend, text,
                paidIn, charged);
    }

    /// The order as the broker sees it, as far as the message says.
    public record Told(
            OrdStatus ordStatus,
            Account account,
            Symbol symbol,
            Side side,
            OrdType ordType,
            TimeInForce timeInForce,
            Qty orderQty,
            Px price,
            Qty cumQty,
            Qty leavesQty) {
        public static final Told NOTHING = new Told(
                OrdStatus.NONE,
                Account.NONE,
                Symbol.NONE,
                Side.NONE,
                OrdType.NONE,
                TimeInForce.DAY,
                Qty.NONE,
                Px.NONE,
                Qty.NONE,
                Qty.NONE);

        /// Enough to make an order of, where we never heard of it (design rule 9).
        boolean describesAnOrder() {
            return !symbol.isNone() && side != Side.NONE && orderQty.isStated();
        }
    }
}
