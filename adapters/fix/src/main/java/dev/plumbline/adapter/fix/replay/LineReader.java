package dev.plumbline.adapter.fix.replay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The lines of a file as bytes, one at a time: a log may be larger than memory, and need not be text.
final class LineReader implements AutoCloseable {
    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int next;
    private int start;
    private int end;
    private int number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /// On to the next line, false behind the last one.
    boolean advance() throws IOException {
        start = next;
        int at = start;
        while (true) {
            while (at < filled && buffer[at] != '\n') at++;
            if (at < filled) break;
            int scanned = at - start;
            boolean more = fill();
            at = start + scanned;
            if (!more) break;
        }
        if (at == start && at == filled) return false;
        end = at;
        next = Math.min(at + 1, filled);
        if (number++ == 0) skipByteOrderMark();
        return true;
    }

    /// More bytes behind those of the line that has begun, false where there are none.
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read <= 0) return false;
        filled += read;
        return true;
    }

    private void skipByteOrderMark() {
        boolean isMark = end - start >= 3 && (buffer[start] & 0xff) == 0xEF && (buffer[start + 1] & 0xff) == 0xBB
                && (buffer[start + 2] & 0xff) == 0xBF;
        if (isMark) start += 3;
    }

    /// Number of the line, from 1.
    int number() {
        return number;
    }

    /// The bytes between [#start()] and [#end()] are the line, until the next one is read.
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
