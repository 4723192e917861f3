package dev.plumbline.adapter.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Deque;

import quickfix.MemoryStore;
import quickfix.MessageStore;
import quickfix.SessionID;

/// A session's numbers in memory, with the last messages sent. QuickFIX/J's own [MemoryStore] keeps every message: hours
/// of them fill any heap. What a client asks for and is not here any more, QuickFIX/J gap-fills.
///
/// Messages are put in by the event loop and got by QuickFIX/J's thread, hence the lock.
final class RecentStore implements MessageStore {
    /// About 40 MB.
    private static final int KEPT = 100_000;

    private final MemoryStore numbers;
    private final Deque<Sent> messages = new ArrayDeque<>();
    private final int kept;

    private record Sent(int msgSeqNum, String message) {}

    RecentStore(int kept) throws IOException {
        this.numbers = new MemoryStore();
        this.kept = kept;
    }

    static MessageStore create(SessionID session) {
        try {
            return new RecentStore(KEPT);
        } catch (IOException impossible) {
            throw new UncheckedIOException("no store for " + session, impossible);
        }
    }

    @Override
    public synchronized boolean set(int msgSeqNum, String message) {
        if (messages.size() == kept) messages.removeFirst();
        messages.addLast(new Sent(msgSeqNum, message));
        return true;
    }

    @Override
    public synchronized void get(int first, int last, Collection<String> to) {
        for (var sent : messages) if (sent.msgSeqNum >= first && sent.msgSeqNum <= last) to.add(sent.message);
    }

    @Override
    public synchronized void reset() throws IOException {
        messages.clear();
        numbers.reset();
    }

    @Override
    public int getNextSenderMsgSeqNum() {
        return numbers.getNextSenderMsgSeqNum();
    }

    @Override
    public int getNextTargetMsgSeqNum() {
        return numbers.getNextTargetMsgSeqNum();
    }

    @Override
    public void setNextSenderMsgSeqNum(int next) throws IOException {
        numbers.setNextSenderMsgSeqNum(next);
    }

    @Override
    public void setNextTargetMsgSeqNum(int next) throws IOException {
        numbers.setNextTargetMsgSeqNum(next);
    }

    @Override
    public void incrNextSenderMsgSeqNum() throws IOException {
        numbers.incrNextSenderMsgSeqNum();
    }

    @Override
    public void incrNextTargetMsgSeqNum() throws IOException {
        numbers.incrNextTargetMsgSeqNum();
    }

    @Override
    public Date getCreationTime() throws IOException {
        return numbers.getCreationTime();
    }

    @Override
    public Calendar getCreationTimeCalendar() throws IOException {
        return numbers.getCreationTimeCalendar();
    }

    @Override
    public void refresh() throws IOException {
        numbers.refresh();
    }
}
