package dev.plumbline.adapter.fix.replay;

import java.nio.charset.StandardCharsets;

/// Finds where the message begins in a line of a session log: at BeginString(8), behind whatever the engine, the
/// logger and the shipper of logs have put before it.
final class BeginString {
    private static final byte[] BEGIN = "8=FIX".getBytes(StandardCharsets.US_ASCII);

    private BeginString() {}

    /// Index of BeginString(8), -1 where the line has none. A prefix may speak of `8=FIX` itself, and may end with a
    /// digit, as times do; a value may hold it (58=FIX is down). So the best one counts, then the first.
    static int indexIn(byte[] line, int start, int end) {
        int plain = -1;
        int behindDigit = -1;
        for (int i = start; i + BEGIN.length <= end; i++) {
            if (line[i] != '8' || !Bytes.isAt(line, i, end, BEGIN)) continue;
            boolean isVersion = isVersion(line, i + BEGIN.length, end);
            if (!Bytes.isDigit(line, i - 1, end) || i == start) {
                if (isVersion) return i;
                if (plain < 0) plain = i;
            } else if (isVersion && behindDigit < 0) {
                behindDigit = i;
            }
        }
        return plain >= 0 ? plain : behindDigit;
    }

    /// `.4.4`, `T.1.1`, `.5.0SP2`, and BodyLength(9) or MsgType(35) behind.
    private static boolean isVersion(byte[] line, int start, int end) {
        int i = start < end && line[start] == 'T' ? start + 1 : start;
        if (i >= end || line[i] != '.' || !Bytes.isDigit(line, i + 1, end)) return false;
        while (i < end && isOfVersion(line[i])) i++;
        if (i < end && line[i] == '^') i++;
        return Bytes.isField(line, i + 1, end);
    }

    private static boolean isOfVersion(byte b) {
        return b == '.' || (b >= '0' && b <= '9') || b == 'S' || b == 'P';
    }
}
