package dev.plumbline.adapter.fix.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

import dev.plumbline.core.Book;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;

/// The orders and positions of a book as one text that says nothing of the order of arrival, and its hash. Flags tell
/// how things came about, so they are left out.
final class Canonical {
    private Canonical() {}

    static String stateHash(Book book) {
        var digest = sha256();
        book.orders().stream().map(Canonical::text).sorted().forEach(line -> add(digest, line));
        book.positions().stream().filter(Canonical::traded).map(Canonical::text).sorted()
                .forEach(line -> add(digest, line));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String text(Order order) {
        var text = new StringBuilder("order|").append(order.chain()).append('|').append(order.orderID())
                .append('|').append(order.account()).append('|').append(order.symbol())
                .append('|').append(order.side().label()).append('|').append(order.ordStatus().label())
                .append('|').append(order.orderQty()).append('|').append(order.cumQty())
                .append('|').append(order.leavesQty()).append('|').append(order.avgPx())
                .append('|').append(order.unexplainedQty());
        order.executions().list().stream().sorted(Comparator.comparing(e -> e.execID().value()))
                .forEach(execution -> text.append('|').append(text(execution)));
        return text.toString();
    }

    private static String text(Execution execution) {
        return execution.execID() + " " + execution.qty() + " " + execution.px() + " " + execution.state();
    }

    private static String text(Position position) {
        return "position|" + position.account() + '|' + position.symbol() + '|' + position.qty() + '|'
                + position.avgPx() + '|' + position.realizedPnl();
    }

    /// A trade that was busted leaves the same as none.
    private static boolean traded(Position position) {
        return !position.qty().isZero() || position.realizedPnl().signum() != 0;
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
