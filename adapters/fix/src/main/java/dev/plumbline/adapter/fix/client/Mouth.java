package dev.plumbline.adapter.fix.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.field.MsgType;

import dev.plumbline.adapter.fix.SessionKeep;

/// Says what is to be said on one session, on a thread of its own: the engine's send takes locks and writes a file. What it is given is
/// kept, and so is told, whether or not the line is up: a client that has missed it asks for it. Called by the gateway's event
/// loop, which it never blocks; who sees no room keeps for later what it has, for an order has all that was not told.
final class Mouth implements AutoCloseable {
    /// What may wait to be kept and sent.
    static final int ROOM = 1_000;
    /// Messages that may wait at the socket of a client that does not read, and for how long.
    static final int UNREAD = 2_000;
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LAST_WORD_MS = 500;
    private static final int CLOSE_SECONDS = 5;
    private static final Logger log = LoggerFactory.getLogger(Mouth.class);

    private final SessionID id;
    private final SessionKeep keep;
    private final Entrance entrance;
    private final Runnable onRoom;
    private final Duration patience;
    private final ExecutorService thread;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean isBroken;

    /// @param patience with a client that does not read
    /// @param onRoom told on its thread when there is room again
    Mouth(String name, SessionID id, SessionKeep keep, Entrance entrance, Duration patience, Runnable onRoom) {
        this.patience = patience;
        this.id = id;
        this.keep = keep;
        this.entrance = entrance;
        this.onRoom = onRoom;
        thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("fix-client-" + name).daemon().factory());
    }

    boolean hasRoom() {
        return !isBroken && waiting.get() < ROOM;
    }

    void say(Message message) {
        waiting.incrementAndGet();
        run(() -> {
            sendNow(message);
            if (waiting.decrementAndGet() == ROOM / 2) onRoom.run();
        });
    }

    /// To be found after a crash, with what was said before.
    void note(byte[] note) {
        run(() -> keep.note(note));
    }

    /// All that follows from this message of the client has happened: after a crash it need not come again.
    void done(int msgSeqNum) {
        run(() -> keep.done(msgSeqNum));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void run(Work work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (IOException failed) {
                    log.warn("{}: what is kept of it cannot be written: {}; after a crash more comes again", id, failed.getMessage());
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException fault) {
                    log.error("{}: a fault while a message was sent", id, fault);
                }
            });
        } catch (RejectedExecutionException closed) {
            log.debug("{} is closed", id, closed);
        }
    }

    private void sendNow(Message message) throws InterruptedException {
        var engine = Session.lookupSession(id);
        if (engine == null || isBroken) return;
        keep.awaitRoom();
        engine.send(message);
        if (keep.isBroken()) {
            isBroken = true;
            log.error("{}: nothing more is told to this client, as it cannot be kept; mend the disk and restart", id);
            return;
        }
        var line = entrance.line(id);
        if (line != null && !line.awaitFewerThan(UNREAD, patience.toMillis())) hangUp(engine, line);
    }

    private void hangUp(Session engine, Outgoing line) throws InterruptedException {
        var why = "you do not read: " + UNREAD + " messages have waited for " + patience.toSeconds() + " s; log on again to get them";
        log.warn("{} is logged out: {}", id, why);
        var logout = ReportEncoder.blank(MsgType.LOGOUT);
        logout.setString(58, why);
        engine.send(logout);
        line.awaitFewerThan(1, LAST_WORD_MS);
        line.closeNow();
    }

    /// Says what waits, then ends the thread. Blocks.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) thread.shutdownNow();
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
