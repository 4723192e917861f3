package dev.plumbline.server.orders;

import java.util.List;

import io.vertx.core.Future;

import dev.plumbline.server.journal.Entry;

/// A shard's inputs in a second member's memory, for as long as Postgres does not have them.
public interface Replica {
    /// Of a server that is the only one: the journal alone carries the promise.
    Replica NONE = (_, _) -> Future.succeededFuture();

    /// Completes when the effects of these inputs may run: a second member has them. Fails where none has: then Postgres
    /// has to have them first. Called in the order of the inputs; never blocks. Completes on the caller's context.
    ///
    /// @param entries of one shard, in the order of their numbers, without a gap
    Future<Void> put(int shard, List<Entry> entries);
}
