package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import quickfix.MemoryStoreFactory;
import quickfix.MessageStoreFactory;

import dev.plumbline.adapter.AckWindow;
import dev.plumbline.journal.FileDisk;

/// Where a session's numbers and messages are kept, and what of them survives. Any thread.
interface Keeping extends Leftover.Sent, AutoCloseable {
    MessageStoreFactory factory();

    /// The window has moved on.
    void acknowledge() throws IOException;

    /// The message under this number has not left, and never will, not after a crash either.
    void giveUp(int msgSeqNum) throws IOException;

    boolean isGivenUp(int msgSeqNum);

    /// It has failed to write: what it has of the last message is not known.
    boolean isBroken();

    @Override
    void close() throws IOException;

    /// Gone with the process: after a restart nobody knows what had been sent.
    static Keeping inMemory() {
        return new InMemory();
    }

    /// In the log of a folder, which nobody else may use meanwhile, and in copies.
    /// @throws IOException where it is damaged, in use, or cannot be written
    static Keeping in(Path folder, FixSessionSettings settings, AckWindow window, Copying copying) throws IOException {
        var disk = FileDisk.of(folder);
        var lock = disk.lock();
        try {
            var log = SessionLog.open(disk, settings.durability(), Clock::nanos, settings.keptMessages(), copying);
            return new InLog(lock, new SessionStore(log, window));
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /// See [#in].
    record InLog(FileDisk.Lock lock, SessionStore store) implements Keeping {
        @Override
        public MessageStoreFactory factory() {
            return _ -> store;
        }

        @Override
        public void acknowledge() throws IOException {
            store.acknowledge();
        }

        @Override
        public void giveUp(int msgSeqNum) throws IOException {
            store.giveUp(msgSeqNum);
        }

        @Override
        public boolean isGivenUp(int msgSeqNum) {
            return store.isGivenUp(msgSeqNum);
        }

        @Override
        public boolean isBroken() {
            return store.isBroken();
        }

        @Override
        public boolean hasGivenUp(String clOrdID) {
            return store.hasGivenUp(clOrdID);
        }

        @Override
        public boolean mayHaveSent(String clOrdID, long at) {
            return store.mayHaveSent(clOrdID, at);
        }

        @Override
        public void close() throws IOException {
            store.close();
            lock.close();
        }
    }

    /// See [#inMemory].
    final class InMemory implements Keeping {
        private final Set<Integer> givenUp = ConcurrentHashMap.newKeySet();

        @Override
        public MessageStoreFactory factory() {
            return new MemoryStoreFactory();
        }

        @Override
        public void acknowledge() {}

        @Override
        public void giveUp(int msgSeqNum) {
            givenUp.add(msgSeqNum);
        }

        @Override
        public boolean isGivenUp(int msgSeqNum) {
            return givenUp.contains(msgSeqNum);
        }

        @Override
        public boolean isBroken() {
            return false;
        }

        @Override
        public boolean hasGivenUp(String clOrdID) {
            return false;
        }

        @Override
        public boolean mayHaveSent(String clOrdID, long at) {
            return true;
        }

        @Override
        public void close() {}
    }
}
