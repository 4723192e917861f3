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

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.BookState;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Report;
import dev.plumbline.core.Request;

/// A [BookState] in parts, each behind its length in four bytes: a message that says how many orders there are, the orders in
/// blocks ([FiledOrder]), and a message with the rest. A block is the words that are new in it, and its orders. What most orders have in common is left out: the ids of our own
/// requests are those that were used.
final class BookStateForm {
    private static final String HEAD = "BookState";
    private static final String REST = "BookRest";
    private static final int BLOCK = 1 << 16;
    private static final int LONGEST = 1 << 30;

    private BookStateForm() {}

    static void write(OutputStream to, BookState state) throws IOException {
        var out = new DataOutputStream(to);
        message(out, HEAD, body -> body.number("Orders", state.orders().size(), -1));
        var clOrdIDs = BookStateForm.<ClOrdID>lists(state.orders().size());
        for (var named : state.clOrdIDs()) clOrdIDs.get(named.order()).add(named.clOrdID());
        var orderIDs = BookStateForm.<BookState.BrokerNamed>lists(state.orders().size());
        for (var named : state.orderIDs()) orderIDs.get(named.order()).add(named);
        var usedBeside = new HashSet<>(state.used());
        var dictionary = FiledOrder.dictionary(state.orders());
        var block = new Packed.Out(dictionary);
        var alone = new Packed.Out(dictionary);
        int count = 0;
        for (int i = 0; i < state.orders().size(); i++) {
            var entry = state.orders().get(i);
            var used = used(entry);
            used.forEach(usedBeside::remove);
            FiledOrder.write(block, alone, new FiledOrder.Named(entry, clOrdIDs.get(i), orderIDs.get(i), used), dictionary);
            count++;
            if (block.size() < BLOCK && i < state.orders().size() - 1) continue;
            writeBlock(out, dictionary, count, block);
            block.begin();
            count = 0;
        }
        message(out, REST, body -> writeRest(body, state, usedBeside));
        out.flush();
    }

    private static void writeBlock(DataOutputStream to, Packed.Dictionary dictionary, int count, Packed.Out block)
            throws IOException {
        var head = new Packed.Out(dictionary);
        dictionary.writeNews(head);
        head.number(count);
        var first = head.bytes();
        var then = block.bytes();
        to.writeInt(first.length + then.length);
        to.write(first);
        to.write(then);
    }

    private static <T> List<List<T>> lists(int count) {
        var lists = new ArrayList<List<T>>(count);
        for (int i = 0; i < count; i++) lists.add(new ArrayList<>(2));
        return lists;
    }

    private static void message(DataOutputStream to, String type, Encoder.Body body) throws IOException {
        var bytes = Encoder.bytes(out -> {
            out.message(type);
            body.write(out);
            out.end();
        });
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    /// Those of an order from outside may be others'.
    private static List<ClOrdID> used(BookState.Entry entry) {
        return switch (entry) {
            case BookState.Shelved shelved -> shelved.used();
            case BookState.Filed filed -> filed.order().has(Flag.EXTERNAL)
                    ? List.of()
                    : filed.order().requests().stream().map(Request::clOrdID).toList();
        };
    }

    private static void writeRest(Out out, BookState state, Set<ClOrdID> used) throws IOException {
        out.list("Used");
        for (var clOrdID : used) out.element(clOrdID.value());
        out.endList();
        writeTold(out, state.waiting());
        out.list("Requests");
        for (var asked : state.requests()) writeAsked(out, asked);
        out.endList();
        var counts = state.counts();
        out.number("Applied", counts.applied(), 0);
        out.number("Duplicate", counts.duplicate(), 0);
        out.number("Parked", counts.parked(), 0);
        out.number("Quarantined", counts.quarantined(), 0);
        out.number("Ignored", counts.ignored(), 0);
        out.yes("ByExecID", state.isByExecID());
    }

    private static void writeTold(Out out, List<BookState.Told> told) throws IOException {
        if (told.isEmpty()) return;
        out.list("Waiting");
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

    private static void writeAsked(Out out, BookState.Asked asked) throws IOException {
        out.object();
        out.number("Input", asked.input(), 0);
        out.field("Command");
        out.object(CommandForm.type(asked.command()));
        CommandForm.write(out, asked.command());
        out.end();
        out.end();
    }

    static BookState read(InputStream from) throws IOException {
        var in = new DataInputStream(from);
        int count = Wire.read(message(in), expecting(HEAD, BookStateForm::count));
        var orders = new ArrayList<BookState.Entry>();
        var clOrdIDs = new ArrayList<BookState.Named>();
        var orderIDs = new ArrayList<BookState.BrokerNamed>();
        var used = new ArrayList<ClOrdID>();
        var dictionary = FiledOrder.dictionary();
        while (orders.size() < count) {
            for (var named : block(message(in), dictionary, orders.size())) {
                int place = orders.size();
                orders.add(named.entry());
                for (var clOrdID : named.clOrdIDs()) clOrdIDs.add(new BookState.Named(clOrdID, place));
                orderIDs.addAll(named.orderIDs());
                used.addAll(named.used());
            }
        }
        if (orders.size() > count) throw new WireException(orders.size() + " orders in a BookState of " + count);
        var rest = Wire.read(message(in), expecting(REST, BookStateForm::readRest));
        used.addAll(rest.used);
        return new BookState(
                orders, clOrdIDs, orderIDs, used, rest.waiting, rest.requests, rest.counts, rest.isByExecID);
    }

    private static List<FiledOrder.Named> block(byte[] bytes, Packed.Dictionary dictionary, int place) {
        try {
            var in = new Packed.In(bytes, dictionary);
            dictionary.readNews(in);
            int count = in.length();
            if (count == 0) throw new WireException("a block without orders");
            var block = FiledOrder.read(in, bytes, dictionary, count, place);
            if (!in.isAtEnd()) throw new WireException("something follows the last order");
            return block;
        } catch (WireException clear) {
            throw clear;
        } catch (RuntimeException malformed) {
            throw new WireException("malformed orders of " + bytes.length + " bytes: " + malformed, malformed);
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
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

    private static int count(In in) throws IOException {
        int count = -1;
        while (in.next()) {
            if (in.name().equals("Orders")) count = in.smallNumber();
            else in.skip();
        }
        if (count < 0) throw new WireException("a BookState that does not say how many orders it has");
        return count;
    }

    private record Rest(
            List<ClOrdID> used, List<BookState.Told> waiting, List<BookState.Asked> requests, Counts counts,
            boolean isByExecID) {}

    private static Rest readRest(In in) throws IOException {
        var used = List.<String>of();
        var waiting = List.<BookState.Told>of();
        var requests = new ArrayList<BookState.Asked>();
        long applied = 0;
        long duplicate = 0;
        long parked = 0;
        long quarantined = 0;
        long ignored = 0;
        boolean isByExecID = false;
        while (in.next()) {
            switch (in.name()) {
                case "Used" -> used = in.texts();
                case "Waiting" -> waiting = readTold(in);
                case "Requests" -> readRequests(in, requests);
                case "Applied" -> applied = in.number();
                case "Duplicate" -> duplicate = in.number();
                case "Parked" -> parked = in.number();
                case "Quarantined" -> quarantined = in.number();
                case "Ignored" -> ignored = in.number();
                case "ByExecID" -> isByExecID = in.yes();
                default -> in.skip();
            }
        }
        return new Rest(
                used.stream().map(ClOrdID::new).toList(), waiting, requests,
                new Counts(applied, duplicate, parked, quarantined, ignored), isByExecID);
    }

    private static List<BookState.Told> readTold(In in) throws IOException {
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

    private static void readRequests(In in, List<BookState.Asked> into) throws IOException {
        in.list();
        while (in.element()) {
            in.object();
            long input = 0;
            var commands = new ArrayList<Command>(1);
            while (in.next()) {
                switch (in.name()) {
                    case "Input" -> input = in.number();
                    case "Command" -> {
                        in.object();
                        commands.add(CommandForm.read(in, in.type()));
                    }
                    default -> in.skip();
                }
            }
            if (commands.size() != 1) throw new WireException("a request without its Command");
            into.add(new BookState.Asked(input, commands.getFirst()));
        }
    }
}
