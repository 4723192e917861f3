package dev.plumbline.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One file of a log, read: a header of 20 bytes (magic number `PLUMBLOG`, the number of its first record, CRC-32C of
/// both), then records as [Frame]s, one behind the other.
final class Segment {
    static final int HEADER = 20;
    private static final long MAGIC = 0x504C554D424C4F47L;
    private static final String SUFFIX = ".log";
    private static final int DIGITS = 19;
    private static final int READ_AT_ONCE = 1 << 20;

    private Segment() {}

    /// Takes a record.
    interface Taker {
        /// @param record only good until this returns
        /// @return false to stop
        boolean record(ByteBuffer record) throws IOException;
    }

    /// Where reading ended.
    ///
    /// @param records that were whole
    /// @param offset behind the last of them
    record End(long records, long offset) {}

    static String name(long first) {
        var digits = Long.toString(first);
        return "0".repeat(DIGITS - digits.length()) + digits + SUFFIX;
    }

    static boolean isName(String file) {
        return file.length() == DIGITS + SUFFIX.length() && file.endsWith(SUFFIX)
                && file.chars().limit(DIGITS).allMatch(digit -> digit >= '0' && digit <= '9');
    }

    static long first(String file) {
        return Long.parseLong(file, 0, DIGITS, 10);
    }

    static ByteBuffer header(long first) {
        var header = ByteBuffer.allocate(HEADER).putLong(MAGIC).putLong(first);
        return header.putInt(crc(header)).flip();
    }

    private static int crc(ByteBuffer header) {
        var crc = new CRC32C();
        crc.update(header.slice(0, 16));
        return (int) crc.getValue();
    }

    static boolean hasHeader(Disk disk, String file) throws IOException {
        try (var source = disk.open(file)) {
            var header = ByteBuffer.allocate(HEADER);
            if (source.read(0, header) < HEADER) return false;
            return header.getLong(0) == MAGIC && header.getLong(8) == first(file) && header.getInt(16) == crc(header);
        }
    }

    /// Gives every whole record up to `limit`, or up to the first that is none.
    static End read(Disk.Source source, long limit, Taker taker) throws IOException {
        var window = new Window(source, limit);
        long records = 0;
        for (long at = HEADER; ; records++) {
            var record = window.record(at);
            if (record.isEmpty()) return new End(records, at);
            boolean goOn = taker.record(record.get().bytes());
            at += record.get().length();
            if (!goOn) return new End(records + 1, at);
        }
    }

    /// Whether what is wrong at `bad` was right once: a whole record behind it knows that all was durable beyond it. Else
    /// it is the end that a crash has torn.
    static boolean isDamage(Disk.Source source, long bad) throws IOException {
        long length = source.length();
        var window = new Window(source, length);
        for (long at = bad + 1; at + Frame.HEADER <= length; at++)
            if (window.mayKnowBetter(at, bad) && window.record(at).isPresent()) return true;
        return false;
    }

    private record Found(ByteBuffer bytes, int length) {}

    /// A part of a file in memory, which moves on as it is read.
    private static final class Window {
        private final Disk.Source source;
        private final long limit;
        private ByteBuffer bytes;
        private long from;

        Window(Disk.Source source, long limit) {
            this.source = source;
            this.limit = limit;
            this.bytes = ByteBuffer.allocate((int) Math.min(READ_AT_ONCE, limit)).limit(0);
        }

        /// The record at `at`, where there is a whole one.
        Optional<Found> record(long at) throws IOException {
            if (!has(at, Frame.HEADER)) return Optional.empty();
            int length = Frame.length(bytes, (int) (at - from));
            if (length < 0 || !has(at, length)) return Optional.empty();
            int start = (int) (at - from);
            if (!Frame.isWhole(bytes, start, length)) return Optional.empty();
            return Optional.of(new Found(Frame.record(bytes, start, length), length));
        }

        /// Whether a record that begins at `at` would say that all was durable beyond `bad`. Nothing is durable beyond
        /// where it is written: so hardly any of what only looks like the beginning of one has to be read to its end.
        boolean mayKnowBetter(long at, long bad) throws IOException {
            if (!has(at, Frame.HEADER)) return false;
            int start = (int) (at - from);
            if (Frame.length(bytes, start) < 0) return false;
            long durableTo = Frame.durableTo(bytes, start);
            return durableTo > bad && durableTo <= at;
        }

        private boolean has(long at, int length) throws IOException {
            if (at + length > limit) return false;
            if (at >= from && at + length <= from + bytes.limit()) return true;
            if (length > bytes.capacity()) bytes = ByteBuffer.allocate(length);
            bytes.clear().limit((int) Math.min(bytes.capacity(), limit - at));
            from = at;
            int read = source.read(at, bytes);
            bytes.limit(read).position(0);
            if (read < length) throw new EOFException("the file ends at " + (at + read) + ", before " + limit);
            return true;
        }
    }
}
