package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.filterchain.IoFilterChainBuilder;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.session.AbstractIoSession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.core.write.WriteRequestQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Session;

/// Holds back every byte where this server may not act. The engine's own places for that are early: `toApp` and `toAdmin` come
/// before a message is kept, which may take its time, and the engine swallows what `toAdmin` throws; a filter in MINA's chain
/// comes before MINA's queue, where a message waits for as long as the broker does not read. So it is that queue which asks, for
/// whatever the I/O thread takes from it, directly before the write. Past it is only the rest of a message of which the socket
/// has taken a part already; the timer closes the line on that.
///
/// A line on which something was held back is closed, without a Logout: it would have a gap.
///
/// Where this server may act, that queue holds each request until all is copied that was kept before it: a server that takes over
/// knows of whatever may have left.
final class Gate implements IoFilterChainBuilder {
    static final String SHUT = "this server may not act";
    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final BooleanSupplier mayAct;
    private final Copying copying;
    private volatile @Nullable Guarded newest;

    Gate(BooleanSupplier mayAct, Copying copying) {
        this.mayAct = mayAct;
        this.copying = copying;
        copying.onProgress(this::goOn);
    }

    boolean isOpen() {
        return mayAct.getAsBoolean();
    }

    /// MINA asks for this as it opens a line.
    @Override
    public void buildFilterChain(IoFilterChain chain) {
        var line = (AbstractIoSession) chain.getSession();
        var guarded = new Guarded(line);
        line.setWriteRequestQueue(guarded);
        newest = guarded;
    }

    /// On the timer: closes the line where it must not be open.
    /// @return whether the engine may go on with it
    boolean passes(Session engine) throws IOException {
        var line = newest;
        boolean heldBack = line != null && line.heldBack && engine.hasResponder();
        if (isOpen() && !heldBack) return true;
        if (engine.hasResponder()) engine.disconnect(SHUT, true);
        // The engine would wait until all is written.
        if (line != null) line.session.closeNow();
        return false;
    }

    /// More is copied.
    private void goOn() {
        var line = newest;
        if (line == null || line.queue.isEmpty()) return;
        try {
            @SuppressWarnings("unchecked") // MINA's says of no type
            IoProcessor<IoSession> processor = line.session.getProcessor();
            processor.flush(line.session);
        } catch (IllegalStateException closed) {
            log.debug("{} is closed already", line.session, closed);
        }
    }

    /// @param after number of the last record that was kept before it
    private record Held(WriteRequest request, long after) {}

    /// MINA's queue of a line. Emptied on its I/O thread, filled by others.
    private final class Guarded implements WriteRequestQueue {
        private final AbstractIoSession session;
        private final Queue<Held> queue = new ConcurrentLinkedQueue<>();
        private volatile boolean heldBack;

        Guarded(AbstractIoSession session) {
            this.session = session;
        }

        @Override
        public @Nullable WriteRequest poll(IoSession session) {
            if (heldBack || !isOpen()) {
                heldBack = true;
                queue.clear();
                return null;
            }
            if (isEmpty(session)) return null;
            return queue.remove().request();
        }

        @Override
        public void offer(IoSession session, WriteRequest request) {
            queue.offer(new Held(request, copying.last()));
        }

        /// Also where all has to wait: MINA would look again at once, and at nothing else.
        @Override
        public boolean isEmpty(IoSession session) {
            var first = queue.peek();
            return first == null || first.after() > copying.copied();
        }

        @Override
        public void clear(IoSession session) {
            queue.clear();
        }

        @Override
        public void dispose(IoSession session) {
            queue.clear();
        }

        @Override
        public int size() {
            return queue.size();
        }
    }
}
