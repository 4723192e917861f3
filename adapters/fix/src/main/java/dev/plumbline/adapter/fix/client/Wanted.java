package dev.plumbline.adapter.fix.client;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Wish;

/// What a client's message asks for, or why it does not.
sealed interface Wanted {
    /// NewOrderSingle(D).
    record Enter(ClOrdID clOrdID, Wish.Enter wish) implements Wanted {}

    /// OrderCancelRequest(F). The order is named by `orig`, or by our OrderID where that is given.
    record Cancel(ClOrdID clOrdID, ClOrdID orig, OrderKey order) implements Wanted {}

    /// OrderCancelReplaceRequest(G): quantity and price are what can change, the rest must be as it was.
    record Replace(ClOrdID clOrdID, ClOrdID orig, OrderKey order, Qty orderQty, Px price, Symbol symbol, Side side, char ordType)
            implements Wanted {}

    /// OrderStatusRequest(H).
    ///
    /// @param id OrdStatusReqID(790), to be given back
    record Status(ClOrdID clOrdID, OrderKey order, String id) implements Wanted {}

    /// OrderMassStatusRequest(AF).
    ///
    /// @param id MassStatusReqID(584)
    /// @param symbol all of them where it is none
    record MassStatus(String id, Symbol symbol) implements Wanted {}

    /// OrderMassCancelRequest(q).
    ///
    /// @param type MassCancelRequestType(530)
    record MassCancel(ClOrdID clOrdID, char type, Symbol symbol, Side side) implements Wanted {}

    /// It cannot be read: a Reject(3).
    ///
    /// @param reason SessionRejectReason(373)
    /// @param tag RefTagID(371)
    record Unreadable(int reason, int tag, String text) implements Wanted {}

    /// It can be read, and is not taken as a whole: a BusinessMessageReject(j).
    ///
    /// @param reason BusinessRejectReason(380)
    /// @param refID BusinessRejectRefID(379), empty for none
    record Refused(int reason, String refID, String text) implements Wanted {}

    /// An order that we cannot take: an ExecutionReport with ExecType Rejected.
    ///
    /// @param reason OrdRejReason(103)
    record NoOrder(ClOrdID clOrdID, int reason, String text) implements Wanted {}

    /// A cancel or replace that we cannot take: an OrderCancelReject(9).
    ///
    /// @param reason CxlRejReason(102)
    record NoRequest(ClOrdID clOrdID, ClOrdID orig, Request.Kind kind, int reason, String text) implements Wanted {}

    /// An OrderMassCancelReport(r) that nothing is done.
    ///
    /// @param reason MassCancelRejectReason(532)
    record NoMassCancel(ClOrdID clOrdID, char type, int reason, String text) implements Wanted {}
}
