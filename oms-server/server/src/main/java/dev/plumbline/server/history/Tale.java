package dev.plumbline.server.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Book;
import dev.plumbline.core.Command;
import dev.plumbline.core.Explain;
import dev.plumbline.core.Explained;
import dev.plumbline.core.Figure;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.wire.DeskMessage.Difference;
import dev.plumbline.wire.DeskMessage.Event;
import dev.plumbline.wire.DeskMessage.History;

/// The inputs of one order, gone through again: which of them were about it, and what each did.
final class Tale {
    /// Events to a page, and bytes of messages in it, at most.
    static final int PAGE = 200;
    static final int PAGE_BYTES = 512_000;
    /// Bytes of one message.
    static final int RAW_MAX = 64_000;

    private final OrderKey order;
    private final List<Entry> entries;
    private final Map<Long, Explained> explained = new HashMap<>();
    private final boolean isExplained;

    /// @param entries in the order of their numbers; some may be about other orders
    Tale(OrderKey order, List<Entry> entries) {
        this.order = order;
        this.entries = entries;
        var explain = new Explain(entries.stream().map(Tale::recorded).toList(), Book::new);
        var mine = explain.book().orders().stream().filter(one -> one.key().equals(order)).findFirst();
        mine.ifPresent(one -> explain.order(one).inputs().forEach(input -> explained.put(input.input().number(), input)));
        isExplained = mine.isPresent();
    }

    private static Recorded recorded(Entry entry) {
        return new Recorded(entry.seq(), "", entry.what());
    }

    History page(long afterSeq, Collection<String> lacks) {
        var lacking = new ArrayList<>(lacks);
        if (!isExplained && !entries.isEmpty())
            lacking.add("what each input did is not known: the first about this order are not at hand");
        var events = new ArrayList<Event>();
        int bytes = 0;
        boolean more = false;
        for (var entry : entries) {
            if (entry.seq() <= afterSeq || !isMine(entry)) continue;
            more = events.size() >= PAGE || bytes + entry.raw().length() > PAGE_BYTES && !events.isEmpty();
            if (more) break;
            var event = event(entry);
            bytes += event.raw().length();
            events.add(event);
        }
        if (events.stream().anyMatch(event -> event.raw().length() == RAW_MAX))
            lacking.add("messages are cut to " + RAW_MAX + " bytes");
        return new History(order, events, more, String.join("; ", lacking));
    }

    private boolean isMine(Entry entry) {
        return explained.containsKey(entry.seq()) || entry.order().equals(order.value());
    }

    private Event event(Entry entry) {
        var told = explained.get(entry.seq());
        return new Event(
                entry.shard(), entry.seq(), entry.receivedAt(), entry.at(), kind(entry.what()), entry.asker().user(),
                entry.session().value(), entry.clOrdID().value(), outcome(entry), entry.reason(),
                told == null ? "" : became(told), cut(entry.raw()), recorded(entry).readAs(),
                told == null ? List.of() : differences(told), entry.askedAt(), entry.askedFrom());
    }

    private static Buffer cut(Buffer raw) {
        return raw.length() <= RAW_MAX ? raw : raw.slice(0, RAW_MAX);
    }

    private static String outcome(Entry entry) {
        return entry.what().isRefused() ? "REFUSED" : entry.outcome().name();
    }

    private static String became(Explained told) {
        return told.released().stream()
                .map(release -> words(release.outcome()) + " with input " + release.by()
                        + (release.reason().isEmpty() ? "" : ": " + release.reason()))
                .collect(Collectors.joining("; "));
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> "applied";
            case DUPLICATE -> "found to be a copy";
            case PARKED -> "parked again";
            case QUARANTINED -> "quarantined";
            case IGNORED -> "ignored";
        };
    }

    /// Positions follow from the other orders of the account, too, which are not looked at here.
    private static List<Difference> differences(Explained told) {
        return told.did().stream()
                .filter(difference -> difference.figure().kind() != Figure.Kind.POSITION)
                .map(difference -> new Difference(difference.figure().toString(), difference.from(), difference.to()))
                .toList();
    }

    private static String kind(Recorded.What what) {
        return switch (what) {
            case Recorded.Sent(var command, _) -> kind(command);
            case Recorded.Refused(var command) -> kind(command) + ", refused";
            case Recorded.Told(var report) -> spaced(report.news().getClass().getSimpleName());
            case Recorded.Silent _ -> "No answer in time";
            case Recorded.NotSent _ -> "Never left";
            case Recorded.Switched _ -> "Kill switch";
            case Recorded.NotSwitched _ -> "Kill switch, refused";
            case Recorded.AboutNoOrder() -> "About no order";
            case Recorded.Unreadable _ -> "Unreadable";
        };
    }

    private static String kind(Command command) {
        return switch (command) {
            case Command.Enter _ -> "Order sent";
            case Command.Cancel _ -> "Cancel sent";
            case Command.Replace _ -> "Replace sent";
            case Command.Status _ -> "Status asked";
        };
    }

    /// `TradeCancel` is `Trade cancel`.
    private static String spaced(String name) {
        var words = new StringBuilder(name.length() + 2);
        for (char c : name.toCharArray())
            if (words.isEmpty() || !Character.isUpperCase(c)) words.append(c);
            else words.append(' ').append(Character.toLowerCase(c));
        return words.toString();
    }
}
