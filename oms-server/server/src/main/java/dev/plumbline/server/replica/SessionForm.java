package dev.plumbline.server.replica;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.store.SessionRow;

/// Some records of a session as bytes, one behind the other: number, version, length and what the adapter has in it.
final class SessionForm {
    private static final int HEADER = 2 * Long.BYTES + Integer.BYTES;

    private SessionForm() {}

    static byte[] encode(List<SessionRow> rows) {
        var bytes = Buffer.buffer(rows.stream().mapToInt(row -> HEADER + row.record().length()).sum());
        for (var row : rows)
            bytes.appendLong(row.number()).appendLong(row.version()).appendInt(row.record().length()).appendBuffer(row.record());
        return bytes.getBytes();
    }

    /// @param epoch of the owner who put them
    static List<SessionRow> decode(long epoch, byte[] value) {
        var bytes = Buffer.buffer(value);
        var rows = new ArrayList<SessionRow>();
        for (int at = 0; at < bytes.length(); ) {
            int begin = at + HEADER;
            int end = begin + bytes.getInt(begin - Integer.BYTES);
            rows.add(new SessionRow(epoch, bytes.getLong(at), bytes.getLong(at + Long.BYTES), bytes.slice(begin, end)));
            at = end;
        }
        return rows;
    }
}
