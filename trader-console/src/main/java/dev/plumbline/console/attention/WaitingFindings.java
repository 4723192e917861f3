package dev.plumbline.console.attention;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.console.attention.Finding.AReport;
import dev.plumbline.console.feed.RawText;
import dev.plumbline.core.Qty;
import dev.plumbline.wire.DeskMessage.Item.WaitingItem;

/// Says what is the matter with a report that did not count.
final class WaitingFindings {
    private static final Qty ONCE = Qty.of(1);

    private WaitingFindings() {}

    static Finding of(WaitingItem item) {
        var kind = kind(item);
        var about = new AReport(item.shard() + "/" + item.seq(), item.session(), names(item), RawText.of(item));
        var why = item.reason().isEmpty() ? "" : " (" + item.reason() + ")";
        return kind == Kind.PARKED
                ? new Finding(
                        kind, about, "Report waits",
                        "A report of " + item.session() + " is about something that we have not heard of" + why
                                + ". It counts when that turns up.",
                        item.receivedAt(), ONCE)
                : new Finding(
                        kind, about, "Report in quarantine",
                        "A report of " + item.session() + " cannot be read or cannot be true" + why
                                + ". It does not count: compare with the broker.",
                        item.receivedAt(), ONCE);
    }

    /// What is not known to wait needs a person.
    static Kind kind(WaitingItem item) {
        return item.outcome().equals(WaitingItem.PARKED) ? Kind.PARKED : Kind.QUARANTINED;
    }

    private static String names(WaitingItem item) {
        var names = new ArrayList<String>();
        names.add(item.session());
        name(names, "ClOrdID", item.clOrdID());
        name(names, "OrderID", item.orderID());
        name(names, "ExecID", item.execID());
        return String.join(" · ", names);
    }

    private static void name(List<String> names, String field, String value) {
        if (!value.isEmpty()) names.add(field + " " + value);
    }
}
