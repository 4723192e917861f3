package dev.plumbline.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Outcome;
import dev.plumbline.wire.Wire;
import dev.plumbline.wire.WireException;

/// An [Entry] as bytes, numbers big-endian, a text or bytes behind their length in four bytes:
///
/// | what | |
/// |---|---|
/// | version | 1 byte: 1 |
/// | shard | 4 bytes |
/// | seq | 8 bytes |
/// | receivedAt | 8 bytes, nanoseconds since the epoch, UTC |
/// | outcome | 1 byte: A applied, D duplicate, P parked, Q quarantined, I ignored |
/// | order, session, reason, user, requestId | texts, UTF-8 |
/// | raw | bytes |
/// | form | bytes: what it was read as and when that was asked for, in the form of `dev.plumbline.wire` |
///
/// The hash of the chain covers all of that. In a record of the journal it stands behind it, 32 bytes.
public final class EntryForm {
    static final int HASH = 32;
    private static final byte VERSION = 1;
    private static final int SHARD_AT = 1;
    private static final int SEQ_AT = 1 + 4;
    private static final int FIXED = 1 + 4 + 8 + 8 + 1 + 7 * 4;
    private static final byte[] OUTCOMES = {'A', 'D', 'P', 'Q', 'I'};

    private EntryForm() {}

    /// @param form `entry.input()` encoded
    /// @return ready to be read; room for the hash is behind its limit
    public static ByteBuffer encode(Entry entry, byte[] form) {
        var order = entry.order().getBytes(UTF_8);
        var session = entry.session().value().getBytes(UTF_8);
        var reason = entry.reason().getBytes(UTF_8);
        var user = entry.asker().user().getBytes(UTF_8);
        var requestId = entry.asker().requestId().getBytes(UTF_8);
        int length = FIXED + order.length + session.length + reason.length + user.length + requestId.length
                + entry.raw().length() + form.length;
        var bytes = ByteBuffer.allocate(length + HASH);
        bytes.put(VERSION).putInt(entry.shard()).putLong(entry.seq()).putLong(entry.receivedAt()).put(code(entry.outcome()));
        for (var text : new byte[][] {order, session, reason, user, requestId}) bytes.putInt(text.length).put(text);
        bytes.putInt(entry.raw().length()).put(entry.raw().getBytes());
        bytes.putInt(form.length).put(form);
        return bytes.flip();
    }

    private static byte code(Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> OUTCOMES[0];
            case DUPLICATE -> OUTCOMES[1];
            case PARKED -> OUTCOMES[2];
            case QUARANTINED -> OUTCOMES[3];
            case IGNORED -> OUTCOMES[4];
        };
    }

    private static Outcome outcome(byte code) {
        return switch (code) {
            case 'A' -> Outcome.APPLIED;
            case 'D' -> Outcome.DUPLICATE;
            case 'P' -> Outcome.PARKED;
            case 'Q' -> Outcome.QUARANTINED;
            case 'I' -> Outcome.IGNORED;
            default -> throw new JournalException("an outcome of code " + code);
        };
    }

    /// Which entry a record is: all that is needed to hold it against another one.
    public record Place(int shard, long seq, Buffer hash) {}

    /// Many times faster than [#decode].
    /// @throws JournalException where it is too short for an entry
    static Place place(ByteBuffer record) {
        if (record.remaining() < FIXED + HASH)
            throw new JournalException("a record of " + record.remaining() + " bytes is no entry");
        var hash = new byte[HASH];
        record.get(record.limit() - HASH, hash);
        return new Place(record.getInt(SHARD_AT), record.getLong(SEQ_AT), Buffer.buffer(hash));
    }

    /// A record of the journal.
    ///
    /// @param number of the record
    /// @param hashed the bytes that its hash covers, only good as long as the record's
    public record Decoded(Kept kept, ByteBuffer hashed) {}

    /// @throws JournalException where it is no entry, or a newer one
    public static Decoded decode(long number, ByteBuffer record) {
        if (record.remaining() < FIXED + HASH)
            throw new JournalException("record " + number + " is no entry: it has " + record.remaining() + " bytes only");
        try {
            return decoded(number, record);
        } catch (WireException unreadable) {
            throw new JournalException("record " + number + " cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            throw new JournalException("record " + number + " is no entry: " + malformed, malformed);
        }
    }

    private static Decoded decoded(long number, ByteBuffer record) {
        var bytes = record.slice(0, record.remaining() - HASH);
        var hashed = bytes.duplicate();
        byte version = bytes.get();
        if (version != VERSION)
            throw new JournalException("record " + number + " has version " + version + ", this program reads version " + VERSION);
        int shard = bytes.getInt();
        long seq = bytes.getLong();
        long receivedAt = bytes.getLong();
        var outcome = outcome(bytes.get());
        var order = text(bytes);
        var session = new BrokerSession(text(bytes));
        var reason = text(bytes);
        var asker = asker(text(bytes), text(bytes));
        var raw = bytes(bytes);
        var form = bytes(bytes);
        if (bytes.hasRemaining())
            throw new JournalException("record " + number + " has " + bytes.remaining() + " bytes too many");
        var hash = new byte[HASH];
        record.get(record.limit() - HASH, hash);
        var input = Wire.input(form);
        var entry = new Entry(
                shard, seq, input.what(), order, session, outcome, reason, receivedAt, asker, Buffer.buffer(raw), input.askedAt(),
                input.askedFrom());
        return new Decoded(new Kept(number, entry, Buffer.buffer(form), Buffer.buffer(hash)), hashed);
    }

    private static Asker asker(String user, String requestId) {
        return user.isEmpty() && requestId.isEmpty() ? Asker.NONE : new Asker(user, requestId);
    }

    private static String text(ByteBuffer from) {
        return new String(bytes(from), UTF_8);
    }

    private static byte[] bytes(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining())
            throw new JournalException("a field of " + length + " bytes where " + from.remaining() + " are left");
        var bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
