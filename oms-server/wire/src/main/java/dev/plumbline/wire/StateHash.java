package dev.plumbline.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

import dev.plumbline.core.Book;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;

/// One number for all that a book holds: two books with the same orders, positions, counts and waiting reports have the same,
/// however they came to them.
public final class StateHash {
    private static final Comparator<Position> BY_NAME = Comparator
            .<Position, String>comparing(position -> position.account().value())
            .thenComparing(position -> position.symbol().value())
            .thenComparing(Position::toString);

    private StateHash() {}

    /// SHA-256, in hex.
    public static String of(Book book) {
        var digest = sha256();
        book.orders().stream()
                .sorted(Comparator.comparing((Order order) -> order.key().value()))
                .forEach(order -> digest.update(Wire.encode(order)));
        book.positions().stream().sorted(BY_NAME).forEach(position -> digest.update(Wire.encode(position)));
        for (var parked : book.parked()) digest.update(Wire.encode(parked.report()));
        digest.update(book.counts().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
