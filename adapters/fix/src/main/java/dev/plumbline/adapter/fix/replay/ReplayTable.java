package dev.plumbline.adapter.fix.replay;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.Order;

/// The end of a replay for a person at a terminal.
final class ReplayTable {
    private ReplayTable() {}

    static void print(Replay replay, PrintWriter out) {
        var orders = new ArrayList<List<String>>();
        orders.add(List.of("ClOrdID", "OrderID", "Account", "Symbol", "Side", "Status", "Qty", "Cum", "Leaves", "Avg",
                "Unexplained", "Flags"));
        for (var order : replay.book().orders()) orders.add(row(order));
        rows(orders, out);
        out.println();
        var positions = new ArrayList<List<String>>();
        positions.add(List.of("Account", "Symbol", "Qty", "Avg", "Realised PnL"));
        for (var p : replay.book().positions())
            positions.add(List.of(
                    p.account().value(), p.symbol().value(), p.qty().toString(), p.avgPx().toString(),
                    p.realizedPnl().toString()));
        rows(positions, out);
        out.println();
        for (var quarantined : replay.quarantine())
            out.println("quarantined: line " + Place.line(quarantined.input()) + ": " + quarantined.reason());
        var counts = replay.counts();
        out.println(counts.inputs() + " inputs = " + counts.applied() + " applied + " + counts.duplicate()
                + " duplicate + " + counts.parked() + " parked + " + counts.quarantined() + " quarantined + "
                + counts.ignored() + " ignored");
    }

    private static List<String> row(Order order) {
        return List.of(
                order.clOrdID().value(), order.orderID().value(), order.account().value(), order.symbol().value(),
                order.side().label(), order.ordStatus().label(), order.orderQty().toString(),
                order.cumQty().toString(), order.leavesQty().toString(), order.avgPx().toString(),
                order.unexplainedQty().toString(), order.flags().toString());
    }

    private static void rows(List<List<String>> rows, PrintWriter out) {
        int columns = rows.getFirst().size();
        var widths = new int[columns];
        for (var row : rows)
            for (int i = 0; i < columns; i++) widths[i] = Math.max(widths[i], row.get(i).length());
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < columns; i++)
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            out.println(line.toString().stripTrailing());
        }
    }
}
