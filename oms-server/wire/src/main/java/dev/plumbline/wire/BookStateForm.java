package dev.plumbline.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.BookState;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Holding;
import dev.plumbline.core.Report;
import dev.plumbline.core.SessionOrderID;

/// A [BookState] in parts, each behind its length in four bytes: a message that says how many orders there are at hand, these
/// orders in blocks ([FiledOrder]), the orders at rest ([PackedShelf]), what the positions follow from ([HoldingForm]), and a
/// message with the rest. Before what is packed come the words that are new in it. What most orders have in common is left
/// out: the ids of our own requests are those that were used.
final class BookStateForm {
    private static final String HEAD = "BookState";
    private static final String REST = "BookRest";
    private static final int BLOCK = 1 << 16;
    private static final int SHARING = 1 << 10;
    private static final int LONGEST = 1 << 30;

    private BookStateForm() {}

    static void write(OutputStream to, BookState state) throws IOException {
        var out = new DataOutputStream(to);
        var dictionary = dictionary(state.shelved());
        var orders = named(state);
        var atHand = orders.stream().filter(one -> !one.filed().isAtRest()).toList();
        var atRest = orders.stream().filter(one -> one.filed().isAtRest()).toList();
        message(out, HEAD, head -> {
            head.number("Orders", atHand.size(), -1);
            head.number("HeardOf", state.heardOf(), -1);
        });
        writeOrders(out, dictionary, atHand);
        writeShelf(out, dictionary, state.shelved(), atRest);
        writeHoldings(out, dictionary, state.holdings());
        var used = new HashSet<>(state.used());
        for (var named : orders) named.used().forEach(used::remove);
        message(out, REST, body -> writeRest(body, state, used));
        out.flush();
    }

    /// With the words of what stays as it is.
    private static Packed.Dictionary dictionary(BookState.Remaining shelved) {
        return shelved.shelf() instanceof PackedShelf packed ? packed.dictionary().copy() : PackedValues.dictionary();
    }

    private static List<FiledOrder.Named> named(BookState state) {
        var used = new HashSet<>(state.used());
        var clOrdIDs = BookStateForm.<ClOrdID>lists(state.orders().size());
        for (var named : state.clOrdIDs()) clOrdIDs.get(named.order()).add(named.clOrdID());
        var orderIDs = BookStateForm.<SessionOrderID>lists(state.orders().size());
        for (var named : state.orderIDs()) orderIDs.get(named.order()).add(named.name());
        var all = new ArrayList<FiledOrder.Named>(state.orders().size());
        for (int i = 0; i < state.orders().size(); i++) {
            var filed = state.orders().get(i);
            var own = clOrdIDs.get(i).stream().filter(used::contains).toList();
            all.add(new FiledOrder.Named(filed, clOrdIDs.get(i), orderIDs.get(i), own));
        }
        return all;
    }

    private static <T> List<List<T>> lists(int count) {
        var lists = new ArrayList<List<T>>(count);
        for (int i = 0; i < count; i++) lists.add(new ArrayList<>(2));
        return lists;
    }

    private static void writeOrders(DataOutputStream to, Packed.Dictionary dictionary, List<FiledOrder.Named> orders)
            throws IOException {
        var block = new Packed.Out(dictionary);
        var alone = new Packed.Out(dictionary);
        for (int i = 0, from = 0; i < orders.size(); i++) {
            var one = orders.get(i);
            block.number(one.filed().number());
            block.bytes(FiledOrder.bytes(alone, one));
            if (block.size() < BLOCK && i < orders.size() - 1) continue;
            writeNews(to, dictionary);
            to.writeInt(i + 1 - from);
            message(to, block.bytes());
            block.begin();
            from = i + 1;
        }
    }

    private static void writeShelf(
            DataOutputStream to, Packed.Dictionary dictionary, BookState.Remaining shelved, List<FiledOrder.Named> more)
            throws IOException {
        var writer = new PackedShelf.Writer(to, shelved.size() + more.size(), dictionary);
        if (shelved.size() > 0) writer.add(shelved);
        for (var one : more) writer.add(one);
        writer.finish();
    }

    private static void writeHoldings(DataOutputStream to, Packed.Dictionary dictionary, List<Holding> holdings)
            throws IOException {
        var form = new HoldingForm(dictionary);
        to.writeInt(holdings.size());
        for (var holding : holdings) {
            var stretches = HoldingForm.stretches(holding);
            to.writeInt(stretches.size());
            for (var stretch : stretches) message(to, form.bytes(stretch.trades()));
            var out = new Packed.Out(dictionary);
            form.write(out, holding);
            writeNews(to, dictionary);
            message(to, out.bytes());
        }
    }

    /// What the dictionary has learnt since the last time.
    static void writeNews(DataOutputStream to, Packed.Dictionary dictionary) throws IOException {
        var news = new Packed.Out(dictionary);
        dictionary.writeNews(news);
        message(to, news.bytes());
    }

    static void readNews(DataInputStream from, Packed.Dictionary dictionary) throws IOException {
        var bytes = message(from);
        clearly("words", bytes, () -> {
            dictionary.readNews(new Packed.In(bytes, dictionary));
            return bytes.length;
        });
    }

    private static void message(DataOutputStream to, String type, Encoder.Body body) throws IOException {
        message(to, Encoder.bytes(out -> {
            out.message(type);
            body.write(out);
            out.end();
        }));
    }

    static void message(DataOutputStream to, byte[] bytes) throws IOException {
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static void writeRest(Out out, BookState state, Set<ClOrdID> used) throws IOException {
        out.list("Used");
        for (var clOrdID : used) out.element(clOrdID.value());
        out.endList();
        writeWaiting(out, state.waiting());
        var counts = state.counts();
        out.number("Applied", counts.applied(), 0);
        out.number("Duplicate", counts.duplicate(), 0);
        out.number("Parked", counts.parked(), 0);
        out.number("Quarantined", counts.quarantined(), 0);
        out.number("Ignored", counts.ignored(), 0);
        out.yes("ByExecID", state.isByExecID());
        HaltForm.writeList(out, state.halts());
    }

    private static void writeWaiting(Out out, List<BookState.Waits> waiting) throws IOException {
        if (waiting.isEmpty()) return;
        out.list("Waiting");
        for (var one : waiting) {
            out.object();
            out.number("Input", one.input(), 0);
            switch (one) {
                case BookState.Told(_, var report) -> {
                    out.field("Report");
                    out.object();
                    ReportForm.write(out, report);
                }
                case BookState.Asked(_, var command) -> {
                    out.field("Command");
                    out.object(CommandForm.type(command));
                    CommandForm.write(out, command);
                }
            }
            out.end();
            out.end();
        }
        out.endList();
    }

    static BookState read(InputStream from) throws IOException {
        var in = new DataInputStream(from);
        var head = Wire.read(message(in), expecting(HEAD, BookStateForm::head));
        var dictionary = PackedValues.dictionary();
        var orders = new ArrayList<BookState.Filed>();
        var clOrdIDs = new ArrayList<BookState.Named>();
        var orderIDs = new ArrayList<BookState.BrokerNamed>();
        var used = new ArrayList<ClOrdID>();
        while (orders.size() < head.orders) {
            for (var named : block(in, dictionary)) {
                int place = orders.size();
                orders.add(named.filed());
                for (var clOrdID : named.clOrdIDs()) clOrdIDs.add(new BookState.Named(clOrdID, place));
                for (var name : named.orderIDs()) orderIDs.add(new BookState.BrokerNamed(name, place));
                used.addAll(named.used());
            }
        }
        if (orders.size() > head.orders)
            throw new WireException(orders.size() + " orders in a BookState of " + head.orders);
        var shelf = whole(() -> PackedShelf.read(in, dictionary));
        var holdings = holdings(in, dictionary);
        var rest = Wire.read(message(in), expecting(REST, BookStateForm::readRest));
        used.addAll(rest.used);
        return new BookState(
                orders, BookState.Remaining.of(shelf), clOrdIDs, orderIDs, used, head.heardOf, holdings, rest.waiting,
                rest.counts, rest.isByExecID, rest.halts);
    }

    private static List<FiledOrder.Named> block(DataInputStream from, Packed.Dictionary dictionary) throws IOException {
        readNews(from, dictionary);
        int count = whole(from::readInt);
        if (count <= 0) throw new WireException("a block of " + count + " orders");
        var bytes = message(from);
        return clearly("orders", bytes, () -> {
            var in = new Packed.In(bytes, dictionary);
            var one = new Packed.In(bytes, 0, 0, dictionary, SHARING);
            var block = new ArrayList<FiledOrder.Named>();
            for (int i = 0; i < count; i++) {
                long number = in.number();
                int length = in.length();
                one.goTo(in.at(), in.at() + length);
                in.skip(length);
                block.add(FiledOrder.named(one, number));
            }
            if (!in.isAtEnd()) throw new WireException("something follows the last order");
            return block;
        });
    }

    private static List<Holding> holdings(DataInputStream from, Packed.Dictionary dictionary) throws IOException {
        var holdings = new ArrayList<Holding>();
        for (int left = whole(from::readInt); left > 0; left--) {
            var trades = new ArrayList<byte[]>();
            for (int more = whole(from::readInt); more > 0; more--) trades.add(message(from));
            readNews(from, dictionary);
            var bytes = message(from);
            holdings.add(clearly("holdings", bytes, () -> {
                var in = new Packed.In(bytes, dictionary);
                var holding = HoldingForm.read(in, trades, dictionary);
                if (!in.isAtEnd()) throw new WireException("something follows the holding");
                return holding;
            }));
        }
        return holdings;
    }

    private static <T> T clearly(String what, byte[] bytes, Supplier<T> read) {
        try {
            return read.get();
        } catch (WireException clear) {
            throw clear;
        } catch (RuntimeException malformed) {
            throw new WireException("malformed " + what + " of " + bytes.length + " bytes: " + malformed, malformed);
        }
    }

    private static <T> T whole(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (EOFException end) {
            throw new WireException("the bytes end before the BookState does", end);
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    static byte[] message(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > LONGEST) throw new WireException("a message of " + length + " bytes");
            var bytes = in.readNBytes(length);
            if (bytes.length == length) return bytes;
        } catch (EOFException end) {
            throw new WireException("the bytes end before the BookState does", end);
        }
        throw new WireException("the bytes end before the BookState does");
    }

    private static <T> Wire.Message<T> expecting(String wanted, Fields<T> fields) {
        return (in, type) -> {
            if (!type.equals(wanted)) throw new WireException(wanted + " was expected, not " + type);
            return fields.read(in);
        };
    }

    private interface Fields<T> {
        T read(In in) throws IOException;
    }

    private record Head(int orders, long heardOf) {}

    private static Head head(In in) throws IOException {
        int orders = -1;
        long heardOf = -1;
        while (in.next()) {
            switch (in.name()) {
                case "Orders" -> orders = in.smallNumber();
                case "HeardOf" -> heardOf = in.number();
                default -> in.skip();
            }
        }
        if (orders < 0) throw new WireException("a BookState that does not say how many orders it has");
        return new Head(orders, heardOf);
    }

    private record Rest(
            List<ClOrdID> used, List<BookState.Waits> waiting, Counts counts, boolean isByExecID, List<Halt> halts) {}

    private static Rest readRest(In in) throws IOException {
        var used = List.<String>of();
        var waiting = List.<BookState.Waits>of();
        long applied = 0;
        long duplicate = 0;
        long parked = 0;
        long quarantined = 0;
        long ignored = 0;
        boolean isByExecID = false;
        var halts = List.<Halt>of();
        while (in.next()) {
            switch (in.name()) {
                case "Used" -> used = in.texts();
                case "Waiting" -> waiting = readWaiting(in);
                case "Applied" -> applied = in.number();
                case "Duplicate" -> duplicate = in.number();
                case "Parked" -> parked = in.number();
                case "Quarantined" -> quarantined = in.number();
                case "Ignored" -> ignored = in.number();
                case "ByExecID" -> isByExecID = in.yes();
                case "Halts" -> halts = HaltForm.readList(in);
                default -> in.skip();
            }
        }
        return new Rest(
                used.stream().map(ClOrdID::new).toList(), waiting,
                new Counts(applied, duplicate, parked, quarantined, ignored), isByExecID, halts);
    }

    private static List<BookState.Waits> readWaiting(In in) throws IOException {
        in.list();
        var waiting = new ArrayList<BookState.Waits>();
        while (in.element()) {
            in.object();
            waiting.add(readOne(in));
        }
        return waiting;
    }

    private static BookState.Waits readOne(In in) throws IOException {
        long input = 0;
        @Nullable Report report = null;
        @Nullable Command command = null;
        while (in.next()) {
            switch (in.name()) {
                case "Input" -> input = in.number();
                case "Report" -> {
                    in.object();
                    report = ReportForm.read(in);
                }
                case "Command" -> {
                    in.object();
                    command = CommandForm.read(in, in.type());
                }
                default -> in.skip();
            }
        }
        if (report != null) return new BookState.Told(input, report);
        if (command != null) return new BookState.Asked(input, command);
        throw new WireException("an input that waits without its Report or Command");
    }
}
