package dev.plumbline.adapter.fix.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.fix.CommandDecoder.Sent;
import dev.plumbline.adapter.fix.SentMessages;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Report;
import dev.plumbline.core.Result;

/// One run of messages through decoding and a [Book]: the path of production without its sockets. Single-threaded.
final class Replay {
    private final Book book = new Book();
    private final Map<BrokerSession, SentMessages> sent = new HashMap<>();
    private final List<Quarantined> quarantine = new ArrayList<>();
    private long ignored;

    /// @param input number of the input
    record Quarantined(long input, String reason) {}

    /// What one message did.
    /// @param order the order that it was about, after it
    record Played(Outcome outcome, String reason, Optional<Order> order) {}

    Played play(Scenario.Message message) {
        return play(message.number(), Reading.of(message));
    }

    /// @param number of the input: its line
    Played play(long number, Reading reading) {
        var played = switch (reading) {
            case Reading.Ours ours -> ours(number, ours);
            case Reading.Brokers(var session, var decoded) -> brokers(number, session, decoded);
            case Reading.Ignored() -> ignored();
        };
        if (played.outcome() == Outcome.QUARANTINED) quarantine.add(new Quarantined(number, played.reason()));
        return played;
    }

    Book book() {
        return book;
    }

    Counts counts() {
        return book.counts().plus(new Counts(0, 0, 0, 0, ignored));
    }

    List<Quarantined> quarantine() {
        return quarantine;
    }

    private Played ours(long number, Reading.Ours ours) {
        return switch (ours.sent()) {
            case Sent.AboutNoOrder() -> new Played(Outcome.APPLIED, "", appliedToNone());
            case Sent.Unreadable(var clOrdID, var reason) -> unreadable(clOrdID, reason);
            case Sent.Read(var command, var possResend) -> {
                sent.computeIfAbsent(ours.session(), _ -> new SentMessages())
                        .sent(ours.msgSeqNum(), command.clOrdID());
                yield played(book.sent(number, command, possResend), () -> book.find(command.clOrdID()));
            }
        };
    }

    private Optional<Order> appliedToNone() {
        book.aboutNoOrder();
        return Optional.empty();
    }

    private Played brokers(long number, BrokerSession session, Decoded decoded) {
        return switch (decoded) {
            case Decoded.Unreadable(var clOrdID, var reason) -> unreadable(clOrdID, reason);
            case Decoded.Read(var read) -> {
                var report = named(session, read);
                yield played(book.report(number, report), () -> book.find(report));
            }
        };
    }

    private Report named(BrokerSession session, Report report) {
        var ours = sent.get(session);
        return ours == null ? report : ours.named(report);
    }

    private Played unreadable(ClOrdID clOrdID, String reason) {
        return played(book.unreadable(reason), () -> book.find(clOrdID));
    }

    /// The last change: what was released by it belongs to the order after it, and where two orders turned out to be
    /// one, it is the one that is left.
    private static Played played(Result result, Supplier<Optional<Order>> about) {
        var order = result.changes().isEmpty()
                ? about.get()
                : Optional.of(result.changes().getLast().order());
        return new Played(result.outcome(), result.reason(), order);
    }

    private Played ignored() {
        ignored++;
        return new Played(Outcome.IGNORED, "", Optional.empty());
    }

    /// The order that a scenario names `X`, or `OrderID:O1` where it has no ClOrdID.
    Optional<Order> order(String name) {
        return name.startsWith("OrderID:")
                ? book.find(new OrderID(name.substring("OrderID:".length())))
                : book.find(new ClOrdID(name));
    }
}
