package dev.plumbline.adapter.fix.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.adapter.fix.FixMessage;

/// A scenario file or a session log, read line by line: a log is a scenario without assertions.
///
/// @param converges the broker's messages may come in any order, doubled or not, and leave the same state
record Scenario(Path file, boolean converges, List<Line> lines) {

    /// What a line is for us; comments, blank lines and event lines of a log are dropped.
    sealed interface Line {
        int number();
    }

    /// @param direction by its mark, or by its MsgType in a log
    record Message(int number, Direction direction, FixMessage fix) implements Line {}

    /// @param text what stands behind the `=`
    record Assertion(int number, String text) implements Line {}

    enum Direction {
        OURS('>'),
        BROKERS('<'),
        /// Of the session, or about no order.
        NEITHER('-');

        private final char mark;

        Direction(char mark) {
            this.mark = mark;
        }

        char mark() {
            return mark;
        }
    }

    /// Any bytes can be read: what is no line of ours is an event line.
    static Scenario of(Path file, byte[] bytes) {
        var lines = new ArrayList<Line>();
        boolean converges = false;
        int number = 0;
        for (int at = 0; at < bytes.length; ) {
            int end = lineEnd(bytes, at);
            number++;
            var text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
            converges |= text.strip().equals("# converges");
            line(number, text, lines);
            at = end + 1;
        }
        return new Scenario(file, converges, lines);
    }

    private static int lineEnd(byte[] bytes, int at) {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') end++;
        return end;
    }

    private static void line(int number, String text, List<Line> lines) {
        var line = text.strip();
        if (line.isEmpty() || line.startsWith("#")) return;
        var rest = line.substring(1).stripLeading();
        switch (line.charAt(0)) {
            case '>' -> marked(number, Direction.OURS, line, rest, lines);
            case '<' -> marked(number, Direction.BROKERS, line, rest, lines);
            case '=' -> lines.add(new Assertion(number, rest));
            default -> logged(number, line, lines);
        }
    }

    /// Some engines begin the lines of their log with `<` as well.
    private static void marked(int number, Direction direction, String line, String rest, List<Line> lines) {
        if (startsWithField(rest)) lines.add(new Message(number, direction, FixMessage.of(rest)));
        else logged(number, line, lines);
    }

    private static boolean startsWithField(String text) {
        int i = 0;
        while (i < text.length() && Character.isDigit(text.charAt(i))) i++;
        return i > 0 && i < text.length() && text.charAt(i) == '=';
    }

    private static void logged(int number, String line, List<Line> lines) {
        int start = line.indexOf("8=FIX");
        while (start > 0 && Character.isDigit(line.charAt(start - 1))) start = line.indexOf("8=FIX", start + 1);
        if (start < 0) return;
        var fix = FixMessage.of(line.substring(start));
        lines.add(new Message(number, directionOf(fix.msgType()), fix));
    }

    /// A message without MsgType was one of the broker's or ours, no one knows: it is read as the broker's, and
    /// cannot be.
    private static Direction directionOf(String msgType) {
        return switch (msgType) {
            case "D", "G", "F", "H", "AF" -> Direction.OURS;
            case "8", "9", "3", "j", "" -> Direction.BROKERS;
            default -> Direction.NEITHER;
        };
    }
}
