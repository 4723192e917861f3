package dev.plumbline.server.store;

import java.util.function.Consumer;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.journal.Kept;

/// What a restart needs of the [Store].
public interface Stored {
    /// What is stored of `shard`.
    Future<StoredShard> positionOf(int shard);

    /// The hash of an event of `shard`, empty where there is no such event.
    Future<Buffer> hashOf(int shard, long seq);

    /// Gives the events of `shard` after `afterSeq`, oldest first, as the journal had them, but for their numbers there,
    /// which are 0. Completes with how many there were.
    Future<Long> events(int shard, long afterSeq, Consumer<Kept> into);

    /// To be written, after all that was appended before; what is there already does nothing.
    void append(StoreBatch batch);
}
