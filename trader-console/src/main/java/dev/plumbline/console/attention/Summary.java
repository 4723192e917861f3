package dev.plumbline.console.attention;

/// What is not seen yet, for a badge.
///
/// @param isTold the desk has told something, be it that there is nothing
/// @param worst the worst of them in words, empty where there is none
public record Summary(boolean isTold, int urgent, int trouble, int look, String worst) {
    public static final Summary UNTOLD = new Summary(false, 0, 0, 0, "");

    public boolean isEmpty() {
        return urgent + trouble + look == 0;
    }

    /// `3 ✖  12 ⚠  4 ○`, or that there is nothing, or that nobody knows.
    public String text() {
        if (isEmpty()) return isTold ? "✓ 0 to look at" : "– to look at";
        var text = new StringBuilder();
        append(text, urgent, Severity.URGENT);
        append(text, trouble, Severity.TROUBLE);
        append(text, look, Severity.LOOK);
        return text.toString().strip();
    }

    private static void append(StringBuilder text, int count, Severity severity) {
        if (count > 0) text.append(count).append(' ').append(severity.glyph()).append("  ");
    }
}
