package dev.plumbline.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.export.Cell;
import dev.plumbline.console.export.Column;

/// What a file has of each event.
class TimelineSheetTest {
    private static final List<Step> STEPS = Step.of(List.of(
            Events.ours(1, 0, "Order sent", "C1", "leavesQty - 500"),
            Events.event(
                    2, 3_100, "Trade", "", "C1", "PARKED", "no such order yet", "", "8=FIX.4.4|39=1|554=secret|58=hi|", "")));

    private static List<Object> of(String title) {
        return of(STEPS, title);
    }

    private static List<Object> of(List<Step> steps, String title) {
        var sheet = TimelineSheet.of(steps);
        var column = sheet.columns().stream().filter(each -> each.title().equals(title)).findFirst().orElseThrow();
        return sheet.rows().stream().map(step -> plain(column, step)).toList();
    }

    private static Object plain(Column<Step> column, Step step) {
        return switch (column.cell().apply(step)) {
            case Cell.Text(var text) -> text;
            case Cell.Decimal(var value) -> value.toPlainString();
            case Cell.Time(long nanos) -> nanos;
            case Cell.Empty _ -> "";
        };
    }

    @Test
    void hasStampsAndDeltas() {
        assertThat(of("Time")).containsExactly(Events.AT, Events.AT + 3_100_000);
        assertThat(of("Received")).containsExactly("2026-11-22T14:31:07.412Z", "2026-11-22T14:31:07.415100Z");
        assertThat(of("TransactTime")).as("not stated").containsExactly("", "");
        assertThat(of("Stamped")).as("not stated").containsExactly("", "");
        assertThat(of("To server µs")).as("not stated").containsExactly("", "");
        assertThat(of("Since last µs")).containsExactly("", "3100.000");
        assertThat(of("Since asked µs")).containsExactly("", "3100.000");
    }

    @Test
    void hasTheStampOfTheSender() {
        var steps = Step.of(List.of(Events.asked(1, 100, 0), Events.said(2, 200, 250)));
        assertThat(of(steps, "Stamped")).containsExactly("2026-11-22T14:31:07.412Z", "2026-11-22T14:31:07.412250Z");
        assertThat(of(steps, "To server µs")).as("the broker's clock is ahead").containsExactly("100.000", "-50.000");
        assertThat(of(steps, "TransactTime")).containsExactly("", "2026-11-22T14:31:07.412250Z");
    }

    @Test
    void hasWhoAskedWhatBecameOfItAndWhatItDid() {
        assertThat(of("Who")).containsExactly("akira → NYLON", "NYLON");
        assertThat(of("What")).containsExactly("Order sent", "Trade");
        assertThat(of("Outcome")).containsExactly("✔ applied", "‖ parked");
        assertThat(of("It did")).containsExactly("leavesQty 500", "no such order yet");
        assertThat(of("Input")).containsExactly("1", "2");
        assertThat(of("Shard")).containsExactly("3", "3");
    }

    @Test
    void hasTheMessageAsItCameAndDecoded() {
        assertThat(of("FIX")).containsExactly("", "8=FIX.4.4|39=1|554=(not shown)|58=hi|");
        assertThat(of("FIX decoded").getFirst()).isEqualTo("");
        assertThat(of("FIX decoded").getLast().toString())
                .startsWith("BeginString(8)=FIX.4.4").contains("; OrdStatus(39)=1 Partially filled; ")
                .contains("; Text(58)=hi; ✖ ").doesNotContain("secret");
    }
}
