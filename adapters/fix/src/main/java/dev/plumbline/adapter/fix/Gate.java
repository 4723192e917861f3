package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.filterchain.IoFilterChainBuilder;
import org.apache.mina.core.session.AbstractIoSession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.core.write.WriteRequestQueue;
import org.jspecify.annotations.Nullable;
import quickfix.Session;

/// Holds back every byte where this server may not act. The engine's own places for that are early: `toApp` and `toAdmin` come
/// before a message is kept, which may take its time, and the engine swallows what `toAdmin` throws; a filter in MINA's chain
/// comes before MINA's queue, where a message waits for as long as the broker does not read. So it is that queue which asks, for
/// whatever the I/O thread takes from it, directly before the write. Past it is only the rest of a message of which the socket
/// has taken a part already; the timer closes the line on that.
///
/// A line on which something was held back is closed, without a Logout: it would have a gap.
final class Gate implements IoFilterChainBuilder {
    static final String SHUT = "this server may not act";

    private final BooleanSupplier mayAct;
    private volatile @Nullable Guarded newest;

    Gate(BooleanSupplier mayAct) {
        this.mayAct = mayAct;
    }

    boolean isOpen() {
        return mayAct.getAsBoolean();
    }

    /// MINA asks for this as it opens a line.
    @Override
    public void buildFilterChain(IoFilterChain chain) {
        var line = (AbstractIoSession) chain.getSession();
        var guarded = new Guarded(line, line.getWriteRequestQueue());
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

    /// MINA's queue of a line. Emptied on its I/O thread, filled by others.
    private final class Guarded implements WriteRequestQueue {
        private final IoSession session;
        private final WriteRequestQueue queue;
        private volatile boolean heldBack;

        Guarded(IoSession session, WriteRequestQueue queue) {
            this.session = session;
            this.queue = queue;
        }

        @Override
        public @Nullable WriteRequest poll(IoSession session) {
            if (!heldBack && isOpen()) return queue.poll(session);
            heldBack = true;
            queue.clear(session);
            return null;
        }

        @Override
        public void offer(IoSession session, WriteRequest request) {
            queue.offer(session, request);
        }

        @Override
        public boolean isEmpty(IoSession session) {
            return queue.isEmpty(session);
        }

        @Override
        public void clear(IoSession session) {
            queue.clear(session);
        }

        @Override
        public void dispose(IoSession session) {
            queue.dispose(session);
        }

        @Override
        public int size() {
            return queue.size();
        }
    }
}
