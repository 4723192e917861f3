package dev.plumbline.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BookState;
import dev.plumbline.core.Change;
import dev.plumbline.core.Command;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Report;
import dev.plumbline.core.Silence;

/// The one serial form: CBOR, for the journal, the replica and the bus, with a JSON twin of the same fields for
/// people. What it reads it reads in either form. Version 1; `docs/wire.md` has the fields and the rule for changing them.
///
/// Encoding never fails for a record of the core. Decoding throws [WireException], and nothing else, for whatever
/// bytes. Any thread; each keeps a buffer of its own.
public final class Wire {
    /// The major version that is written, and the highest one that is read.
    public static final int VERSION = 1;

    private Wire() {}

    public static Buffer encode(DeskMessage message) {
        return Encoder.buffer(out -> write(out, message));
    }

    public static byte[] encode(Order order) {
        return Encoder.bytes(out -> write(out, order));
    }

    public static byte[] encode(Execution execution) {
        return Encoder.bytes(out -> write(out, execution));
    }

    public static byte[] encode(Position position) {
        return Encoder.bytes(out -> write(out, position));
    }

    public static byte[] encode(Report report) {
        return Encoder.bytes(out -> write(out, report));
    }

    public static byte[] encode(Command command) {
        return Encoder.bytes(out -> write(out, command));
    }

    public static byte[] encode(Silence silence) {
        return Encoder.bytes(out -> write(out, silence));
    }

    /// An input as a journal keeps it: a command that was sent and a report have the form that they have anyway.
    public static byte[] encode(Recorded.What what) {
        return encode(new Input(what, 0));
    }

    /// As a journal keeps it, with the stamp of who asked for it.
    public static byte[] encode(Input input) {
        return Encoder.bytes(out -> write(out, input));
    }

    /// @param askedAt when who asked for it sent it, by the clock there: nanoseconds since the epoch, UTC; 0 where not stated.
    ///     Only a command and an act of the kill switch keep it, and where it came from
    /// @param askedFrom the door and the place that it came from, for a person; empty where not known
    public record Input(Recorded.What what, long askedAt, String askedFrom) {
        public Input(Recorded.What what, long askedAt) {
            this(what, askedAt, "");
        }
    }

    /// @throws WireException where `bytes` are no [Recorded.What], or a newer one
    public static Recorded.What what(byte[] bytes) {
        return input(bytes).what();
    }

    /// @throws WireException where `bytes` are no [Recorded.What], or a newer one
    public static Input input(byte[] bytes) {
        return read(bytes, (in, type) -> {
            var what = WhatForm.read(in, type);
            return new Input(what, in.askedAt(), in.askedFrom());
        });
    }

    /// All of a book, order by order: one of any size needs no more memory than the largest order.
    public static void write(OutputStream to, BookState state) throws IOException {
        BookStateForm.write(to, state);
    }

    /// @throws WireException where `from` does not have a [BookState], or a newer one
    public static BookState bookState(InputStream from) throws IOException {
        return BookStateForm.read(from);
    }

    public static byte[] encode(Change change) {
        return Encoder.bytes(out -> write(out, change));
    }

    /// @throws WireException where `buffer` is no [DeskMessage], or a newer one
    public static DeskMessage decode(Buffer buffer) {
        return read(buffer.getBytes(), DeskForm::read);
    }

    /// @throws WireException where `bytes` are no [Order], or a newer one
    public static Order order(byte[] bytes) {
        return read(bytes, only("Order", OrderForm::read));
    }

    /// @throws WireException where `bytes` are no [Execution], or a newer one
    public static Execution execution(byte[] bytes) {
        return read(bytes, only("Execution", ExecutionForm::read));
    }

    /// @throws WireException where `bytes` are no [Position], or a newer one
    public static Position position(byte[] bytes) {
        return read(bytes, only("Position", PositionForm::read));
    }

    /// @throws WireException where `bytes` are no [Report], or a newer one
    public static Report report(byte[] bytes) {
        return read(bytes, only("Report", ReportForm::read));
    }

    /// @throws WireException where `bytes` are no [Command], or a newer one
    public static Command command(byte[] bytes) {
        return read(bytes, CommandForm::read);
    }

    /// @throws WireException where `bytes` are no [Silence], or a newer one
    public static Silence silence(byte[] bytes) {
        return read(bytes, only("Silence", SilenceForm::read));
    }

    /// @throws WireException where `bytes` are no [Change], or a newer one
    public static Change change(byte[] bytes) {
        return read(bytes, only("Change", ChangeForm::read));
    }

    public static String json(DeskMessage message) {
        return text(out -> write(out, message));
    }

    public static String json(Order order) {
        return text(out -> write(out, order));
    }

    public static String json(Execution execution) {
        return text(out -> write(out, execution));
    }

    public static String json(Position position) {
        return text(out -> write(out, position));
    }

    public static String json(Report report) {
        return text(out -> write(out, report));
    }

    public static String json(Command command) {
        return text(out -> write(out, command));
    }

    public static String json(Recorded.What what) {
        return json(new Input(what, 0));
    }

    public static String json(Input input) {
        return text(out -> write(out, input));
    }

    public static String json(Silence silence) {
        return text(out -> write(out, silence));
    }

    public static String json(Change change) {
        return text(out -> write(out, change));
    }

    private static void write(Out out, DeskMessage message) throws IOException {
        out.message(DeskForm.type(message));
        DeskForm.write(out, message);
        out.end();
    }

    private static void write(Out out, Order order) throws IOException {
        out.message("Order");
        OrderForm.write(out, order);
        out.end();
    }

    private static void write(Out out, Execution execution) throws IOException {
        out.message("Execution");
        ExecutionForm.write(out, execution);
        out.end();
    }

    private static void write(Out out, Position position) throws IOException {
        out.message("Position");
        PositionForm.write(out, position);
        out.end();
    }

    private static void write(Out out, Report report) throws IOException {
        out.message("Report");
        ReportForm.write(out, report);
        out.end();
    }

    private static void write(Out out, Command command) throws IOException {
        out.message(CommandForm.type(command));
        CommandForm.write(out, command);
        out.end();
    }

    private static void write(Out out, Silence silence) throws IOException {
        out.message("Silence");
        SilenceForm.write(out, silence);
        out.end();
    }

    private static void write(Out out, Input input) throws IOException {
        out.message(WhatForm.type(input.what));
        WhatForm.write(out, input.what);
        out.time(WhatForm.ASKED_AT, input.askedAt);
        out.text(WhatForm.ASKED_FROM, input.askedFrom);
        out.end();
    }

    private static void write(Out out, Change change) throws IOException {
        out.message("Change");
        ChangeForm.write(out, change);
        out.end();
    }

    private static String text(Encoder.Body body) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = Factories.json(bytes)) {
            body.write(new Out(generator));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a sink", impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// All that hostile bytes can provoke ends here: Jackson's exceptions, and those of a number out of range.
    static <T> T read(byte[] bytes, Message<T> message) {
        try (var parser = Factories.parser(bytes)) {
            var in = new In(parser);
            var value = message.read(in, in.message());
            in.finish();
            return value;
        } catch (WireException clear) {
            throw clear;
        } catch (IOException | RuntimeException malformed) {
            throw new WireException("malformed message of " + bytes.length + " bytes: " + malformed, malformed);
        }
    }

    private static <T> Message<T> only(String wanted, Fields<T> fields) {
        return (in, type) -> {
            if (!type.equals(wanted)) throw new WireException(wanted + " was expected, not " + type);
            return fields.read(in);
        };
    }

    interface Message<T> {
        T read(In in, String type) throws IOException;
    }

    private interface Fields<T> {
        T read(In in) throws IOException;
    }
}
