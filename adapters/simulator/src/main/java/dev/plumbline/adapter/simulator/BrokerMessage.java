package dev.plumbline.adapter.simulator;

import dev.plumbline.core.Account;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// What the broker tells its client, whatever the version of FIX it will be written in. `transactTime` is nanoseconds
/// since the epoch, UTC.
sealed interface BrokerMessage {
    long transactTime();

    /// ExecutionReport(8).
    ///
    /// @param clOrdID of the request that it answers, or else the one in force
    /// @param origClOrdID where it answers a cancel, a replace or a question under an old id; NONE otherwise
    /// @param execRefID the execution that is busted or corrected, NONE otherwise
    /// @param lastQty of a trade or correction, zero otherwise
    record ExecutionReport(
            ExecType execType,
            ExecID execID,
            ExecID execRefID,
            ClOrdID clOrdID,
            ClOrdID origClOrdID,
            Qty lastQty,
            Px lastPx,
            OrdRejReason ordRejReason,
            ExecRestatementReason execRestatementReason,
            String text,
            Standing standing,
            long transactTime)
            implements BrokerMessage {}

    /// OrderCancelReject(9).
    ///
    /// @param origClOrdID the last id accepted (FIX 4.3 and later)
    /// @param askedClOrdID as the request said it, which is what FIX 4.2 repeats
    /// @param toReplace it answers a replace, not a cancel: CxlRejResponseTo(434)
    record CancelReject(
            ClOrdID clOrdID,
            ClOrdID origClOrdID,
            ClOrdID askedClOrdID,
            OrderID orderID,
            OrdStatus ordStatus,
            boolean toReplace,
            CxlRejReason cxlRejReason,
            String text,
            long transactTime)
            implements BrokerMessage {}

    /// An order as it stands when a message about it is made.
    record Standing(
            OrderID orderID,
            OrdStatus ordStatus,
            Account account,
            Symbol symbol,
            Side side,
            OrdType ordType,
            TimeInForce timeInForce,
            Qty orderQty,
            Px price,
            Qty leavesQty,
            Qty cumQty,
            Px avgPx) {}
}
