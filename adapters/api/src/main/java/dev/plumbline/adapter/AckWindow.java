package dev.plumbline.adapter;

import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Which messages of a session were handed over and are not yet in the journal. The lowest of them is where a broker would
/// have to send again from, should we crash now; how many there are is how far the journal is behind. Any thread.
public final class AckWindow {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition smaller = lock.newCondition();
    private final TreeSet<Long> open = new TreeSet<>();
    private boolean closed;

    /// About to be handed over. Again is harmless.
    public void delivered(long msgSeqNum) {
        locked(() -> open.add(msgSeqNum));
    }

    /// In the journal. Those of before a reset may come late: they are passed over.
    public void acknowledged(long msgSeqNum) {
        locked(() -> {
            open.remove(msgSeqNum);
            smaller.signalAll();
        });
    }

    /// The numbers begin again: what was open cannot be had again by number.
    public void reset() {
        locked(() -> {
            open.clear();
            smaller.signalAll();
        });
    }

    /// Nobody waits any more.
    public void close() {
        locked(() -> {
            closed = true;
            smaller.signalAll();
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /// The number that a restart may expect next: nothing below it can be lost.
    /// @param expected the number that the session itself expects next
    public long safe(long expected) {
        lock.lock();
        try {
            return open.isEmpty() ? expected : Math.min(open.first(), expected);
        } finally {
            lock.unlock();
        }
    }

    /// How many were handed over and are not in the journal.
    public int size() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    /// Returns once fewer than `most` are open, or it is closed: who reads from the broker waits here, so that a journal
    /// that does not keep up holds the broker back, and memory does not grow. Never on an event loop.
    public void awaitRoom(int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (open.size() >= most && !closed) smaller.await();
        } finally {
            lock.unlock();
        }
    }
}
