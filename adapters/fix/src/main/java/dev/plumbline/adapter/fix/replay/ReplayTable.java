package dev.plumbline.adapter.fix.replay;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import dev.plumbline.core.Order;
import dev.plumbline.core.Position;

/// The end of a replay for a person at a terminal: what needs a look first, and no more than can be looked at.
final class ReplayTable {
    /// Rows of each kind.
    static final int MOST = 40;

    private final Replay replay;
    private final Inputs inputs;
    private final PrintWriter out;
    private final int room;

    /// @param room columns of the terminal
    ReplayTable(Replay replay, Inputs inputs, PrintWriter out, int room) {
        this.replay = replay;
        this.inputs = inputs;
        this.out = out;
        this.room = room;
    }

    void print() {
        orders();
        positions();
        waiting();
        quarantined();
        counts();
    }

    private void orders() {
        var orders = new Columns("~ClOrdID", "~?OrderID", "~?Account", "Symbol", "Side", "Status", ">Qty", ">Cum",
                "?>Leaves", ">Avg", ">Missing", "Flags");
        var all = replay.book().orders().stream().sorted(Comparator.comparing(ReplayTable::isOrdinary)).toList();
        some(all, "orders", order -> orders.add(
                order.clOrdID().value(), order.orderID().value(), order.account().value(), order.symbol().value(),
                order.side().label(), order.ordStatus().label(), order.orderQty().toString(),
                order.cumQty().toString(), order.leavesQty().toString(), order.avgPx().toString(),
                order.unexplainedQty().isZero() ? "" : order.unexplainedQty().toString(), flags(order)), orders);
    }

    private static boolean isOrdinary(Order order) {
        return order.flags().list().isEmpty() && order.unexplainedQty().isZero();
    }

    private static String flags(Order order) {
        return String.join(" ", order.flags().list().stream().map(Enum::name).toList());
    }

    private void positions() {
        var positions = new Columns("Account", "Symbol", ">Qty", ">Avg", ">Realised PnL");
        var all = replay.book().positions().stream()
                .sorted(Comparator.comparing((Position p) -> p.account().value()).thenComparing(p -> p.symbol().value()))
                .toList();
        some(all, "positions", position -> positions.add(
                position.account().value(), position.symbol().value(), position.qty().toString(),
                position.avgPx().toString(), position.realizedPnl().toString()), positions);
    }

    private void waiting() {
        var waiting = new Columns("Parked", "waits for", "because");
        some(replay.book().parked(), "parked messages", parked -> waiting.add(
                inputs.place(parked.input()), String.join(" or ", parked.waitsFor()), parked.reason()), waiting);
    }

    private void quarantined() {
        var quarantined = new Columns("Quarantined", "because");
        some(replay.quarantine(), "quarantined messages", one -> quarantined.add(
                inputs.place(one.input()), one.reason()), quarantined);
    }

    private <T> void some(List<T> all, String what, Consumer<T> row, Columns columns) {
        if (all.isEmpty()) return;
        all.stream().limit(MOST).forEach(row);
        columns.print(out, room);
        if (all.size() > MOST)
            out.println("... and " + (all.size() - MOST) + " more " + what + "; --json shows them all");
        out.println();
    }

    private void counts() {
        var counts = replay.counts();
        out.println(counts.inputs() + " inputs = " + counts.applied() + " applied + " + counts.duplicate()
                + " duplicate + " + counts.parked() + " parked + " + counts.quarantined() + " quarantined + "
                + counts.ignored() + " ignored");
        if (inputs.events() > 0) out.println("event lines, which hold no message: " + inputs.events());
    }
}
