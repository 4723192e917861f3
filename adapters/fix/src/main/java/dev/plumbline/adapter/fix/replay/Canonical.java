package dev.plumbline.adapter.fix.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.plumbline.core.Book;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;

/// The orders and positions of a book as one text that says nothing of the order of arrival, and its hash: what the
/// JSON of a replay tells of them, with lines and executions sorted. Flags tell how things came about, so they are
/// left out, and so is a position that no trade is left in.
final class Canonical {
    private Canonical() {}

    static String stateHash(Book book) {
        return HexFormat.of().formatHex(sha256().digest(text(book).getBytes(StandardCharsets.UTF_8)));
    }

    /// The same for two books exactly where their hash is.
    static String text(Book book) {
        var lines = new ArrayList<String>();
        for (var order : book.orders()) lines.add(text(order));
        for (var position : book.positions()) if (isTraded(position)) lines.add(text(position));
        return sorted(lines, '\n');
    }

    private static String text(Order order) {
        var text = new StringBuilder(256);
        text.append("order|").append(order.chain()).append('|').append(order.orderID())
                .append('|').append(order.account()).append('|').append(order.symbol())
                .append('|').append(order.side().label()).append('|').append(order.ordStatus().label())
                .append('|').append(order.orderQty()).append('|').append(order.cumQty())
                .append('|').append(order.leavesQty()).append('|').append(order.avgPx())
                .append('|').append(order.unexplainedQty()).append('|');
        var executions = new ArrayList<String>(order.executions().size());
        for (var execution : order.executions().list()) executions.add(text(execution));
        return text.append(sorted(executions, '|')).toString();
    }

    private static String text(Execution execution) {
        return execution.execID() + " " + execution.qty() + " " + execution.px() + " " + execution.state();
    }

    private static String text(Position position) {
        return "position|" + position.account() + '|' + position.symbol() + '|' + position.qty() + '|'
                + position.avgPx() + '|' + position.realizedPnl();
    }

    /// A trade that was busted leaves the same as none.
    private static boolean isTraded(Position position) {
        return !position.qty().isZero() || position.realizedPnl().signum() != 0;
    }

    private static String sorted(List<String> parts, char end) {
        parts.sort(null);
        var text = new StringBuilder();
        for (var part : parts) text.append(part).append(end);
        return text.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
