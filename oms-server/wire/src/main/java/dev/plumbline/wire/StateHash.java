package dev.plumbline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import dev.plumbline.core.Book;
import dev.plumbline.core.BookState;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Holding;
import dev.plumbline.core.Position;

/// One number for all that a book holds: orders and the names by which they go, positions and the trades behind them, counts,
/// waiting reports, halts. Two books that had the same inputs, one after the other, have the same, whatever restarts they went
/// through. Which order a name means may depend on what came first, so reports in another order may make another number.
public final class StateHash {
    private static final Comparator<Position> BY_NAME = Comparator
            .<Position, String>comparing(position -> position.account().value())
            .thenComparing(position -> position.symbol().value())
            .thenComparing(Position::toString);

    private StateHash() {}

    /// SHA-256, in hex. Looks at everything there is.
    public static String of(Book book) {
        var digest = sha256();
        var state = book.state().unpacked();
        state.orders().stream()
                .map(BookState.Filed::order)
                .sorted(Comparator.comparing(order -> order.key().value()))
                .forEach(order -> digest.update(Wire.encode(order)));
        names(state).sorted().forEach(name -> digest.update(name.getBytes(UTF_8)));
        for (var holding : state.holdings()) for (var part : holding.parts()) trades(digest, part.stretches());
        book.positions().stream().sorted(BY_NAME).forEach(position -> digest.update(Wire.encode(position)));
        for (var parked : book.parked()) digest.update(Wire.encode(parked.report()));
        digest.update(book.counts().toString().getBytes(UTF_8));
        for (var halt : state.halts()) digest.update(halt.toString().getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Stream<String> names(BookState state) {
        var ours = state.clOrdIDs().stream().map(named -> named.clOrdID() + " " + state.orders().get(named.order()).key());
        var brokers = state.orderIDs().stream().map(named -> named.name() + " " + state.orders().get(named.order()).key());
        return Stream.of(ours, brokers, state.used().stream().map(ClOrdID::value)).flatMap(names -> names);
    }

    private static void trades(MessageDigest digest, List<Holding.Stretch> stretches) {
        for (var stretch : stretches)
            for (var trade : stretch.trades().list())
                digest.update((trade.order() + " " + trade.execution().execID() + " " + trade.isBuy() + " "
                        + trade.execution().qty() + " " + trade.execution().px()).getBytes(UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
