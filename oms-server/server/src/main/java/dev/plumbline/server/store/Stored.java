package dev.plumbline.server.store;

import java.util.List;
import java.util.stream.IntStream;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.journal.Kept;

/// What a restart needs of the [Store].
public interface Stored {
    /// What is stored of `shard`.
    Future<StoredShard> positionOf(int shard);

    /// [#positionOf(int)] of the first `shards` shards, in one question.
    default Future<List<StoredShard>> positionsOf(int shards) {
        return Future.all(IntStream.range(0, shards).mapToObj(this::positionOf).toList()).map(CompositeFuture::list);
    }

    /// The hash of an event of `shard`, empty where there is no such event.
    Future<Buffer> hashOf(int shard, long seq);

    /// A page of the events of `shard` after `afterSeq`, oldest first, as the journal had them, but for their numbers there, which
    /// are 0. The last page has fewer than `limit`.
    Future<List<Kept>> events(int shard, long afterSeq, int limit);

    /// To be written, after all that was appended before; what is there already does nothing.
    void append(StoreBatch batch);
}
