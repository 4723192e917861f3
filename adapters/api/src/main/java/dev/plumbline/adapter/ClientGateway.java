package dev.plumbline.adapter;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.vertx.core.Future;

import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;

/// One port on which clients log on, send orders, and are told what becomes of them. Started on the server that acts, and nowhere
/// else; once.
public interface ClientGateway {
    /// First: takes what the sessions have kept, here or at the server that had them last. When this completes, all of it is in our
    /// folder. Fails where a folder cannot be used.
    ///
    /// @param copies of each session, by its name
    /// @param mayAct whether this server may still act; asked before anything is written, by any thread
    Future<Void> take(Function<String, SessionCopies> copies, BooleanSupplier mayAct);

    /// Then, once the server has its orders: lets clients in. Fails where the port is taken, or the server does not say which orders
    /// there are.
    Future<Void> start();

    /// Orders that have changed, each shard's in the order in which they did. Any thread, from before the start on; returns at once.
    void changed(List<Change> changed);

    /// Orders that are no more. Any thread.
    void gone(List<Gone> gone);

    /// Lines that were refused since the start.
    long refused();

    /// Logs out whoever is there. What orders there are stays. Harmless where it was not started.
    Future<Void> stop();
}
