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

    /// Makes the session this server's, where it can have been another's: what `copies` have takes the place of what is here, and
    /// where they have nothing they get what is here. Nothing is tried and nothing leaves before [#start(BrokerListener)]. The
    /// future completes once both have the same, and fails where that cannot be.
    ///
    /// They are given here and not when the adapter is made, because an adapter is made before the server knows whether it may act.
    /// @param copies of all that the session keeps, each there before it counts
    /// @param mayAct whether this server has the session; asked on any thread, often, and as late as possible before bytes
    ///     leave. Where it says no, nothing leaves: the line is closed without a Logout, and none is opened until it says yes
    default Future<Void> take(SessionCopies copies, BooleanSupplier mayAct) {
        return Future.succeededFuture();
    }

    /// Begins to connect, and goes on trying. Where nothing was taken before, this server has the session to itself. The future completes once the adapter tries; whether the broker is
    /// there is told by [BrokerListener#onSession]. It fails only where trying is pointless (bad settings, a store
    /// that cannot be written), with a message that names the thing and the mend.
    Future<Void> start(BrokerListener listener);

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

    /// Logs out and closes the line, and lets go of what was taken. Where nothing runs, nothing happens.
    Future<Void> stop();
}
