package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.SessionCopies;

/// Gives the records of a session's log to its copies, each before the log has it. Those that say which number is expected of
/// the broker take the place of one another: there is one for each message of the broker, and only the newest counts. Where a
/// whole log is copied it goes last, so that copies without it are known not to be whole. With it goes the number below which
/// copies may be forgotten: what is left of them says nothing, as some may be gone and others not. One thread at a time.
final class Copying {
    /// Behind all others, so that it is read last.
    private static final long EXPECTED = Long.MAX_VALUE;
    private static final Logger log = LoggerFactory.getLogger(Copying.class);

    private final SessionCopies copies;
    private final BooleanSupplier mayAct;
    private long next = 1;
    /// Below it nothing counts.
    private long floor;
    private byte[] expected = {};
    private boolean inDoubt;

    Copying(SessionCopies copies, BooleanSupplier mayAct) {
        this.copies = copies;
        this.mayAct = mayAct;
    }

    /// Of a session that stays where it is.
    static Copying none() {
        return new Copying(SessionCopies.NONE, () -> true);
    }

    boolean isNone() {
        return copies == SessionCopies.NONE;
    }

    /// A record may not be elsewhere, so it does not count.
    static final class NotCopied extends IOException {
        private static final long serialVersionUID = 1;

        private NotCopied(String message) {
            super(message);
        }

        private NotCopied(Exception cause) {
            super("it cannot be copied to another server: " + cause.getMessage(), cause);
        }
    }

    /// All there is, oldest first; nothing where it is not whole.
    SortedMap<Long, byte[]> all() throws NotCopied {
        try {
            var all = copies.all();
            var numbered = all.headMap(EXPECTED);
            if (!numbered.isEmpty()) next = numbered.lastKey() + 1;
            var last = all.get(EXPECTED);
            return last == null ? Collections.emptySortedMap() : counting(numbered, ByteBuffer.wrap(last));
        } catch (IOException | RuntimeException failed) {
            throw new NotCopied(failed);
        }
    }

    private SortedMap<Long, byte[]> counting(SortedMap<Long, byte[]> numbered, ByteBuffer last) {
        floor = last.getLong();
        expected = bytes(last);
        var counting = new TreeMap<>(numbered.tailMap(floor));
        counting.put(EXPECTED, expected);
        return counting;
    }

    /// A whole log is to be copied, behind what is left of one that was not. Forgetting may come late, so nothing is put there.
    /// @param number that the log's next record has there
    void begin(long number) {
        floor = next;
        forget();
        next = offset() + number;
    }

    /// That log has been copied whole.
    void copied() throws NotCopied {
        mustAct();
        put(copies::copied);
    }

    /// By how much numbers are higher here than in a log that is about to be copied.
    long offset() {
        return next - 1;
    }

    void putAll(SortedMap<Long, byte[]> records) throws NotCopied {
        mustAct();
        put(() -> copies.putAll(records));
    }

    /// Returns the number under which it is there.
    long put(ByteBuffer record) throws NotCopied {
        mustAct();
        long number = next;
        inDoubt = true;
        if (!isNone()) put(() -> copies.put(number, bytes(record)));
        inDoubt = false;
        next++;
        return number;
    }

    /// The last record may be there, although its put has failed; until another takes its place.
    boolean isInDoubt() {
        return inDoubt;
    }

    /// That which says what is expected of the broker.
    void putExpected(ByteBuffer record) throws NotCopied {
        mustAct();
        if (isNone()) return;
        var bytes = bytes(record);
        putLast(bytes, floor);
        expected = bytes;
    }

    private void putLast(byte[] record, long from) throws NotCopied {
        var last = ByteBuffer.allocate(Long.BYTES + record.length).putLong(from).put(record).array();
        put(() -> copies.put(EXPECTED, last));
    }

    private void mustAct() throws NotCopied {
        if (!mayAct.getAsBoolean()) throw new NotCopied(Gate.SHUT);
    }

    private interface Put {
        void run() throws IOException;
    }

    private static void put(Put put) throws NotCopied {
        try {
            put.run();
        } catch (IOException | RuntimeException failed) {
            throw new NotCopied(failed);
        }
    }

    static byte[] bytes(ByteBuffer record) {
        var bytes = new byte[record.remaining()];
        record.get(record.position(), bytes);
        return bytes;
    }

    /// Those below `before`. What is not forgotten costs memory and nothing else, so a failure is none.
    void forget(long before) {
        if (isNone()) return;
        try {
            mustAct();
            putLast(expected, before);
            floor = before;
            forget();
        } catch (NotCopied failed) {
            log.debug("copies of a session's records below {} are not forgotten", before, failed);
        }
    }

    private void forget() {
        try {
            copies.forget(floor);
        } catch (RuntimeException failed) {
            log.warn("copies of a session's records below {} were not forgotten", floor, failed);
        }
    }
}
