package dev.plumbline.console.timeline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import dev.plumbline.console.feed.RawBytes;
import dev.plumbline.console.ui.Show;
import dev.plumbline.wire.DeskMessage.Event;

/// Events as plain text for an e-mail to the broker: when, what, and the messages themselves with `|` between the
/// fields. Who of us asked for what, and what it did to our books, is left out.
final class Letter {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final long NANOS = 1_000_000_000;

    private Letter() {}

    static String of(String order, List<Step> steps) {
        var letter = new StringBuilder("Order ").append(order).append(" (times in UTC, as we received them)\n");
        for (var step : steps) letter.append('\n').append(paragraph(step));
        return letter.toString();
    }

    private static String paragraph(Step step) {
        var event = step.event();
        var text = new StringBuilder(time(event.receivedAt())).append("  ").append(event.kind());
        if (!event.session().isEmpty()) text.append("  session ").append(event.session());
        if (!event.clOrdID().isEmpty()) text.append("  ClOrdID(11) ").append(event.clOrdID());
        if (step.sinceRequest() != Step.NONE)
            text.append("  ").append(Step.delta(step.sinceRequest())).append(" after the request");
        text.append('\n');
        if (event.at() != 0) text.append("  TransactTime ").append(time(event.at())).append('\n');
        if (!event.reason().isEmpty()) text.append("  ").append(remark(event)).append('\n');
        var raw = RawBytes.of(event);
        if (raw.length > 0) text.append("  ").append(RawFix.of(raw).line()).append('\n');
        return text.toString();
    }

    private static String remark(Event event) {
        return event.outcome().toLowerCase(Locale.ROOT) + ": " + event.reason();
    }

    private static String time(long epochNanos) {
        return epochNanos == 0
                ? Show.NOTHING
                : UTC.format(Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS), Math.floorMod(epochNanos, NANOS)));
    }
}
