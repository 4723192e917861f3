package dev.plumbline.adapter.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;

/// Cuts a stream of bytes into FIX messages by their BodyLength(9). The stream is that of the broker's own engine: whole
/// messages and nothing between them. What waits is less than one message.
final class Frames {
    /// `10=123` and the separator.
    private static final int TRAILER = 7;
    private static final String BODY_LENGTH = "\0019=";
    private static final byte SOH = 1;

    private Buffer rest = Buffer.buffer();

    /// Those that are whole with these bytes.
    List<Buffer> take(Buffer more) {
        rest.appendBuffer(more);
        var whole = new ArrayList<Buffer>();
        int from = 0;
        for (int length = length(from); length > 0 && from + length <= rest.length(); length = length(from)) {
            whole.add(rest.getBuffer(from, from + length));
            from += length;
        }
        rest = rest.getBuffer(from, rest.length());
        return whole;
    }

    /// Of the message that begins there, 0 where that cannot be said yet.
    private int length(int from) {
        int beginStringEnd = separator(from);
        int bodyLengthEnd = separator(beginStringEnd + 1);
        if (bodyLengthEnd == rest.length()) return 0;
        int digits = beginStringEnd + BODY_LENGTH.length();
        int body = Integer.parseInt(rest.getString(digits, bodyLengthEnd, ISO_8859_1.name()));
        return bodyLengthEnd + 1 - from + body + TRAILER;
    }

    private int separator(int from) {
        int at = from;
        while (at < rest.length() && rest.getByte(at) != SOH) at++;
        return Math.min(at, rest.length());
    }
}
