package dev.plumbline.adapter.fix.replay;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of text under headings, for a terminal: numbers to the right, and no line longer than it may be. Where there is
/// too little room, the widest words lose their beginning: it is their end in which ids differ.
final class Columns {
    private static final int GAP = 2;
    private static final int NARROWEST = 6;

    private final List<String> headings;
    private final boolean[] isNumber;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param headings those of numbers begin with `>`
    Columns(String... headings) {
        this.headings = List.of(headings).stream().map(heading -> heading.replace(">", "")).toList();
        isNumber = new boolean[headings.length];
        for (int i = 0; i < headings.length; i++) isNumber[i] = headings[i].startsWith(">");
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /// Columns in which nothing is said are left out.
    void print(PrintWriter out, int room) {
        var shown = IntStream.range(0, headings.size())
                .filter(i -> rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
                .boxed().toList();
        var widths = widths(shown, room);
        print(out, headings, shown, widths);
        for (var row : rows) print(out, row, shown, widths);
    }

    private int[] widths(List<Integer> shown, int room) {
        var widths = new int[headings.size()];
        for (int i : shown) {
            widths[i] = headings.get(i).length();
            for (var row : rows) widths[i] = Math.max(widths[i], row.get(i).length());
        }
        int tooMuch = IntStream.of(widths).sum() + GAP * (shown.size() - 1) - room;
        for (; tooMuch > 0; tooMuch--) {
            int widest = shown.stream().filter(i -> !isNumber[i]).max(Comparator.comparingInt(i -> widths[i])).orElse(-1);
            if (widest < 0 || widths[widest] <= NARROWEST) break;
            widths[widest]--;
        }
        return widths;
    }

    private void print(PrintWriter out, List<String> row, List<Integer> shown, int[] widths) {
        var line = new StringBuilder();
        for (int i : shown) {
            var cell = shortened(row.get(i), widths[i]);
            var blanks = " ".repeat(widths[i] - cell.length());
            line.append(isNumber[i] ? blanks + cell : cell + blanks).append(" ".repeat(GAP));
        }
        out.println(line.toString().stripTrailing());
    }

    private static String shortened(String text, int width) {
        return text.length() <= width ? text : "…" + text.substring(text.length() - width + 1);
    }
}
