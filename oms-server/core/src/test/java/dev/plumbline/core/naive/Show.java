package dev.plumbline.core.naive;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import dev.plumbline.core.Book;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Order;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Position;

/// Everything that either model shows, in the same words.
final class Show {
    private static final int AVG_PX_DECIMALS = 8;

    private static final int PNL_DECIMALS = 15;

    /// A quotient is carried to 34 digits by one and to 60 by the other: what is behind these is noise, and would decide
    /// what is just between two.
    private static final int CERTAIN_DECIMALS = 25;

    private Show() {}

    /// The lines of a scenario file.
    static String text(List<Input> inputs) {
        var text = new StringBuilder();
        for (var input : inputs) text.append(FixLine.of(input)).append('\n');
        return text.toString();
    }

    static String text(NaiveBook.Picture picture) {
        var position = picture.position(Life.ACCOUNT.value(), Life.IBM.value());
        return orders(picture) + "\n"
                + position(NaiveOrder.plain(position.qty()),
                        NaiveOrder.plain(rounded(position.avgPx(), AVG_PX_DECIMALS)),
                        position.realizedPnl())
                + "\n"
                + counted(picture.count(Outcome.APPLIED) + picture.count(Outcome.DUPLICATE),
                        picture.count(Outcome.PARKED), picture.count(Outcome.QUARANTINED));
    }

    static String text(Book book) {
        var counts = book.counts();
        return orders(book) + "\n" + text(book.position(Life.ACCOUNT, Life.IBM)) + "\n"
                + counted(counts.applied() + counts.duplicate(), counts.parked(), counts.quarantined());
    }

    private static String orders(NaiveBook.Picture picture) {
        var lines = new TreeSet<String>();
        for (var order : picture.orders()) lines.add(order.toString());
        return String.join("\n", lines);
    }

    static String orders(Book book) {
        var lines = new TreeSet<String>();
        for (var order : book.orders()) lines.add(text(order));
        return String.join("\n", lines);
    }

    private static String text(Order order) {
        var chain = new ArrayList<String>();
        for (var id : order.chain()) chain.add(id.value());
        return String.join(",", chain) + " " + order.ordStatus().label() + " orderQty=" + order.orderQty() + " cumQty="
                + order.cumQty() + " leavesQty=" + order.leavesQty() + " avgPx=" + order.avgPx() + " unexplainedQty="
                + order.unexplainedQty() + " OrderID=" + order.orderID() + (order.has(Flag.EXTERNAL) ? " EXTERNAL" : "")
                + " " + order.executions().list().stream().map(Show::text).sorted().toList();
    }

    private static String text(Execution execution) {
        return execution.execID() + " " + execution.qty() + "@" + execution.px() + " " + execution.state();
    }

    static String text(Position position) {
        return position(position.qty().toString(), position.avgPx().toString(), position.realizedPnl().amount());
    }

    private static String position(String qty, String avgPx, BigDecimal realizedPnl) {
        return "qty=" + qty + " avgPx=" + avgPx + " realizedPnl="
                + NaiveOrder.plain(rounded(realizedPnl, PNL_DECIMALS));
    }

    private static BigDecimal rounded(BigDecimal number, int decimals) {
        return number.setScale(CERTAIN_DECIMALS, RoundingMode.HALF_EVEN).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    /// Whether a second copy is called applied or duplicate depends on what else it says.
    private static String counted(long appliedAndDuplicate, long parked, long quarantined) {
        return "applied+duplicate=" + appliedAndDuplicate + " parked=" + parked + " quarantined=" + quarantined;
    }
}
