package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.wire.DeskMessage.Difference;
import dev.plumbline.wire.DeskMessage.Event;

/// What happened to an order, as fields.
final class EventForm {
    private EventForm() {}

    static void writeList(Out out, String name, List<Event> events) throws IOException {
        out.list(name);
        for (var event : events) write(out, event);
        out.endList();
    }

    private static void write(Out out, Event event) throws IOException {
        out.object();
        out.number("Shard", event.shard(), 0);
        out.number("Seq", event.seq(), 0);
        out.time("ReceivedAt", event.receivedAt());
        out.time("At", event.at());
        out.text("Kind", event.kind());
        out.text("User", event.user());
        out.text("Session", event.session());
        out.text("ClOrdID", event.clOrdID());
        out.text("Outcome", event.outcome());
        out.text("Reason", event.reason());
        out.text("Became", event.became());
        out.bytes("Raw", event.raw().getBytes());
        out.text("ReadAs", event.readAs());
        out.list("Did");
        for (var difference : event.did()) {
            out.object();
            out.text("Figure", difference.figure());
            out.text("From", difference.from());
            out.text("To", difference.to());
            out.end();
        }
        out.endList();
        out.time("AskedAt", event.askedAt());
        out.text("From", event.from());
        out.end();
    }

    static List<Event> readList(In in) throws IOException {
        var events = new ArrayList<Event>();
        in.list();
        while (in.element()) {
            in.object();
            events.add(read(in));
        }
        return events;
    }

    private static Event read(In in) throws IOException {
        int shard = 0;
        long seq = 0;
        long receivedAt = 0;
        long at = 0;
        var kind = "";
        var user = "";
        var session = "";
        var clOrdID = "";
        var outcome = "";
        var reason = "";
        var became = "";
        var raw = Buffer.buffer();
        var readAs = "";
        var did = List.<Difference>of();
        long askedAt = 0;
        var from = "";
        while (in.next()) {
            switch (in.name()) {
                case "Shard" -> shard = in.smallNumber();
                case "Seq" -> seq = in.number();
                case "ReceivedAt" -> receivedAt = in.number();
                case "At" -> at = in.number();
                case "Kind" -> kind = in.text();
                case "User" -> user = in.text();
                case "Session" -> session = in.text();
                case "ClOrdID" -> clOrdID = in.text();
                case "Outcome" -> outcome = in.text();
                case "Reason" -> reason = in.text();
                case "Became" -> became = in.text();
                case "Raw" -> raw = Buffer.buffer(in.bytes());
                case "ReadAs" -> readAs = in.text();
                case "Did" -> did = readDifferences(in);
                case "AskedAt" -> askedAt = in.number();
                case "From" -> from = in.text();
                default -> in.skip();
            }
        }
        return new Event(
                shard, seq, receivedAt, at, kind, user, session, clOrdID, outcome, reason, became, raw, readAs, did, askedAt,
                from);
    }

    private static List<Difference> readDifferences(In in) throws IOException {
        var did = new ArrayList<Difference>();
        in.list();
        while (in.element()) {
            in.object();
            var figure = "";
            var from = "";
            var to = "";
            while (in.next()) {
                switch (in.name()) {
                    case "Figure" -> figure = in.text();
                    case "From" -> from = in.text();
                    case "To" -> to = in.text();
                    default -> in.skip();
                }
            }
            did.add(new Difference(figure, from, to));
        }
        return did;
    }
}
