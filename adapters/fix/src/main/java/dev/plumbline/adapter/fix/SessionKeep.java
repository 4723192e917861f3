package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

import quickfix.MessageStore;

import dev.plumbline.adapter.AckWindow;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.journal.Durability;
import dev.plumbline.journal.FileDisk;

/// What a FIX session keeps in a folder of its own, and in copies for a server that takes it over, for who runs a session: numbers,
/// sent messages, and notes. As our sessions with brokers have it: see [SessionLog]. Any thread; writing blocks.
public final class SessionKeep implements AutoCloseable {
    private final FileDisk.Lock lock;
    private final SessionStore store;
    private final AckWindow window;
    private final Copying copying;
    private final BooleanSupplier mayAct;

    private SessionKeep(FileDisk.Lock lock, SessionStore store, AckWindow window, Copying copying, BooleanSupplier mayAct) {
        this.lock = lock;
        this.store = store;
        this.window = window;
        this.copying = copying;
        this.mayAct = mayAct;
    }

    /// Hears what an earlier run has sent and noted, oldest first.
    public interface Past {
        void sent(String message);

        void noted(byte[] note);
    }

    /// @param kept how many messages can be sent again, two or more
    /// @param mayAct whether this server may still act for the session
    /// @throws IOException where the folder is damaged, in use, or cannot be written, or the copies cannot be read or written
    public static SessionKeep open(
            String name, Path folder, Durability durability, int kept, SessionCopies copies, BooleanSupplier mayAct, Past past)
            throws IOException {
        Possession.makeFolder(folder);
        var disk = FileDisk.of(folder);
        var lock = disk.lock();
        var window = new AckWindow();
        var copying = new Copying(name, copies, mayAct);
        try {
            var log = SessionLog.open(disk, durability, Clock::nanos, kept, copying, new SessionLog.Past() {
                @Override
                public void sent(String message) {
                    past.sent(message);
                }

                @Override
                public void noted(byte[] note) {
                    past.noted(note);
                }
            });
            return new SessionKeep(lock, new SessionStore(log, window), window, copying, mayAct);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    public MessageStore store() {
        return store;
    }

    /// A message of the other side is being worked on: until it is [#done], a crash has it sent again. Waits while `most` are.
    public void taken(int msgSeqNum, int most) throws InterruptedException {
        window.awaitRoom(most);
        window.delivered(msgSeqNum);
    }

    public void done(int msgSeqNum) throws IOException {
        window.acknowledged(msgSeqNum);
        store.acknowledge();
    }

    /// See [SessionLog#note].
    public void note(byte[] note) throws IOException {
        store.note(note);
    }

    /// @param told when numbers have begun again, and notes should be written anew; must not block
    public void onReset(Runnable told) {
        store.onReset(told);
    }

    public boolean isBroken() {
        return store.isBroken();
    }

    public boolean mayAct() {
        return mayAct.getAsBoolean();
    }

    /// Returns when there is room for another record to be copied.
    public void awaitRoom() {
        copying.awaitRoom();
    }

    /// The number of the last record; what is written to the socket now has to wait until this is copied.
    public long last() {
        return copying.last();
    }

    /// All records up to this number are copied.
    public long copied() {
        return copying.copied();
    }

    /// @param told on the thread that copies, whenever it got on; must not block
    public void onCopied(Runnable told) {
        copying.onProgress(told);
    }

    /// Nobody waits any more in [#taken].
    public void letGo() {
        window.close();
    }

    @Override
    public void close() throws IOException {
        window.close();
        store.close();
        lock.close();
    }
}
