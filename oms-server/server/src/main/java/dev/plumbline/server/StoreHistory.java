package dev.plumbline.server;

import io.vertx.core.Future;

import dev.plumbline.server.orders.History;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreBatch;

/// The shards' history is the store.
record StoreHistory(Store store) implements History {
    @Override
    public void append(StoreBatch batch) {
        store.append(batch);
    }

    @Override
    public Future<Void> committed(int shard, long seq) {
        return store.committed(shard, seq);
    }
}
