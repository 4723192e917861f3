package dev.plumbline.server.orders;

import io.vertx.core.Future;

import dev.plumbline.server.store.StoreBatch;

/// Where a shard's inputs and what they changed are kept for good. Called on the shard's event loop; never blocks,
/// never waits, keeps order.
public interface History {
    void append(StoreBatch batch);

    /// Completes when an input that was appended is there for good, and all before it. Fails where it never will be:
    /// another server owns the shard.
    Future<Void> committed(int shard, long seq);
}
