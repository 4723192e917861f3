package dev.plumbline.oms.demo;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.plumbline.adapter.simulator.Ledger;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.server.store.StoredOrder;

/// An order as one of the three sees it (the broker, our memory, Postgres), in the terms that all of them know.
///
/// @param clOrdID the id of its first request
/// @param executions those that stand: ExecID to `qty @ px`
public record Seen(
        String clOrdID, String account, String symbol, String side, List<ClOrdID> chain, String ordStatus, Qty orderQty,
        Qty cumQty, Px avgPx, SortedMap<String, String> executions) {

    public static Seen of(Order order) {
        var executions = new TreeMap<String, String>();
        for (var execution : order.executions().list())
            if (execution.state() != Execution.State.BUSTED)
                executions.put(execution.execID().value(), execution.qty() + " @ " + execution.px());
        return new Seen(
                order.key().value(), order.account().value(), order.symbol().value(), order.side().label(),
                order.chain(), order.ordStatus().label(), order.orderQty(), order.cumQty(), order.avgPx(), executions);
    }

    public static Seen of(Ledger.Entry entry) {
        var executions = new TreeMap<String, String>();
        for (var fill : entry.executions())
            if (!fill.busted()) executions.put(fill.execID().value(), fill.qty() + " @ " + fill.px());
        return new Seen(
                entry.key().value(), entry.account().value(), entry.symbol().value(), entry.side().label(),
                entry.chain(), entry.ordStatus().label(), entry.orderQty(), entry.cumQty(),
                entry.notional().per(entry.cumQty()), executions);
    }

    public static Seen of(StoredOrder order) {
        var executions = new TreeMap<String, String>();
        for (var trade : order.trades())
            if (trade.state() != Execution.State.BUSTED)
                executions.put(trade.execID().value(), trade.qty() + " @ " + trade.px());
        return new Seen(
                order.firstClOrdID().value(), order.account().value(), order.symbol().value(), order.side(),
                order.chain(), order.ordStatus(), order.orderQty(), order.cumQty(), order.avgPx(), executions);
    }

    Qty signedQty() {
        return side.equals(Side.BUY.label()) ? cumQty : cumQty.negated();
    }
}
