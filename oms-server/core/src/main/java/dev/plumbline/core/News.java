package dev.plumbline.core;

/// Why a broker sent a message: ExecType(150), with ExecTransType(20) read first where it is there (FIX 4.2), or
/// the reject that it is.
public sealed interface News {
    /// 150=0: the order is accepted.
    record New() implements News {}

    /// 150=A.
    record PendingNew() implements News {}

    /// 150=F, or 150=1/2 with LastQty(32) above 0: an execution. `lastQty` is positive.
    record Trade(Qty lastQty, Px lastPx) implements News {}

    /// A trade whose id says which version of it this is, as some brokers count corrections up behind the last dot of
    /// the ExecID. The report's ExecID is the id without that; the highest version stands.
    record TradeVersion(Qty lastQty, Px lastPx, int version) implements News {}

    /// Of brokers that name no executions: what CumQty(14) tells was executed so far, at this average of all of it.
    record Executed(Px avgPx) implements News {}

    /// 150=H or 20=1: the execution `execRefID` never happened.
    record TradeCancel(ExecID execRefID) implements News {}

    /// 150=G or 20=2: the execution `execRefID` was of this full quantity and price (not a difference).
    record TradeCorrect(ExecID execRefID, Qty lastQty, Px lastPx) implements News {}

    /// A report of its own about what was charged for the execution `execRefID`, before or after that. The report's
    /// ExecID is its own id, not that of the execution.
    record Charged(ExecID execRefID) implements News {}

    /// 150=6: the broker works on our cancel. Fills may still come.
    record PendingCancel() implements News {}

    /// 150=E: the broker works on our replace. Fills may still come.
    record PendingReplace() implements News {}

    /// 150=5: the order goes on under a new ClOrdID, with the terms told.
    record Replaced() implements News {}

    /// 150=4.
    record Canceled() implements News {}

    /// 150=8. Where the OrdStatus told is not Rejected too, a duplicate of the order was rejected and the order lives.
    record Rejected() implements News {}

    /// 150=C.
    record Expired() implements News {}

    /// 150=3.
    record DoneForDay() implements News {}

    /// 150=9.
    record Suspended() implements News {}

    /// 150=7: executions are guaranteed, none has happened; LastQty is no execution here.
    record Stopped() implements News {}

    /// 150=B.
    record Calculated() implements News {}

    /// 150=D: the broker changed the order by itself; `reason` is ExecRestatementReason(378), -1 where not stated.
    record Restated(int reason) implements News {}

    /// 150=I or 20=3: an answer to a question. Never a fill.
    record OrderStatus() implements News {}

    /// 150=L.
    record Triggered() implements News {}

    /// A trade report of quantity 0, and any other word on the state that books nothing: what it tells still counts.
    record Remark() implements News {}

    /// OrderCancelReject(9): our request `clOrdID` failed; the order goes on as it was.
    record CancelRejected() implements News {}

    /// Reject(3) or BusinessMessageReject(j) of a message of ours. `refMsgType` is RefMsgType(372), `refSeqNum`
    /// RefSeqNum(45), 0 where not stated.
    record RequestRejected(String refMsgType, long refSeqNum) implements News {}
}
