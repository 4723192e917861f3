package dev.plumbline.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// How a record stands in a file: 20 bytes of header, then its bytes. Numbers are big-endian.
///
/// | offset | bytes | what |
/// |---|---|---|
/// | 0 | 4 | the magic number `PLMR`, by which a reader finds the next record behind a bad place |
/// | 4 | 4 | length of the record's own bytes |
/// | 8 | 4 | CRC-32C of all that follows: the next field and the record's own bytes |
/// | 12 | 8 | `durableTo`: the offset in this file up to which all was durable when this record was written |
/// | 20 | | the record's own bytes |
final class Frame {
    static final int HEADER = 20;
    static final int MAGIC = 0x504C4D52;

    /// No record is longer: what claims to be is none.
    static final int LONGEST = 64 << 20;

    private static final int LENGTH_AT = 4;
    private static final int CRC_AT = 8;
    private static final int DURABLE_AT = 12;

    private Frame() {}

    /// Puts a record at the position of `into`, which has room for it.
    static void put(ByteBuffer into, ByteBuffer record, long durableTo) {
        int at = into.position();
        int length = record.remaining();
        into.putInt(MAGIC).putInt(length).putInt(0).putLong(durableTo).put(record);
        into.putInt(at + CRC_AT, crc(into, at, length));
    }

    private static int crc(ByteBuffer bytes, int at, int length) {
        var crc = new CRC32C();
        crc.update(bytes.slice(at + DURABLE_AT, HEADER - DURABLE_AT + length));
        return (int) crc.getValue();
    }

    /// The whole length of the record that may begin at `at`, or -1 where none does. Only its first bytes are looked at.
    static int length(ByteBuffer bytes, int at) {
        if (bytes.getInt(at) != MAGIC) return -1;
        int length = bytes.getInt(at + LENGTH_AT);
        return length < 0 || length > LONGEST ? -1 : HEADER + length;
    }

    /// Whether the bytes at `at`, as many as [#length] says, are what was written.
    static boolean isWhole(ByteBuffer bytes, int at, int length) {
        return bytes.getInt(at + CRC_AT) == crc(bytes, at, length - HEADER);
    }

    static long durableTo(ByteBuffer bytes, int at) {
        return bytes.getLong(at + DURABLE_AT);
    }

    static ByteBuffer record(ByteBuffer bytes, int at, int length) {
        return bytes.slice(at + HEADER, length - HEADER);
    }
}
