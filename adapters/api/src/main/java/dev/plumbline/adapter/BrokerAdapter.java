package dev.plumbline.adapter;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.vertx.core.Future;

import dev.plumbline.core.BrokerSession;

/// One line to one broker. It lives on the Vert.x context that started it: every call comes on that context and every
/// call to the listener is made on it. Threads of a protocol engine stay inside: they hand over and never wait for us,
/// and we never block on them.
public interface BrokerAdapter {
    BrokerSession session();

    /// Begins to connect, and goes on trying. The future completes once the adapter tries; whether the broker is
    /// there is told by [BrokerListener#onSession]. It fails only where trying is pointless (bad settings, a store
    /// that cannot be written), with a message that names the thing and the mend.
    ///
    /// A session can move to another server: that one begins where `copies` say that this one was. They are given here and not
    /// when the adapter is made, because an adapter is made before the server knows whether it may act.
    /// @param copies of all that the session keeps, each there before it counts
    /// @param mayAct whether this server has the session; asked on any thread, often, and as late as possible before bytes
    ///     leave. Where it says no, nothing leaves: the line is closed without a Logout, and none is opened until it says yes
    Future<Void> start(BrokerListener listener, SessionCopies copies, BooleanSupplier mayAct);

    /// As [#start(BrokerListener, SessionCopies, BooleanSupplier)], for a server that has the session to itself.
    default Future<Void> start(BrokerListener listener) {
        return start(listener, SessionCopies.NONE, () -> true);
    }

    /// Sends in the order given. Never blocks and never throws: a message that could not be sent is told by
    /// [BrokerListener#onSession].
    void send(List<Outbound> batch);

    /// These messages, delivered to [BrokerListener#onReports] with these numbers, are in the journal: the broker need not
    /// send them again. In any order, each once. Until then the adapter does not let the broker believe that we have
    /// them: after a crash they come again. Never blocks.
    default void acknowledge(List<Long> msgSeqNums) {}

    /// When the broker was last heard. Unlike all else, to be asked on any thread; never blocks.
    default LastHeard lastHeard() {
        return LastHeard.NEVER;
    }

    /// Logs out and closes the line.
    Future<Void> stop();
}
