package dev.plumbline.adapter.fix.replay;

/// Looking at the bytes of a line without making text of them: a log may be in any encoding, or in several.
final class Bytes {
    private Bytes() {}

    /// Index of the first byte from `start` on that is no blank, `end` where all are.
    static int skipBlanks(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && isBlank(bytes[i])) i++;
        return i;
    }

    /// Index behind the last byte before `end` that is no blank, `start` where all are.
    static int dropBlanks(byte[] bytes, int start, int end) {
        int i = end;
        while (i > start && isBlank(bytes[i - 1])) i--;
        return i;
    }

    /// Not SOH, which ends a field.
    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    static boolean isDigit(byte[] bytes, int i, int end) {
        return i >= 0 && i < end && bytes[i] >= '0' && bytes[i] <= '9';
    }

    /// Whether a field, `tag=`, begins at `start`.
    static boolean isField(byte[] bytes, int start, int end) {
        int i = start;
        while (isDigit(bytes, i, end)) i++;
        return i > start && i < end && bytes[i] == '=';
    }

    static boolean isAt(byte[] bytes, int at, int end, byte[] wanted) {
        if (at < 0 || at + wanted.length > end) return false;
        for (int i = 0; i < wanted.length; i++) if (bytes[at + i] != wanted[i]) return false;
        return true;
    }
}
