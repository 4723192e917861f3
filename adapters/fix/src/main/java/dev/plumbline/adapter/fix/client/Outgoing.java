package dev.plumbline.adapter.fix.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.session.AbstractIoSession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.core.write.WriteRequestQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.fix.SessionKeep;

/// What waits at one line to be written to its socket, from its first byte on. Once it is the line of a session it holds each request until
/// all is copied that was kept before it, as on our sessions with brokers, and everything where this server may not act; what was there
/// before, a handshake, goes first. Says how much waits, for a client that does not read. Any thread: MINA empties it on its I/O thread, and on that which closes the line.
final class Outgoing implements WriteRequestQueue {
    private static final Logger log = LoggerFactory.getLogger(Outgoing.class);

    private final AbstractIoSession session;
    private volatile @Nullable SessionKeep keep;
    private final Queue<Held> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition smaller = lock.newCondition();

    private record Held(WriteRequest request, long after) {}

    Outgoing(AbstractIoSession session) {
        this.session = session;
    }

    /// From now on this is the line of a session.
    void begin(SessionKeep of) {
        keep = of;
        of.onCopied(this::goOn);
    }

    boolean isOpen() {
        return session.isConnected() && !session.isClosing();
    }

    /// Without a Logout.
    void closeNow() {
        session.closeNow();
    }

    /// Whether fewer than `most` wait, or the line is closed, before the time is over. Blocks.
    boolean awaitFewerThan(int most, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (size.get() >= most && isOpen() && left > 0) left = smaller.awaitNanos(left);
            return size.get() < most || !isOpen();
        } finally {
            lock.unlock();
        }
    }

    private void goOn() {
        if (queue.isEmpty()) return;
        try {
            @SuppressWarnings("unchecked") // MINA's says of no type
            IoProcessor<IoSession> processor = session.getProcessor();
            processor.flush(session);
        } catch (IllegalStateException closed) {
            log.debug("{} is closed already", session, closed);
        }
    }

    @Override
    public @Nullable WriteRequest poll(IoSession line) {
        var kept = keep;
        if (kept != null && !kept.mayAct()) {
            clear(line);
            line.closeNow();
            return null;
        }
        if (isEmpty(line)) return null;
        var held = queue.poll();
        if (held == null) return null;
        taken(size.decrementAndGet());
        if (held.request() != AbstractIoSession.CLOSE_REQUEST) return held.request();
        line.closeNow();
        return null;
    }

    private void taken(int left) {
        if ((left & 0xff) != 0) return;
        lock.lock();
        try {
            smaller.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void offer(IoSession line, WriteRequest request) {
        size.incrementAndGet();
        var kept = keep;
        queue.offer(new Held(request, kept == null ? Long.MIN_VALUE : kept.last()));
    }

    /// Also where all has to wait: MINA would look again at once, and at nothing else.
    @Override
    public boolean isEmpty(IoSession line) {
        var first = queue.peek();
        if (first == null) return true;
        var kept = keep;
        return kept != null && first.after() > kept.copied();
    }

    @Override
    public void clear(IoSession line) {
        queue.clear();
        size.set(0);
        taken(0);
    }

    @Override
    public void dispose(IoSession line) {
        clear(line);
    }

    @Override
    public int size() {
        return size.get();
    }
}
