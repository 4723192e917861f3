package dev.plumbline.adapter.fix.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.plumbline.adapter.fix.FixMessage;

/// A scenario file, read line by line as FORMAT.md of the conformance packs fixes it. A session log is a scenario
/// without assertions.
///
/// @param lines its messages and assertions
/// @param converges the broker's messages may come in any order, doubled or not, and leave the same state
record Scenario(Path file, boolean converges, List<Line> lines) {

    /// What a line is for us.
    sealed interface Line {
        int number();
    }

    /// A comment or a blank line.
    /// @param converges it is the mark of a scenario that does
    record Remark(int number, boolean converges) implements Line {}

    /// A line of a log that holds no message.
    record Event(int number) implements Line {}

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

    /// Its messages and assertions. Any bytes can be read: what is no line of ours is an event line.
    static Scenario of(Path file, byte[] bytes) {
        var kept = new ArrayList<Line>();
        boolean converges = false;
        try (var lines = new LineReader(new ByteArrayInputStream(bytes))) {
            while (lines.advance()) {
                switch (line(lines)) {
                    case Remark(_, boolean mark) -> converges |= mark;
                    case Event _ -> {}
                    case Message message -> kept.add(message);
                    case Assertion assertion -> kept.add(assertion);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can always be read", e);
        }
        return new Scenario(file, converges, kept);
    }

    /// Whoever follows a file line by line.
    interface Reader {
        void on(Line line) throws IOException;
    }

    /// Gives each line to `reader` and keeps none. Closes `in`.
    static void read(InputStream in, Reader reader) throws IOException {
        try (var lines = new LineReader(in)) {
            while (lines.advance()) reader.on(line(lines));
        }
    }

    private static Line line(LineReader lines) {
        return line(lines.number(), lines.buffer(), lines.start(), lines.end());
    }

    private static Line line(int number, byte[] bytes, int lineStart, int lineEnd) {
        int start = Bytes.skipBlanks(bytes, lineStart, lineEnd);
        int end = Bytes.dropBlanks(bytes, start, lineEnd);
        if (start == end) return new Remark(number, false);
        int rest = Bytes.skipBlanks(bytes, start + 1, end);
        return switch (bytes[start]) {
            case '#' -> new Remark(number, text(bytes, rest, end).equals("converges"));
            case '>' -> marked(number, Direction.OURS, bytes, start, rest, end);
            case '<' -> marked(number, Direction.BROKERS, bytes, start, rest, end);
            case '=' -> asserted(number, bytes, start, rest, end);
            default -> logged(number, bytes, start, end);
        };
    }

    /// Some engines begin the lines of their log with `<` as well.
    private static Line marked(int number, Direction direction, byte[] bytes, int start, int rest, int end) {
        if (!Bytes.isField(bytes, rest, end)) return logged(number, bytes, start, end);
        var fix = FixMessage.of(Arrays.copyOfRange(bytes, rest, end));
        return new Message(number, isOfSession(fix.msgType()) ? Direction.NEITHER : direction, fix);
    }

    /// And some write `=>`: no assertion has a BeginString.
    private static Line asserted(int number, byte[] bytes, int start, int rest, int end) {
        return BeginString.indexIn(bytes, start, end) < 0
                ? new Assertion(number, text(bytes, rest, end))
                : logged(number, bytes, start, end);
    }

    private static Line logged(int number, byte[] bytes, int start, int end) {
        int begin = BeginString.indexIn(bytes, start, end);
        if (begin < 0) return new Event(number);
        var fix = FixMessage.of(Arrays.copyOfRange(bytes, begin, end));
        return new Message(number, directionOf(fix.msgType()), fix);
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
    }

    private static boolean isOfSession(String msgType) {
        return switch (msgType) {
            case "0", "1", "2", "4", "5", "A" -> true;
            default -> false;
        };
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
