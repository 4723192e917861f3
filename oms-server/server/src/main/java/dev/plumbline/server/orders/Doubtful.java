package dev.plumbline.server.orders;

import java.util.Optional;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Report;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.wire.DeskMessage.Item.WaitingItem;

/// Reports that did not count when they came, as a desk is shown them.
public final class Doubtful {
    private Doubtful() {}

    /// Empty where it counted, or is ours.
    public static Optional<WaitingItem> of(Entry entry) {
        if (entry.outcome() != Outcome.PARKED && entry.outcome() != Outcome.QUARANTINED) return Optional.empty();
        return switch (entry.what()) {
            case Recorded.Told(var report) -> Optional.of(item(
                    entry, clOrdID(report).value(), report.orderID().value(), report.execID().value()));
            case Recorded.Unreadable unreadable -> Optional.of(item(
                    entry, entry.clOrdID().value(), unreadable.orderID().value(),
                    unreadable.execIDs().isEmpty() ? "" : unreadable.execIDs().getFirst().value()));
            case Recorded.Sent _, Recorded.Refused _, Recorded.Silent _, Recorded.NotSent _, Recorded.AboutNoOrder _,
                    Recorded.Switched _, Recorded.NotSwitched _ ->
                Optional.empty();
        };
    }

    private static ClOrdID clOrdID(Report report) {
        return report.clOrdID().isNone() ? report.origClOrdID() : report.clOrdID();
    }

    private static WaitingItem item(Entry entry, String clOrdID, String orderID, String execID) {
        return new WaitingItem(
                entry.shard(), entry.seq(), entry.session().value(), entry.receivedAt(), entry.outcome().name(),
                entry.reason(), clOrdID, orderID, execID, cut(entry.raw()));
    }

    /// It was looked at again, and is for a person now.
    public static WaitingItem quarantined(WaitingItem parked, String reason) {
        return new WaitingItem(
                parked.shard(), parked.seq(), parked.session(), parked.receivedAt(), WaitingItem.QUARANTINED, reason,
                parked.clOrdID(), parked.orderID(), parked.execID(), parked.raw());
    }

    /// For who shows it: the whole is in the history. A copy where it is cut, so that the rest may go.
    public static Buffer cut(Buffer raw) {
        return raw.length() <= WaitingItem.RAW_MAX ? raw : raw.getBuffer(0, WaitingItem.RAW_MAX);
    }
}
