package dev.plumbline.core;

/// What a person should know about an order beyond its numbers. A flag never changes a number.
public enum Flag {
    /// The broker's CumQty is above what we booked: a trade is missing ([Order#unexplainedQty()]).
    CUM_GAP,
    /// The broker's CumQty is below what we booked, and no bust said why. Our booking stays.
    CUM_MISMATCH,
    /// A fill came after the order had ended.
    LATE_FILL,
    /// More was executed than ordered.
    OVERFILL,
    /// A trade came without ExecID and was booked by the advance of CumQty.
    NO_EXECID,
    /// The order was not entered through us.
    EXTERNAL,
    /// The broker is silent about a request of ours: whether it has the order, or the cancel or replace of it, is not
    /// known ([Request.Stage#UNKNOWN]).
    UNKNOWN_OUTCOME
}
