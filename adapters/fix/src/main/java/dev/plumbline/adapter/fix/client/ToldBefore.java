package dev.plumbline.adapter.fix.client;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Request.Kind;
import dev.plumbline.core.Request.Stage;

/// What a client was told by an earlier run, read from the messages that were sent to it: they are what is kept of that, so
/// that nothing else can disagree with them. Takes them in the order in which they were sent. One thread.
final class ToldBefore {
    private final Map<OrderKey, Told> orders = new HashMap<>();
    private final Set<String> answered = new HashSet<>();

    Map<OrderKey, Told> orders() {
        return orders;
    }

    /// Requests that were answered without an order of ours: refused, or answered by a report of a mass cancel.
    Set<String> answered() {
        return answered;
    }

    /// A note takes the place of all that was sent before it.
    void noted(Order note) {
        orders.put(note.key(), Told.of(note));
    }

    void sent(FixMessage message) {
        switch (message.msgType()) {
            case "8" -> executionReport(message);
            case "9" -> cancelReject(message);
            case "r" -> answered.add(message.text(11));
            default -> {}
        }
    }

    private void executionReport(FixMessage message) {
        var order = message.text(37);
        var execID = message.text(17);
        if (execID.equals("0")) return;
        if (ExecIDs.about(order, execID).isEmpty()) {
            answered.add(message.text(11));
            return;
        }
        var told = told(message);
        var fact = fact(ExecIDs.about(order, execID), ExecIDs.number(order, execID), message);
        if (fact != null) told.take(fact, execID);
    }

    private void cancelReject(FixMessage message) {
        answered.add(message.text(11));
        if (message.text(37).equals("NONE") || !message.has(41)) return;
        told(message).take(new Fact.RequestRejected(clOrdID(message), message.code(434) == '2' ? Kind.REPLACE : Kind.CANCEL), "");
    }

    /// Begun with the first report of an order, under whose id in force it was sent.
    private Told told(FixMessage message) {
        var told = orders.computeIfAbsent(new OrderKey(message.text(37)), _ -> new Told());
        if (!told.isEmpty()) return told;
        boolean isOfRequest = message.has(41);
        var first = isOfRequest ? new ClOrdID(message.text(41)) : clOrdID(message);
        boolean isReplaced = message.code(150) == '5' || message.msgType().equals("9");
        told.begin(new Request(
                first, ClOrdID.NONE, Kind.NEW, isReplaced ? Qty.NONE : qty(message, 38), isReplaced ? Px.NONE : price(message), Stage.SENT, 0));
        return told;
    }

    private static @Nullable Fact fact(String about, int number, FixMessage message) {
        if (number > 0) return ofExecution(about, number, message);
        return switch (about.charAt(0)) {
            case 'N' -> new Fact.Acknowledged(about.equals("ND"));
            case 'P' -> new Fact.Pending(clOrdID(message), message.code(150) == 'E' ? Kind.REPLACE : Kind.CANCEL);
            case 'R' -> new Fact.Replaced(clOrdID(message), qty(message, 38), price(message));
            case 'X' -> new Fact.Restated(qty(message, 38), price(message), message.text(378).equals("0"));
            case 'Z' -> new Fact.Ended(cause(about.charAt(1)), message.has(41) ? clOrdID(message) : ClOrdID.NONE);
            default -> turned(about.charAt(0));
        };
    }

    private static Fact ofExecution(String about, int number, FixMessage message) {
        var px = message.has(31) ? Px.of(message.text(31)) : Px.ZERO;
        if (about.endsWith("B") && !about.contains("C")) return new Fact.Busted(number);
        int version = about.indexOf('C');
        if (version > 0) return new Fact.Corrected(number, qty(message, 32), px, about.substring(version + 1));
        int again = about.indexOf('A');
        return new Fact.Traded(number, qty(message, 32), px, again > 0 ? about.substring(again + 1) : "");
    }

    private static @Nullable Fact turned(char mark) {
        for (var turn : Fact.Turn.values()) if (turn.mark() == mark) return new Fact.Turned(turn);
        return null;
    }

    private static Life.End cause(char letter) {
        for (var cause : Life.End.values()) if (cause != Life.End.NONE && cause.name().charAt(0) == letter) return cause;
        return Life.End.CANCELED;
    }

    private static ClOrdID clOrdID(FixMessage message) {
        return new ClOrdID(message.text(11));
    }

    private static Qty qty(FixMessage message, int tag) {
        return message.has(tag) ? Qty.of(message.text(tag)) : Qty.NONE;
    }

    private static Px price(FixMessage message) {
        if (message.has(44)) return Px.of(message.text(44));
        return message.has(99) ? Px.of(message.text(99)) : Px.NONE;
    }
}
