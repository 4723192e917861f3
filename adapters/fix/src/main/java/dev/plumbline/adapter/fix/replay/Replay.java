package dev.plumbline.adapter.fix.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.fix.SentMessages;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Recorded.What;
import dev.plumbline.core.Released;
import dev.plumbline.core.Result;

/// One run of messages through decoding and a [Book]: the path of production without its sockets. Single-threaded.
final class Replay {
    private final Book book = new Book();
    private final Reading.Reader reader;
    private final Map<BrokerSession, SentMessages> sent = new HashMap<>();
    private final List<Quarantined> quarantine = new ArrayList<>();
    private long ignored;

    Replay() {
        this(Dialect.STANDARD);
    }

    /// @param dialect of the broker whose messages they are
    Replay(Dialect dialect) {
        reader = new Reading.Reader(dialect, this::executedQty);
    }

    private Qty executedQty(ClOrdID clOrdID) {
        return book.find(clOrdID).map(order -> order.cumQty().plus(order.unexplainedQty())).orElse(Qty.ZERO);
    }

    /// @param input its number
    record Quarantined(long input, String reason) {}

    /// What one message did.
    /// @param order the order that it was about, after it
    record Played(Outcome outcome, String reason, Optional<Order> order) {}

    Played play(Scenario.Message message) {
        return play(message.number(), read(message));
    }

    /// Now: what a message says may depend on those before it.
    Reading read(Scenario.Message message) {
        return reader.read(message);
    }

    /// @param number of the input, see [Place]
    Played play(long number, Reading reading) {
        return what(reading).map(what -> play(number, what)).orElseGet(this::ignored);
    }

    /// What `reading` says, with what we know of the messages that we sent.
    Optional<What> what(Reading reading) {
        return reading.what().map(what -> switch (what) {
            case Recorded.Told(var report) -> {
                var ours = sent.get(reading.session());
                yield ours == null ? what : new Recorded.Told(ours.named(report));
            }
            case Recorded.Sent(var command, _) -> {
                var ours = sent.computeIfAbsent(reading.session(), _ -> new SentMessages());
                if (command instanceof Command.Status) ours.asked(reading.msgSeqNum(), command.clOrdID());
                else ours.sent(reading.msgSeqNum(), command.clOrdID());
                yield what;
            }
            case Recorded.Silent _, Recorded.NotSent _, Recorded.Refused _, Recorded.AboutNoOrder _, Recorded.Switched _,
                    Recorded.NotSwitched _, Recorded.Unreadable _ -> what;
        });
    }

    Played play(long number, What what) {
        var result = new Recorded(number, "", what).into(book);
        if (result.outcome() == Outcome.QUARANTINED) quarantine.add(new Quarantined(number, result.reason()));
        for (var released : result.released()) released(released);
        return new Played(result.outcome(), result.reason(), order(what, result));
    }

    private void released(Released released) {
        if (released.outcome() == Outcome.QUARANTINED)
            quarantine.add(new Quarantined(released.input(), released.reason()));
    }

    Played ignored() {
        ignored++;
        return new Played(Outcome.IGNORED, "", Optional.empty());
    }

    /// The last change: what was released by it belongs to the order after it, and where two orders turned out to be
    /// one, it is the one that is left.
    private Optional<Order> order(What what, Result result) {
        return result.changes().isEmpty()
                ? about(what)
                : Optional.of(result.changes().getLast().order());
    }

    private Optional<Order> about(What what) {
        return switch (what) {
            case Recorded.Sent(var command, _) -> book.find(command.clOrdID());
            case Recorded.Told(var report) -> book.find(report);
            case Recorded.Silent(var silence) -> book.find(silence.clOrdID());
            case Recorded.NotSent(var unsent) -> book.find(unsent.clOrdID());
            case Recorded.Refused _, Recorded.AboutNoOrder _, Recorded.Switched _, Recorded.NotSwitched _ -> Optional.empty();
            case Recorded.Unreadable(_, var clOrdIDs, _, _) -> clOrdIDs.stream()
                    .flatMap(id -> book.find(id).stream())
                    .findFirst();
        };
    }

    Book book() {
        return book;
    }

    Counts counts() {
        return book.counts().plus(new Counts(0, 0, 0, 0, ignored));
    }

    /// In the order of their numbers: one may have waited before.
    List<Quarantined> quarantine() {
        return quarantine.stream().sorted(Comparator.comparingLong(Quarantined::input)).toList();
    }

    /// The order that a scenario names `X`, or `OrderID:O1` where it has no ClOrdID.
    Optional<Order> order(String name) {
        return name.startsWith("OrderID:")
                ? book.find(new OrderID(name.substring("OrderID:".length())))
                : book.find(new ClOrdID(name));
    }
}
