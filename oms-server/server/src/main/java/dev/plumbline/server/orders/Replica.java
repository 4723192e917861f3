package dev.plumbline.server.orders;

import dev.plumbline.core.Change;
import io.vertx.core.Future;

import java.util.List;

/// The state of a shard's orders in a second member's memory.
public interface Replica {
    /// Completes when the effects of the batch may run: once a second member has it, at once where there is none.
    Future<Void> put(int shard, List<Change> changes);
}
