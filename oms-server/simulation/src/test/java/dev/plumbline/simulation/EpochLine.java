package dev.plumbline.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.server.store.StoredShard;

/// The store as one of several servers has it: each shard is written under an epoch, and one that somebody has under a higher one
/// is lost. What is committed is known from commits of its own.
final class EpochLine extends StoreLine {
    private final SuccessionCluster cluster;
    private final Candidate process;
    private final Tables tables;
    private final Map<Integer, Long> epochs = new HashMap<>();
    private final Map<Integer, Long> known = new HashMap<>();
    private final Map<Integer, StoredShard> looked = new HashMap<>();
    private final Set<Integer> lost = new HashSet<>();
    private boolean isStale;

    EpochLine(SuccessionCluster cluster, Candidate process, Mortal mortal, Backlog journal) {
        super(cluster.world, cluster.tables, mortal, journal);
        this.cluster = cluster;
        this.process = process;
        this.tables = cluster.tables;
    }

    /// @return whether no other has it
    boolean own(int shard, long epoch) {
        if (cluster.fault == SuccessionFault.STORE_NOT_FENCED) return true;
        if (tables.own(shard, epoch) > epoch) return false;
        epochs.put(shard, epoch);
        return true;
    }

    /// From now on the position of a shard is the one that was looked at last: see [SuccessionFault#NOT_FOLLOWED].
    void answersFromMemory() {
        isStale = true;
    }

    @Override
    void turn(Runnable work) {
        process.here(work);
    }

    @Override
    boolean isAway() {
        return !cluster.reachesStore(process.name);
    }

    @Override
    Set<Integer> lost() {
        if (cluster.fault == SuccessionFault.STORE_NOT_FENCED) return Set.of();
        for (int shard = 0; shard < Terms.SHARDS; shard++)
            if (tables.epochs().getOrDefault(shard, 0L) > epochs.getOrDefault(shard, 0L)) lost.add(shard);
        return lost;
    }

    @Override
    void wrote(List<StoreBatch> batches) {
        for (var batch : batches) known.merge(batch.shard(), batch.entries().getLast().kept().entry().seq(), Math::max);
    }

    @Override
    boolean isCommitted(int shard, long seq) {
        return known.getOrDefault(shard, 0L) >= seq;
    }

    @Override
    public Future<StoredShard> positionOf(int shard) {
        if (isAway()) return away();
        var now = isStale ? looked.getOrDefault(shard, tables.position(shard)) : tables.position(shard);
        looked.put(shard, now);
        return Future.succeededFuture(now);
    }

    @Override
    public Future<Buffer> hashOf(int shard, long seq) {
        return isAway() ? away() : super.hashOf(shard, seq);
    }

    @Override
    public Future<List<Kept>> events(int shard, long afterSeq, int limit) {
        return isAway() ? away() : super.events(shard, afterSeq, limit);
    }

    private static <T> Future<T> away() {
        return Future.failedFuture(new StoreException("Postgres is away"));
    }
}
