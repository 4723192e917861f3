package dev.plumbline.adapter.fix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import dev.plumbline.journal.Cut;
import dev.plumbline.journal.Disk;
import dev.plumbline.journal.Durability;
import dev.plumbline.journal.Log;
import dev.plumbline.journal.LogConfig;

/// What of a FIX session must survive a crash: the messages that we sent, each under its number, before they go to the
/// socket; the number from which the broker may have to send again; and which messages were given up. So a ResendRequest is
/// answered truthfully after a restart, and it is known of each command whether it can have left.
///
/// Keeps the last messages, as many as it is told to, and forgets older ones: who asks for those gets a gap fill. Where the session can move to
/// another server, each record goes to its copies once it is here, and what they have takes the place of what is here: that
/// may be of an earlier time, or have an end that nobody else knows. One thread at a time.
final class SessionLog implements AutoCloseable {
    /// Some 8,000 messages: what is older is forgotten a file at a time.
    private static final long SEGMENT_BYTES = 2L << 20;
    /// Records that are written or copied at once, where there are many.
    private static final int BATCH = 1_000;
    private static final byte CREATED = 'C';
    private static final byte SENT = 'S';
    private static final byte NEXT_SENDER = 'N';
    private static final byte NEXT_TARGET = 'T';
    private static final byte GIVEN_UP = 'G';
    private static final byte RESET = 'R';
    private static final byte NOTE = 'B';

    private final Log log;
    private final Copying copying;
    private final LongSupplier nanos;
    private final int kept;
    private final boolean syncsEachFlush;
    private final Past past;

    /// The record of each message that can be sent again, by MsgSeqNum.
    private final NavigableMap<Integer, Kept> records = new TreeMap<>();
    private final Set<Integer> givenUp = new HashSet<>();
    /// ClOrdIDs of messages of earlier runs.
    private final Set<String> sentBefore = new HashSet<>();
    /// Those of them that never left.
    private final Set<String> givenUpBefore = new HashSet<>();
    /// By MsgSeqNum, while the log is being read.
    private final Map<Integer, String> readClOrdIDs = new HashMap<>();
    private long coversSince;
    private long createdAt;
    private int nextSender = 1;
    private int nextTarget = 1;
    private boolean broken;

    /// Where a message is.
    ///
    /// @param number of its record here
    /// @param copy its number in the copies
    private record Kept(long number, long copy) {}

    /// Hears what is in the log as it is opened, oldest first: all that was not forgotten, from before numbers began again, too.
    interface Past {
        Past PASSED_OVER = new Past() {
            @Override
            public void sent(String message) {}

            @Override
            public void noted(byte[] note) {}
        };

        void sent(String message);

        void noted(byte[] note);
    }

    private SessionLog(Log log, Copying copying, Durability durability, LongSupplier nanos, int kept, Past past) {
        this.log = log;
        this.copying = copying;
        this.nanos = nanos;
        this.kept = kept;
        this.syncsEachFlush = durability == Durability.POWER;
        this.past = past;
    }

    /// @param nanos the time, nanoseconds since the epoch, UTC
    /// @param kept how many messages can be sent again, two or more
    static SessionLog open(Disk disk, Durability durability, LongSupplier nanos, int kept, Copying copying)
            throws IOException {
        return open(disk, durability, nanos, kept, copying, Past.PASSED_OVER);
    }

    /// @param past told before this returns
    static SessionLog open(Disk disk, Durability durability, LongSupplier nanos, int kept, Copying copying, Past past)
            throws IOException {
        var config = new LogConfig(durability, SEGMENT_BYTES);
        var copies = copying.all();
        if (!copies.isEmpty()) replace(disk, config, copies.values(), nanos.getAsLong());
        var opened = new SessionLog(Log.open(disk, config), copying, durability, nanos, kept, past);
        try {
            opened.begin(copies.keySet());
            copying.start();
            return opened;
        } catch (IOException | RuntimeException failed) {
            opened.log.close();
            throw failed;
        }
    }

    /// By what the copies have. The first record is of now: should this be all that is written, and be read by itself one day,
    /// then nothing is certain of commands from before.
    private static void replace(Disk disk, LogConfig config, Collection<byte[]> copies, long now) throws IOException {
        Log.delete(disk);
        try (var log = Log.open(disk, config)) {
            log.append(beginning(CREATED, now));
            int waiting = 1;
            for (var record : copies) {
                log.append(ByteBuffer.wrap(record));
                if (++waiting % BATCH == 0) log.flush();
            }
            log.flush();
        }
    }

    /// @param copies their numbers, oldest first; none where nothing has been copied
    private void begin(Collection<Long> copies) throws IOException {
        var numbers = copies.iterator();
        long offset = copying.offset();
        log.read(copies.isEmpty() ? 1 : 2, (number, record) ->
                restored(number, numbers.hasNext() ? numbers.next() : offset + number, record));
        readClOrdIDs.clear();
        if (copies.isEmpty() && !copying.isNone()) copyAll(offset);
        if (createdAt > 0) return;
        if (coversSince == 0) begin(CREATED);
        // An earlier program let it go with the oldest file. The session is that old at least.
        else createdAt = coversSince;
    }

    private void copyAll(long offset) throws IOException {
        copying.begin(log.next());
        var batch = new TreeMap<Long, byte[]>();
        log.read(1, (number, record) -> {
            if (record.get(0) != NEXT_TARGET) batch.put(offset + number, Copying.bytes(record));
            if (batch.size() == BATCH) copyBatch(batch);
            return true;
        });
        copyBatch(batch);
        copying.copied(expected(nextTarget));
    }

    private void copyBatch(SortedMap<Long, byte[]> batch) throws IOException {
        copying.putAll(batch);
        batch.clear();
    }

    private boolean restored(long number, long copy, ByteBuffer record) throws IOException {
        byte kind = record.get();
        long at = record.getLong();
        if (coversSince == 0) coversSince = at;
        switch (kind) {
            case CREATED -> createdAt = record.hasRemaining() ? record.getLong() : at;
            case RESET -> restart(at);
            case NEXT_SENDER -> nextSender = record.getInt();
            case NEXT_TARGET -> nextTarget = record.getInt();
            case GIVEN_UP -> givenUpBefore(record.getInt());
            case SENT -> {
                int msgSeqNum = record.getInt();
                index(msgSeqNum, new Kept(number, copy));
                nextSender = msgSeqNum + 1;
                var message = text(record);
                past.sent(message);
                clOrdID(message).ifPresent(clOrdID -> {
                    sentBefore.add(clOrdID);
                    readClOrdIDs.put(msgSeqNum, clOrdID);
                });
            }
            case NOTE -> past.noted(Copying.bytes(record));
            default -> throw new IOException("record " + number + " of the session's log is of a kind '" + (char) kind
                    + "' that this program does not know: it was written by a newer one");
        }
        return true;
    }

    private void givenUpBefore(int msgSeqNum) {
        givenUp.add(msgSeqNum);
        var clOrdID = readClOrdIDs.get(msgSeqNum);
        if (clOrdID != null) givenUpBefore.add(clOrdID);
    }

    private void restart(long at) {
        readClOrdIDs.clear();
        createdAt = at;
        nextSender = 1;
        nextTarget = 1;
        records.clear();
        givenUp.clear();
    }

    /// Of an order, a cancel or a replace: whose question can be asked twice does not matter.
    private static Optional<String> clOrdID(String message) {
        boolean isCommand = message.contains("\00135=D\001") || message.contains("\00135=F\001")
                || message.contains("\00135=G\001");
        int at = isCommand ? message.indexOf("\00111=") : -1;
        return at < 0 ? Optional.empty() : Optional.of(message.substring(at + 4, message.indexOf('\001', at + 4)));
    }

    private static String text(ByteBuffer record) {
        var bytes = new byte[record.remaining()];
        record.get(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /// What a crash had left half written.
    Optional<Cut> cut() {
        return log.cut();
    }

    /// Milliseconds since the epoch: when the numbers began.
    long createdAtMs() {
        return createdAt / 1_000_000;
    }

    int nextSender() {
        return nextSender;
    }

    /// The number from which the broker would have to send again after a crash.
    int nextTarget() {
        return nextTarget;
    }

    /// Returns when the message is durable. It may go to the socket once it is copied too.
    void sent(int msgSeqNum, String message) throws IOException {
        forgetOldest();
        var bytes = message.getBytes(ISO_8859_1);
        long copy = append(record(SENT, Integer.BYTES + bytes.length).putInt(msgSeqNum).put(bytes).flip());
        givenUp.remove(msgSeqNum);
        // Not known before: numbers that no disk was waited for may stand before it.
        index(msgSeqNum, new Kept(log.next() - 1, copy));
        nextSender = msgSeqNum + 1;
    }

    /// Here first, so that nothing is elsewhere that is not here. Returns its number there.
    private long append(ByteBuffer record) throws IOException {
        mustNotBeBroken();
        copying.mustAct();
        write(record.duplicate());
        return copying.put(record);
    }

    private void write(ByteBuffer record) throws IOException {
        broken = true;
        log.append(record);
        log.flush();
        broken = false;
    }

    private void mustNotBeBroken() throws IOException {
        if (broken) throw new IOException("the log is broken: it has failed to write before");
    }

    /// It has failed to write: what it has of the last record is not known.
    boolean isBroken() {
        return broken;
    }

    private void index(int msgSeqNum, Kept kept) {
        records.tailMap(msgSeqNum, true).clear();
        records.put(msgSeqNum, kept);
    }

    /// Makes room for one more. Before it is kept: what fails here must not keep a message that then is not sent.
    private void forgetOldest() throws IOException {
        if (records.size() < kept) return;
        while (records.size() >= kept) records.pollFirstEntry();
        var oldest = records.firstEntry().getValue();
        var second = log.second();
        if (second.isEmpty() || second.getAsLong() > oldest.number()) return;
        restate();
        copying.forget(oldest.copy());
        log.dropBefore(oldest.number());
        log.read(log.first(), (_, record) -> {
            coversSince = record.getLong(1);
            return false;
        });
    }

    /// What may stand nowhere else than in the file that goes. Its time is that of now: the log goes back no further for it.
    private void restate() throws IOException {
        append(record(CREATED, Long.BYTES).putLong(createdAt).flip());
        write(expected(nextTarget));
    }

    /// Something of who runs the session that is to be known after a crash. Forgotten with the messages of its time: so it is to be noted
    /// again before as many messages are sent as are kept.
    void note(byte[] note) throws IOException {
        append(record(NOTE, note.length).put(note).flip());
    }

    void nextSender(int next) throws IOException {
        if (next == nextSender) return;
        append(record(NEXT_SENDER, Integer.BYTES).putInt(next).flip());
        nextSender = next;
    }

    /// Where a crash may lose this, the broker sends more again, and it is recognised: so no disk is waited for.
    void nextTarget(int next) throws IOException {
        if (next == nextTarget) return;
        mustNotBeBroken();
        copying.mustAct();
        broken = true;
        log.append(expected(next));
        if (!syncsEachFlush) log.flush();
        broken = false;
        nextTarget = next;
        copying.expect(expected(next));
    }

    private ByteBuffer expected(int next) {
        return record(NEXT_TARGET, Integer.BYTES).putInt(next).flip();
    }

    /// The message under this number has not left, and never will.
    void giveUp(int msgSeqNum) throws IOException {
        givenUp.add(msgSeqNum);
        append(record(GIVEN_UP, Integer.BYTES).putInt(msgSeqNum).flip());
    }

    boolean isGivenUp(int msgSeqNum) {
        return givenUp.contains(msgSeqNum);
    }

    /// Numbers begin at 1 again.
    void reset() throws IOException {
        begin(RESET);
    }

    private void begin(byte kind) throws IOException {
        long at = nanos.getAsLong();
        copying.mustAct();
        // First: who takes over between the two expects too little of the broker then, and not too much.
        copying.expect(expected(1));
        copying.forget(append(beginning(kind, at)));
        if (coversSince == 0) coversSince = at;
        restart(at);
    }

    private static ByteBuffer beginning(byte kind, long at) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(at).flip();
    }

    private ByteBuffer record(byte kind, int bytes) {
        return ByteBuffer.allocate(1 + Long.BYTES + bytes).put(kind).putLong(nanos.getAsLong());
    }

    /// Gives the messages that are there, by number. In one go through the log, however many they are: a broker that asks
    /// for all of a day's messages must not hold up the session.
    void messages(int first, int last, BiConsumer<Integer, String> into) throws IOException {
        var wanted = new ArrayDeque<>(records.subMap(first, true, last, true).entrySet());
        wanted.removeIf(entry -> givenUp.contains(entry.getKey()));
        if (wanted.isEmpty()) return;
        log.read(wanted.getFirst().getValue().number(), (number, record) -> {
            if (number < wanted.getFirst().getValue().number()) return true;
            into.accept(wanted.removeFirst().getKey(), text(record.position(1 + Long.BYTES + Integer.BYTES)));
            return !wanted.isEmpty();
        });
    }

    /// Whether an earlier run can have sent a command: only where the log goes back beyond it and does not have it, it
    /// certainly has not.
    /// @param at when the command was given, nanoseconds since the epoch, UTC
    boolean mayHaveSent(String clOrdID, long at) {
        return sentBefore.contains(clOrdID) || at < coversSince;
    }

    /// Whether an earlier run gave this command up: it has a number and never left, and nobody need have heard of that.
    boolean hasGivenUp(String clOrdID) {
        return givenUpBefore.contains(clOrdID);
    }

    @Override
    public void close() throws IOException {
        copying.close();
        log.flush();
        log.close();
    }
}
