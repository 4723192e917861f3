package dev.plumbline.adapter.simulator;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ApplicationAdapter;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.IncorrectTagValue;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.UnsupportedMessageType;

import dev.plumbline.core.Command;

/// Where QuickFIX/J's thread leaves the client's requests and the event loop fetches them, many at a time.
final class Inbox extends ApplicationAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    /// When so many requests wait, QuickFIX/J's thread waits too, and in the end TCP makes the client wait.
    private static final int REQUESTS_MAX = 65_536;
    private static final long LOOK_AGAIN_MS = 100;

    private final FixDecoder decoder;
    private final LongSupplier clock;
    private final Runnable wake;
    private final BlockingQueue<Command> requests = new ArrayBlockingQueue<>(REQUESTS_MAX);
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean closed;

    /// @param wake called once for any number of requests that arrive before the next [#take]; must return at once
    Inbox(FixDecoder decoder, LongSupplier clock, Runnable wake) {
        this.decoder = decoder;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public void onLogon(SessionID session) {
        LOG.info("{} logged on to broker {}", session.getTargetCompID(), session.getSenderCompID());
    }

    @Override
    public void onLogout(SessionID session) {
        LOG.info("{} logged out of broker {}", session.getTargetCompID(), session.getSenderCompID());
    }

    /// Only now a gap fill of ours has its number, and can say that the next one follows.
    @Override
    public void toAdmin(Message message, SessionID session) {
        FixLine.completeGapFill(message);
    }

    @Override
    public void fromApp(Message message, SessionID session)
            throws FieldNotFound, IncorrectDataFormat, IncorrectTagValue, UnsupportedMessageType {
        put(decoder.decode(message, clock.getAsLong()));
        wakeUp();
    }

    /// Moves at most `max` requests into `to`. What is left wakes the event loop again.
    void take(List<Command> to, int max) {
        woken.set(false);
        requests.drainTo(to, max);
        if (!requests.isEmpty()) wakeUp();
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    /// Nobody will fetch any more: QuickFIX/J's thread must not wait for it.
    void close() {
        closed = true;
    }

    private void wakeUp() {
        if (woken.compareAndSet(false, true)) wake.run();
    }

    private void put(Command request) {
        try {
            while (!closed && !requests.offer(request, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) wakeUp();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
