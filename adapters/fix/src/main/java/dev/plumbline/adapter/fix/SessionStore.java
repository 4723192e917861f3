package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.MessageStore;
import quickfix.SystemTime;

import dev.plumbline.adapter.AckWindow;

/// The engine's store of numbers and messages, over a [SessionLog]. The engine's own number of the next message that it
/// expects runs ahead in memory; the one in the log follows what the journal has. Threads of the engine and our sender
/// come here, hence the lock: it is held for as long as a record takes to be written.
final class SessionStore implements MessageStore, Leftover.Sent {
    private static final Logger logger = LoggerFactory.getLogger(SessionStore.class);

    private final SessionLog log;
    private final AckWindow window;
    /// Read without the lock: who asks when the broker was last heard must not wait for a record to be written.
    private volatile int nextTarget;
    private int lastSet;
    private volatile Runnable onReset = () -> {};

    /// @param window messages that were handed over and are not yet in the journal
    SessionStore(SessionLog log, AckWindow window) {
        this.log = log;
        this.window = window;
        nextTarget = log.nextTarget();
    }

    /// The journal has more: a restart need not ask for it again.
    synchronized void acknowledge() throws IOException {
        log.nextTarget((int) window.safe(nextTarget));
    }

    /// Of a message that the engine has kept and not sent.
    synchronized void giveUp(int msgSeqNum) throws IOException {
        log.giveUp(msgSeqNum);
    }

    synchronized void note(byte[] note) throws IOException {
        log.note(note);
    }

    synchronized boolean isGivenUp(int msgSeqNum) {
        return log.isGivenUp(msgSeqNum);
    }

    @Override
    public synchronized boolean hasGivenUp(String clOrdID) {
        return log.hasGivenUp(clOrdID);
    }

    @Override
    public synchronized boolean mayHaveSent(String clOrdID, long at) {
        return log.mayHaveSent(clOrdID, at);
    }

    @Override
    public synchronized boolean set(int msgSeqNum, String message) throws IOException {
        log.sent(msgSeqNum, message);
        lastSet = msgSeqNum;
        return true;
    }

    synchronized boolean isBroken() {
        return log.isBroken();
    }

    /// Most follow a [#set], which has said so already.
    @Override
    public synchronized void incrNextSenderMsgSeqNum() throws IOException {
        if (lastSet == 0) log.nextSender(log.nextSender() + 1);
        lastSet = 0;
    }

    @Override
    public synchronized void setNextSenderMsgSeqNum(int next) throws IOException {
        log.nextSender(next);
        lastSet = 0;
    }

    @Override
    public synchronized int getNextSenderMsgSeqNum() {
        return lastSet > 0 ? lastSet : log.nextSender();
    }

    @Override
    public synchronized void get(int first, int last, Collection<String> messages) throws IOException {
        log.messages(first, last == 0 ? Integer.MAX_VALUE : last, (_, message) -> messages.add(message));
    }

    @Override
    public int getNextTargetMsgSeqNum() {
        return nextTarget;
    }

    @Override
    public synchronized void setNextTargetMsgSeqNum(int next) throws IOException {
        nextTarget = next;
        confirm();
    }

    @Override
    public synchronized void incrNextTargetMsgSeqNum() throws IOException {
        nextTarget++;
        confirm();
    }

    /// Where this server may not act, whoever takes over has more sent again. No reason for the engine to stop half way through a
    /// message of the broker: what fails here is tried again with the next one.
    private void confirm() throws IOException {
        try {
            acknowledge();
        } catch (Copying.NotCopied failed) {
            logger.debug("number {} is not confirmed", nextTarget, failed);
        }
    }

    @Override
    public synchronized void reset() throws IOException {
        log.reset();
        window.reset();
        nextTarget = 1;
        lastSet = 0;
        onReset.run();
    }

    /// @param told when numbers have begun again; must not block
    void onReset(Runnable told) {
        onReset = told;
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // the engine's
    public synchronized Date getCreationTime() {
        return new Date(log.createdAtMs());
    }

    @Override
    public synchronized Calendar getCreationTimeCalendar() {
        return SystemTime.getUtcCalendar(getCreationTime());
    }

    /// Nobody else writes it.
    @Override
    public void refresh() {}

    synchronized void close() throws IOException {
        log.close();
    }
}
