package dev.plumbline.server.orders;

import dev.plumbline.server.store.StoreBatch;

/// Where a shard's inputs and what they changed are kept for good. Called on the shard's event loop; never blocks,
/// never waits, keeps order.
public interface History {
    void append(StoreBatch batch);
}
