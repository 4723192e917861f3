package dev.plumbline.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import dev.plumbline.core.Book;
import dev.plumbline.core.Change;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;

/// The serial form as text that can be compared: byte for byte.
final class Bytes {
    private static final HexFormat HEX = HexFormat.of();

    private Bytes() {}

    /// All of the state of a book, in no order of arrival.
    static List<String> of(Book book) {
        var all = new ArrayList<String>();
        for (var order : book.orders()) all.add(of(order));
        for (var position : book.positions()) all.add(of(position));
        all.sort(null);
        for (var parked : book.parked()) all.add(parked.input() + " " + HEX.formatHex(Wire.encode(parked.report())));
        all.add(book.counts().toString());
        return all;
    }

    static List<String> of(Collection<Order> orders) {
        return orders.stream().map(Bytes::of).toList();
    }

    static String of(Order order) {
        return HEX.formatHex(Wire.encode(order));
    }

    static String of(Position position) {
        return HEX.formatHex(Wire.encode(position));
    }

    static String of(Change change) {
        return HEX.formatHex(Wire.encode(change));
    }
}
