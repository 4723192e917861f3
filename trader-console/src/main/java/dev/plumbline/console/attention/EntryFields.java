package dev.plumbline.console.attention;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.plumbline.console.attention.Finding.APart;
import dev.plumbline.console.attention.Finding.AReport;
import dev.plumbline.console.attention.Finding.AnOrder;
import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.filter.Fields.Choice;
import dev.plumbline.core.Order;

/// What can be asked of entries. What an entry is not about is empty: a report has no symbol.
final class EntryFields {
    private EntryFields() {}

    /// @param now nanoseconds since the epoch, for ages
    static Fields<Entry> of(LongSupplier now) {
        return Fields.<Entry>builder()
                .choice("level", "how much it matters", entry -> bit(entry.kind().severity()), levels(), "severity")
                .choice("kind", "what is the matter", entry -> bit(entry.kind()), kinds())
                .text("sym", "Symbol of the order", ofOrder(order -> order.symbol().value()), "symbol")
                .text("acct", "Account of the order", ofOrder(order -> order.account().value()), "account")
                .text("broker", "session to the broker", EntryFields::session, "session")
                .part("id", "ClOrdID or OrderID, or the report's number",
                        List.of(entry -> entry.finding().about().name(), ofOrder(order -> order.clOrdID().value()), ofOrder(order -> order.orderID().value())),
                        "order", "clordid", "orderid")
                .part("text", "what is said of it",
                        List.of(entry -> entry.finding().title(), entry -> entry.finding().about().line(), entry -> entry.finding().sentence()))
                .time("time", "since when, UTC", entry -> entry.finding().since(), "since")
                .age("age", "since then", entry -> entry.finding().since(), now)
                .build();
    }

    private static long bit(Enum<?> value) {
        return 1L << value.ordinal();
    }

    private static List<Choice> levels() {
        return Arrays.stream(Severity.values())
                .map(each -> Choice.of(each.name().toLowerCase(Locale.ROOT), bit(each), each.word()))
                .toList();
    }

    /// As their chips call them, in one word.
    private static List<Choice> kinds() {
        return Arrays.stream(Kind.values())
                .map(each -> Choice.of(each.label().toLowerCase(Locale.ROOT).replace(" ", ""), bit(each), each.label()))
                .toList();
    }

    private static Optional<Order> order(Entry entry) {
        return entry.finding().about() instanceof AnOrder(var order) ? Optional.of(order) : Optional.empty();
    }

    private static Function<Entry, String> ofOrder(Function<Order, String> what) {
        return entry -> order(entry).map(what).orElse("");
    }

    private static String session(Entry entry) {
        return switch (entry.finding().about()) {
            case AnOrder(var order) -> order.session().value();
            case APart part -> entry.kind() == Kind.BROKER ? part.name() : "";
            case AReport report -> report.session();
        };
    }
}
