package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import quickfix.Message;

import dev.plumbline.adapter.AckWindow;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.journal.Disk;
import dev.plumbline.journal.Durability;

/// What a FIX session keeps, and how it writes and reads, without an engine: who has one is the engine.
public final class DrivenSession {
    private static final int KEPT = 20_000;
    private static final ReportDecoder DECODER = new ReportDecoder(Dialect.STANDARD);

    private final SessionLog log;
    private final AckWindow window = new AckWindow();
    private final SessionStore store;

    public DrivenSession(Disk disk, Durability durability, LongSupplier nanos) throws IOException {
        log = SessionLog.open(disk, durability, nanos, KEPT, Copying.none());
        store = new SessionStore(log, window);
    }

    /// What a crash had left half written.
    public boolean wasTorn() {
        return log.cut().isPresent();
    }

    public int nextSender() {
        return store.getNextSenderMsgSeqNum();
    }

    /// That of the session, which runs ahead in memory.
    public int nextTarget() {
        return store.getNextTargetMsgSeqNum();
    }

    /// That of the log: where a restart would expect.
    public int durableNextTarget() {
        return log.nextTarget();
    }

    /// Returns when the message is kept: it may go to the socket.
    public void sent(int msgSeqNum, String message) throws IOException {
        store.set(msgSeqNum, message);
        store.incrNextSenderMsgSeqNum();
    }

    /// Those that are there of `first` and after.
    public void messages(int first, BiConsumer<Integer, String> into) throws IOException {
        log.messages(first, Integer.MAX_VALUE, into::accept);
    }

    public void giveUp(int msgSeqNum) throws IOException {
        store.giveUp(msgSeqNum);
    }

    public boolean isGivenUp(int msgSeqNum) {
        return store.isGivenUp(msgSeqNum);
    }

    /// The name of what becomes of a command that an earlier run kept.
    public String leftover(Outbound outbound, Duration sendWithin, long now) {
        return Leftover.of(outbound, store, sendWithin, now).name();
    }

    /// About to be handed over.
    public void delivered(int msgSeqNum) {
        window.delivered(msgSeqNum);
    }

    public void expectNext() throws IOException {
        store.incrNextTargetMsgSeqNum();
    }

    public void expect(int next) throws IOException {
        store.setNextTargetMsgSeqNum(next);
    }

    public void acknowledged(List<Long> msgSeqNums) {
        for (long msgSeqNum : msgSeqNums) window.acknowledged(msgSeqNum);
    }

    public void sayAcknowledged() throws IOException {
        store.acknowledge();
    }

    public int unacknowledged() {
        return window.size();
    }

    public static Message encode(Outbound outbound) {
        return MessageEncoder.encode(outbound, Dialect.STANDARD);
    }

    public static Decoded decode(BrokerSession session, byte[] raw) {
        return DECODER.read(session, FixMessage.of(raw));
    }
}
