package dev.plumbline.adapter.fix.replay;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Rows of text under headings, for a terminal: numbers to the right, and no line longer than it may be. Where there is
/// too little room, ids lose their beginning, for it is their end in which they differ; then columns that can be missed
/// are left out; then lines lose their end.
final class Columns {
    private static final int GAP = 2;
    private static final int SHORTEST_ID = 10;

    private final List<String> headings;
    private final String[] kinds;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param headings `>` before that of a number, `~` of an id, `?` of what can be missed
    Columns(String... headings) {
        this.headings = Stream.of(headings).map(heading -> heading.replaceAll("[>~?]", "")).toList();
        kinds = headings.clone();
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /// Columns in which nothing is said are left out.
    void print(PrintWriter out, int room) {
        var widths = new int[headings.size()];
        var shown = new ArrayList<Integer>();
        for (int i = 0; i < widths.length; i++) {
            int longest = longest(i);
            if (longest > 0) shown.add(i);
            widths[i] = Math.max(longest, headings.get(i).length());
        }
        for (int i : shown) {
            int tooMuch = length(shown, widths) - room;
            if (tooMuch > 0 && is(i, '~')) widths[i] = Math.max(Math.min(widths[i], SHORTEST_ID), widths[i] - tooMuch);
        }
        for (int i : List.copyOf(shown)) if (is(i, '?') && length(shown, widths) > room) shown.remove((Integer) i);
        print(out, headings, shown, widths, room);
        for (var row : rows) print(out, row, shown, widths, room);
    }

    private int longest(int column) {
        int longest = 0;
        for (var row : rows) longest = Math.max(longest, row.get(column).length());
        return longest;
    }

    private static int length(List<Integer> shown, int[] widths) {
        int length = -GAP;
        for (int i : shown) length += widths[i] + GAP;
        return length;
    }

    private boolean is(int column, char kind) {
        return kinds[column].indexOf(kind) >= 0;
    }

    private void print(PrintWriter out, List<String> row, List<Integer> shown, int[] widths, int room) {
        var line = new StringBuilder();
        for (int i : shown) {
            var cell = shortened(row.get(i), widths[i]);
            var blanks = " ".repeat(widths[i] - cell.length());
            line.append(is(i, '>') ? blanks + cell : cell + blanks).append(" ".repeat(GAP));
        }
        var text = line.toString().stripTrailing();
        out.println(text.length() <= room ? text : text.substring(0, room - 1) + "…");
    }

    private static String shortened(String text, int width) {
        return text.length() <= width ? text : "…" + text.substring(text.length() - width + 1);
    }
}
