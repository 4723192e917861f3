package dev.plumbline.server.store;

import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;

/// An order as the columns of the store tell it, for comparing with other ledgers. Not for going on with the order:
/// that is [Store#load].
///
/// @param chain the ids that it has had in force, oldest first
/// @param ordStatus FIX's name of it, as [dev.plumbline.core.OrdStatus#label()]
public record StoredOrder(
        int shard,
        OrderKey key,
        OrderID orderID,
        List<ClOrdID> chain,
        Account account,
        Symbol symbol,
        String side,
        String ordStatus,
        Qty orderQty,
        Qty cumQty,
        Qty leavesQty,
        Px avgPx,
        List<Trade> trades) {

    /// One execution, as it stands.
    public record Trade(ExecID execID, Qty qty, Px px, Execution.State state) {}

    /// The ClOrdID of the order itself, before any replace.
    public ClOrdID firstClOrdID() {
        return chain.isEmpty() ? ClOrdID.NONE : chain.getFirst();
    }
}
