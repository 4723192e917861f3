package dev.plumbline.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.BookState;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Report;
import dev.plumbline.core.Seen;

/// An order of a [BookState] with what is kept beside it, and the ids that mean it.
final class FiledForm {
    static final String TYPE = "Filed";

    private FiledForm() {}

    /// @param clOrdIDs by which it is known
    /// @param orderIDs by which it is known, of which broker
    record Named(BookState.Filed filed, List<ClOrdID> clOrdIDs, List<BookState.BrokerNamed> orderIDs) {}

    static void write(Out out, Named named) throws IOException {
        var filed = named.filed();
        var own = filed.order().session();
        out.field("Order");
        out.object();
        OrderForm.write(out, filed.order());
        out.end();
        if (!filed.session().equals(own)) out.always("Session", filed.session().value());
        out.text("Indexed", filed.indexed().value());
        out.bytes("Seen", bytes(filed.seen().toArray()));
        out.list("ClOrdIDs");
        for (var clOrdID : named.clOrdIDs()) out.element(clOrdID.value());
        out.endList();
        writeOrderIDs(out, named.orderIDs(), own);
        writeTold(out, "Parked", filed.parked());
        writeTold(out, "History", filed.history());
        out.yes("Whole", filed.isWhole());
    }

    private static void writeOrderIDs(Out out, List<BookState.BrokerNamed> orderIDs, BrokerSession own)
            throws IOException {
        if (orderIDs.isEmpty()) return;
        out.list("OrderIDs");
        for (var name : orderIDs) {
            out.element(name.session().equals(own) ? "" : name.session().value());
            out.element(name.orderID().value());
        }
        out.endList();
    }

    static void writeTold(Out out, String field, List<BookState.Told> told) throws IOException {
        if (told.isEmpty()) return;
        out.list(field);
        for (var one : told) {
            out.object();
            out.number("Input", one.input(), 0);
            out.field("Report");
            out.object();
            ReportForm.write(out, one.report());
            out.end();
            out.end();
        }
        out.endList();
    }

    /// @param place of the order among all
    static Named read(In in, int place) throws IOException {
        @Nullable Order order = null;
        @Nullable BrokerSession session = null;
        var indexed = OrderID.NONE;
        var seen = Seen.of();
        var clOrdIDs = List.<String>of();
        var orderIDs = List.<String>of();
        var parked = List.<BookState.Told>of();
        var history = List.<BookState.Told>of();
        boolean isWhole = false;
        while (in.next()) {
            switch (in.name()) {
                case "Order" -> {
                    in.object();
                    order = OrderForm.read(in);
                }
                case "Session" -> session = new BrokerSession(in.text());
                case "Indexed" -> indexed = new OrderID(in.text());
                case "Seen" -> seen = Seen.of(longs(in.bytes()));
                case "ClOrdIDs" -> clOrdIDs = in.texts();
                case "OrderIDs" -> orderIDs = in.texts();
                case "Parked" -> parked = readTold(in);
                case "History" -> history = readTold(in);
                case "Whole" -> isWhole = in.yes();
                default -> in.skip();
            }
        }
        if (order == null) throw new WireException("a Filed without its Order");
        var own = order.session();
        return new Named(
                new BookState.Filed(order, session == null ? own : session, indexed, seen, parked, history, isWhole),
                clOrdIDs.stream().map(ClOrdID::new).toList(), orderIDs(orderIDs, own, place));
    }

    private static List<BookState.BrokerNamed> orderIDs(List<String> texts, BrokerSession own, int place) {
        if (texts.size() % 2 != 0) throw new WireException("OrderIDs come with their session");
        var orderIDs = new ArrayList<BookState.BrokerNamed>(texts.size() / 2);
        for (int i = 0; i < texts.size(); i += 2) {
            var session = texts.get(i).isEmpty() ? own : new BrokerSession(texts.get(i));
            orderIDs.add(new BookState.BrokerNamed(session, new OrderID(texts.get(i + 1)), place));
        }
        return orderIDs;
    }

    static List<BookState.Told> readTold(In in) throws IOException {
        in.list();
        var told = new ArrayList<BookState.Told>();
        while (in.element()) {
            in.object();
            told.add(readOne(in));
        }
        return told;
    }

    private static BookState.Told readOne(In in) throws IOException {
        long input = 0;
        @Nullable Report report = null;
        while (in.next()) {
            switch (in.name()) {
                case "Input" -> input = in.number();
                case "Report" -> {
                    in.object();
                    report = ReportForm.read(in);
                }
                default -> in.skip();
            }
        }
        if (report == null) throw new WireException("an input without its Report");
        return new BookState.Told(input, report);
    }

    private static byte[] bytes(long[] numbers) {
        var bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        bytes.asLongBuffer().put(numbers);
        return bytes.array();
    }

    private static long[] longs(byte[] bytes) {
        if (bytes.length % Long.BYTES != 0) throw new WireException("Seen has " + bytes.length + " bytes, not eight each");
        var numbers = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(numbers);
        return numbers;
    }
}
