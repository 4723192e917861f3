package dev.plumbline.console.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/// Tables as plain text. Numbers are written whole, without commas between thousands. A text that a spreadsheet would
/// take for a formula gets an apostrophe before it (OWASP, "CSV Injection"): a remark of a broker must not be run.
public final class Plain {
    private static final String FORMULAS = "=+-@\t\r";
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final DateTimeFormatter TABLE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private Plain() {}

    /// RFC 4180: commas, CRLF, quotes where they are needed, a header. Times as ISO 8601 in UTC, to the nanosecond.
    ///
    /// @param written is told the number of rows written so far, after each
    /// @throws IOException where `out` does
    public static <R> void csv(Sheet<R> sheet, Appendable out, IntConsumer written) throws IOException {
        for (int i = 0; i < sheet.columns().size(); i++)
            out.append(i == 0 ? "" : ",").append(quoted(harmless(sheet.columns().get(i).title())));
        out.append("\r\n");
        int rows = 0;
        for (var row : sheet.rows()) {
            for (int i = 0; i < sheet.columns().size(); i++) {
                var cell = sheet.columns().get(i).cell().apply(row);
                out.append(i == 0 ? "" : ",").append(quoted(csv(cell)));
            }
            out.append("\r\n");
            written.accept(++rows);
        }
    }

    private static String csv(Cell cell) {
        return switch (cell) {
            case Cell.Text(var text) -> harmless(text);
            case Cell.Decimal(var value) -> value.toPlainString();
            case Cell.Time(var epochNanos) -> instant(epochNanos).toString();
            case Cell.Empty _ -> "";
        };
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /// For the clipboard, to be pasted into a spreadsheet: tabs, a header, a line feed after each row. Tabs and line ends
    /// within a text become blanks, for here nothing can hide them. Times to the millisecond, UTC, as spreadsheets read
    /// them.
    public static <R> String table(Sheet<R> sheet) {
        var out = new StringBuilder();
        try {
            table(sheet, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a StringBuilder does not throw it
        }
        return out.toString();
    }

    private static <R> void table(Sheet<R> sheet, Appendable out) throws IOException {
        for (int i = 0; i < sheet.columns().size(); i++)
            out.append(i == 0 ? "" : "\t").append(oneLine(sheet.columns().get(i).title()));
        out.append('\n');
        for (var row : sheet.rows()) {
            for (int i = 0; i < sheet.columns().size(); i++) {
                var cell = sheet.columns().get(i).cell().apply(row);
                out.append(i == 0 ? "" : "\t").append(table(cell));
            }
            out.append('\n');
        }
    }

    private static String table(Cell cell) {
        return switch (cell) {
            case Cell.Text(var text) -> oneLine(text);
            case Cell.Decimal(var value) -> value.toPlainString();
            case Cell.Time(var epochNanos) -> TABLE_TIME.format(utc(epochNanos));
            case Cell.Empty _ -> "";
        };
    }

    private static String oneLine(String text) {
        return harmless(text).replace('\t', ' ').replace('\r', ' ').replace('\n', ' ');
    }

    static String harmless(String text) {
        if (text.isEmpty() || FORMULAS.indexOf(text.charAt(0)) < 0 || NUMBER.matcher(text).matches()) return text;
        return "'" + text;
    }

    static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L));
    }

    /// To the millisecond.
    static LocalDateTime utc(long epochNanos) {
        return LocalDateTime.ofInstant(instant(epochNanos), ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }
}
