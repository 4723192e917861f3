package dev.plumbline.console.timeline;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import dev.plumbline.console.export.Cell;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.export.Column.Kind;
import dev.plumbline.console.export.Sheet;
import dev.plumbline.console.feed.RawBytes;

/// Events as a table for a file: all that is known of each, exact, whatever columns are shown. Passwords are left out of the
/// messages.
final class TimelineSheet {
    private static final long NANOS = 1_000_000_000;
    private static final int MICROS_SCALE = 3;

    private static final List<Column<Step>> COLUMNS = List.of(
            Column.time("Time", step -> step.event().receivedAt()),
            Column.text("Received", step -> exact(step.event().receivedAt())),
            Column.text("Stamped", step -> exact(step.stamp())),
            micros("To server µs", Step::onItsWay),
            Column.text("TransactTime", step -> exact(step.event().at())),
            micros("Since last µs", Step::sincePrevious),
            micros("Since asked µs", Step::sinceRequest),
            Column.text("What", step -> step.event().kind()),
            Column.text("Outcome", Step::outcome),
            Column.text("It did", Step::did),
            Column.text("Who", Step::who),
            Column.text("ClOrdID", step -> step.event().clOrdID()),
            Column.count("Shard", step -> step.event().shard()),
            Column.count("Input", step -> step.event().seq()),
            Column.text("Read as", step -> step.event().readAs()),
            Column.text("FIX", step -> raw(step).line()),
            Column.text("FIX decoded", TimelineSheet::decoded));

    private TimelineSheet() {}

    static Sheet<Step> of(List<Step> steps) {
        return new Sheet<>("Timeline", COLUMNS, steps);
    }

    private static Column<Step> micros(String title, ToLongFunction<Step> nanos) {
        return new Column<>(title, Kind.QUANTITY, step -> {
            long value = nanos.applyAsLong(step);
            return value == Step.NONE ? Cell.EMPTY : new Cell.Decimal(BigDecimal.valueOf(value, MICROS_SCALE));
        });
    }

    /// `2026-11-22T14:31:07.000000001Z`: a workbook's times end at the millisecond.
    private static String exact(long epochNanos) {
        return epochNanos == 0
                ? ""
                : Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS), Math.floorMod(epochNanos, NANOS)).toString();
    }

    private static RawFix raw(Step step) {
        return RawFix.of(RawBytes.of(step.event()));
    }

    /// `OrdStatus(39)=1 Partially filled; …`, and what is wrong with the message.
    private static String decoded(Step step) {
        var raw = raw(step);
        if (raw.fields().isEmpty()) return "";
        var fields = raw.fields().stream().map(TimelineSheet::field).collect(Collectors.joining("; "));
        var wrong = raw.remarks().stream().filter(remark -> !remark.isGood()).map(RawFix.Remark::text).collect(Collectors.joining("; "));
        return wrong.isEmpty() ? fields : fields + "; ✖ " + wrong;
    }

    private static String field(RawFix.Field field) {
        var tag = field.tag() == 0 ? "" : field.name() + "(" + field.tag() + ")=";
        return tag + field.value() + (field.meaning().isEmpty() ? "" : " " + field.meaning());
    }
}
