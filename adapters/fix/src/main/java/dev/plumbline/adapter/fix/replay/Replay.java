package dev.plumbline.adapter.fix.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.fix.CommandDecoder;
import dev.plumbline.adapter.fix.CommandDecoder.Sent;
import dev.plumbline.adapter.fix.ReportDecoder;
import dev.plumbline.adapter.fix.SentMessages;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Result;

/// One run of messages through decoding and a [Book]: the path of production without its sockets. Single-threaded.
final class Replay {
    private final Book book = new Book();
    private final Map<BrokerSession, SentMessages> sent = new HashMap<>();
    private final List<Quarantined> quarantine = new ArrayList<>();
    private final ReportDecoder reports;
    private final CommandDecoder commands;
    private long ignored;

    Replay() {
        this(Dialect.STANDARD);
    }

    /// @param dialect of the broker whose messages they are
    Replay(Dialect dialect) {
        reports = new ReportDecoder(dialect);
        commands = new CommandDecoder(dialect, this::executedQty);
    }

    private Qty executedQty(ClOrdID clOrdID) {
        return book.find(clOrdID).map(order -> order.cumQty().plus(order.unexplainedQty())).orElse(Qty.ZERO);
    }

    record Quarantined(int line, String reason) {}

    /// What one message did.
    /// @param order the order that it was about, after it
    record Played(Outcome outcome, String reason, Optional<Order> order) {}

    Played play(Scenario.Message message) {
        var played = switch (message.direction()) {
            case OURS -> ours(message);
            case BROKERS -> brokers(message);
            case NEITHER -> ignored();
        };
        if (played.outcome() == Outcome.QUARANTINED)
            quarantine.add(new Quarantined(message.number(), played.reason()));
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

    private Played ours(Scenario.Message message) {
        var fix = message.fix();
        var session = new BrokerSession(fix.text(56));
        return switch (commands.read(session, fix)) {
            case Sent.AboutNoOrder() -> new Played(Outcome.APPLIED, "", appliedToNone());
            case Sent.Unreadable(var clOrdID, var reason) -> unreadable(clOrdID, reason);
            case Sent.Read(var command, var possResend) -> {
                sent.computeIfAbsent(session, _ -> new SentMessages()).sent(fix.number(34), command.clOrdID());
                yield played(book.sent(message.number(), command, possResend), () -> book.find(command.clOrdID()));
            }
        };
    }

    private Optional<Order> appliedToNone() {
        book.aboutNoOrder();
        return Optional.empty();
    }

    private Played brokers(Scenario.Message message) {
        var session = new BrokerSession(message.fix().text(49));
        return switch (reports.read(session, message.fix())) {
            case Decoded.Unreadable(var clOrdID, var reason) -> unreadable(clOrdID, reason);
            case Decoded.Read(var report) -> report(message, named(session, report));
        };
    }

    private Report named(BrokerSession session, Report report) {
        var ours = sent.get(session);
        return ours == null ? report : ours.named(report);
    }

    private Played report(Scenario.Message message, Report report) {
        return played(book.report(message.number(), report), () -> book.find(report));
    }

    private Played unreadable(ClOrdID clOrdID, String reason) {
        return played(book.unreadable(reason), () -> book.find(clOrdID));
    }

    private static Played played(Result result, Supplier<Optional<Order>> about) {
        var order = result.changes().isEmpty()
                ? about.get()
                : Optional.of(result.changes().getFirst().order());
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
