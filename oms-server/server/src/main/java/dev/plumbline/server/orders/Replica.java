package dev.plumbline.server.orders;

import java.util.List;

import io.vertx.core.Future;

import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;

/// The state of a shard's orders in a second member's memory.
public interface Replica {
    /// Completes when the effects of the batch may run: once a second member has it, at once where there is none.
    /// @param gone orders that are no more, after all of `changes`
    Future<Void> put(int shard, List<Change> changes, List<Gone> gone);
}
