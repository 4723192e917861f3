package dev.plumbline.console.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.IntConsumer;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

import dev.plumbline.console.export.Column.Kind;

/// Tables as an Excel workbook. Numbers are numbers and times are times, so that they add up and sort. Excel keeps 15
/// digits of a number: one that has more is written as text, where it stands whole, rather than rounded in silence.
/// Times are cut to the millisecond, which is what Excel shows.
final class Book {
    /// Digits that any decimal keeps on its way through a double (IEEE 754) and that Excel keeps.
    static final int DIGITS_MAX = 15;

    /// Excel's, and what is kept of a longer text, with a word that says so.
    static final int TEXT_MAX = 32_767;

    static final int ROWS_MAX = Worksheet.MAX_ROWS - 1;

    private static final String CUT = " … (cut)";
    private static final int NAME_MAX = 31;
    private static final int FLUSH_EVERY = 1_000;
    private static final int TITLE_ROOM = 3;

    private Book() {}

    /// @param written is told the number of rows written so far, after each
    /// @throws IOException where `out` does
    static <R> void write(Sheet<R> sheet, About about, OutputStream out, IntConsumer written) throws IOException {
        try (var book = new Workbook(out, "Plumbline", null)) {
            var rows = book.newWorksheet(name(sheet.name()));
            head(sheet, rows);
            body(sheet, rows, written);
            rows.finish();
            var second = book.newWorksheet(sheet.name().equalsIgnoreCase("About") ? "About this file" : "About");
            about(sheet, about, second);
            second.finish();
        }
    }

    private static <R> void head(Sheet<R> sheet, Worksheet to) {
        for (int i = 0; i < sheet.columns().size(); i++) {
            var column = sheet.columns().get(i);
            to.value(0, i, text(column.title()));
            to.style(0, i).bold().set();
            to.width(i, Math.max(width(column.kind()), column.title().length() + TITLE_ROOM));
        }
        to.freezePane(0, 1);
    }

    private static double width(Kind kind) {
        return switch (kind) {
            case TEXT, QUANTITY, PRICE -> 14;
            case MONEY -> 18;
            case TIME -> 24;
        };
    }

    private static <R> void body(Sheet<R> sheet, Worksheet to, IntConsumer written) throws IOException {
        int at = 0;
        for (var row : sheet.rows()) {
            at++;
            for (int i = 0; i < sheet.columns().size(); i++) {
                var column = sheet.columns().get(i);
                cell(column.cell().apply(row), column.kind(), to, at, i);
            }
            if (at % FLUSH_EVERY == 0) to.flush();
            written.accept(at);
        }
    }

    private static void cell(Cell cell, Kind kind, Worksheet to, int row, int column) {
        switch (cell) {
            case Cell.Text(var text) -> to.inlineString(row, column, text(text));
            case Cell.Decimal(var value) when isKept(value) -> {
                to.value(row, column, value);
                to.style(row, column).format(format(kind)).set();
            }
            case Cell.Decimal(var value) -> to.inlineString(row, column, value.toPlainString());
            case Cell.Time(var epochNanos) -> {
                to.value(row, column, Plain.utc(epochNanos));
                to.style(row, column).format("yyyy-mm-dd hh:mm:ss.000").set();
            }
            case Cell.Empty _ -> {}
        }
    }

    static boolean isKept(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().precision() <= DIGITS_MAX;
    }

    private static String format(Kind kind) {
        return switch (kind) {
            case PRICE -> "#,##0.00######";
            case MONEY -> "#,##0.00";
            case TEXT, QUANTITY, TIME -> "#,##0.########";
        };
    }

    /// Without what XML cannot hold.
    private static String text(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().filter(Book::isOfXml).forEach(out::appendCodePoint);
        if (out.length() <= TEXT_MAX) return out.toString();
        int end = TEXT_MAX - CUT.length();
        if (Character.isHighSurrogate(out.charAt(end - 1))) end--;
        return out.substring(0, end) + CUT;
    }

    private static boolean isOfXml(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    /// Excel refuses some characters, an apostrophe at either end, and a long name.
    private static String name(String wanted) {
        var name = text(wanted).replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
        if (name.isEmpty()) return "Sheet";
        return name.length() > NAME_MAX ? name.substring(0, NAME_MAX) : name;
    }

    private static <R> void about(Sheet<R> sheet, About about, Worksheet to) {
        to.width(0, 14);
        to.width(1, 60);
        line(to, 0, "Desk", about.desk());
        line(to, 1, "User", about.user());
        line(to, 2, "Filter", about.filter().isEmpty() ? "none" : about.filter());
        line(to, 3, "Written (UTC)", "");
        to.value(3, 1, LocalDateTime.ofInstant(about.when(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
        to.style(3, 1).format("yyyy-mm-dd hh:mm:ss").horizontalAlignment("left").set();
        line(to, 4, "Rows", "");
        to.value(4, 1, sheet.rows().size());
        to.style(4, 1).format("#,##0").horizontalAlignment("left").set();
        line(to, 5, "Times", "UTC, cut to the millisecond");
        line(to, 6, "Numbers", "exact; one of more than " + DIGITS_MAX + " digits is a text, for Excel would round it");
    }

    private static void line(Worksheet to, int row, String title, String text) {
        to.value(row, 0, title);
        to.style(row, 0).bold().set();
        if (!text.isEmpty()) to.inlineString(row, 1, text(text));
    }
}
