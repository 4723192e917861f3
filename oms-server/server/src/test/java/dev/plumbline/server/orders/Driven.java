package dev.plumbline.server.orders;

import static dev.plumbline.server.orders.Trade.ALPHA;
import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.orders.Trade.RULES;
import static dev.plumbline.server.orders.Trade.RUN_STARTED_AT_MS;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Order;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// A shard with a clock that stands still until it is told to go on, and no event loop.
final class Driven {
    static final String FIRST = new Ids(3, RUN_STARTED_AT_MS).next().value();

    final Shard shard;
    private long now = NOON;

    Driven() {
        this(new Book(), 0, Handling.USUAL);
    }

    Driven(Book book, long lastSeq, Handling handling) {
        shard = new Shard(3, book, new Ids(3, RUN_STARTED_AT_MS + lastSeq), RULES, handling, lastSeq, () -> now, () -> "");
        shard.recovered();
    }

    Driven up() {
        shard.on(new SessionEvent.Up(ALPHA, now));
        return this;
    }

    Driven down() {
        shard.on(new SessionEvent.Down(ALPHA, "gone", now));
        return this;
    }

    /// The adapter says that a message of ours has not left.
    Driven notSent(String clOrdID, boolean isQuestion) {
        shard.on(new SessionEvent.SendFailed(ALPHA, new ClOrdID(clOrdID), isQuestion, "the line is down", now));
        return this;
    }

    Driven ask(Ask... asks) {
        for (var ask : asks) shard.on(ask, _ -> {});
        return this;
    }

    Driven report(Inbound... inbounds) {
        for (var inbound : inbounds) shard.on(inbound);
        return this;
    }

    /// Lets time pass, and looks whenever the shard wants to.
    Driven pass(Duration time) {
        long until = now + time.toNanos();
        while (shard.lookAt() <= until) {
            now = Math.max(now, shard.lookAt());
            shard.look();
        }
        now = until;
        return this;
    }

    /// Looks once, `nanos` later.
    void lookOnce(long nanos) {
        now += nanos;
        shard.look();
    }

    Driven pass(int seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    Order order(String clOrdID) {
        return shard.book().order(new ClOrdID(clOrdID));
    }

    List<Entry> entries() {
        return List.copyOf(shard.take().entries);
    }

    /// What has left for brokers and traders since the last call: messages, then alerts.
    List<String> said() {
        var batch = shard.take();
        return Stream.concat(
                        batch.commands.values().stream().flatMap(List::stream).map(outbound ->
                                outbound.command().getClass().getSimpleName() + " " + outbound.command().clOrdID()),
                        batch.alerts.stream().map(AlertItem.class::cast).map(alert -> alert.level() + " " + alert.text()))
                .toList();
    }
}
