package dev.plumbline.console.filter;

import java.util.List;
import java.util.function.LongSupplier;

import dev.plumbline.console.filter.Fields.Choice;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// What can be asked of alerts.
public final class AlertFields {
    private static final long OTHER = 1;
    private static final long INFO = 2;
    private static final long WARN = 4;
    private static final long ALERT = 8;

    private AlertFields() {}

    /// @param now nanoseconds since the epoch, for ages
    public static Fields<AlertItem> of(LongSupplier now) {
        return Fields.<AlertItem>builder()
                .choice("level", "how urgent it is", AlertFields::level, levels())
                .part("order", "key of the order", List.of(AlertItem::order), "id")
                .part("text", "what happened", List.of(AlertItem::text))
                .time("time", "when, UTC", AlertItem::at)
                .age("age", "since then", AlertItem::at, now)
                .build();
    }

    private static long level(AlertItem item) {
        return switch (item.level()) {
            case AlertItem.INFO -> INFO;
            case AlertItem.WARN -> WARN;
            case AlertItem.ALERT -> ALERT;
            default -> OTHER;
        };
    }

    private static List<Choice> levels() {
        return List.of(
                Choice.of("info", INFO, "INFO"),
                Choice.of("warn", WARN, "WARN", "warning"),
                Choice.of("alert", ALERT, "ALERT"));
    }
}
