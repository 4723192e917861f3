package dev.plumbline.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.orders.History;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.server.store.Stored;
import dev.plumbline.server.store.StoredShard;

/// The store as one process has it: a queue that is written behind, in order, until the database has taken it. The answer
/// to a commit may get lost: then the same is written again.
class StoreLine implements History, Stored {
    private static final int AT_ONCE = 20;

    private final World world;
    private final Tables tables;
    private final Mortal mortal;
    private final Backlog journal;
    private final List<StoreBatch> queue = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean scheduled;
    private long highest;

    StoreLine(World world, Tables tables, Mortal mortal, Backlog journal) {
        this.world = world;
        this.tables = tables;
        this.mortal = mortal;
        this.journal = journal;
    }

    @Override
    public void append(StoreBatch batch) {
        mortal.effect("store");
        queue.add(batch);
        schedule(world.micros(500, 40_000));
    }

    @Override
    public Future<Void> committed(int shard, long seq) {
        if (isCommitted(shard, seq)) return Future.succeededFuture();
        var committed = Promise.<Void>promise();
        waiting.add(new Waiting(shard, seq, committed));
        return committed.future();
    }

    /// As far as this process knows.
    boolean isCommitted(int shard, long seq) {
        return queue.stream().noneMatch(batch -> batch.shard() == shard && first(batch) <= seq);
    }

    private record Waiting(int shard, long seq, Promise<Void> committed) {}

    private static long first(StoreBatch batch) {
        return batch.entries().getFirst().kept().entry().seq();
    }

    private void tellCommitted() {
        for (var one : List.copyOf(waiting)) {
            if (!isCommitted(one.shard, one.seq)) continue;
            waiting.remove(one);
            one.committed.complete();
        }
    }

    private void schedule(long nanos) {
        if (scheduled) return;
        scheduled = true;
        world.in(nanos, () -> turn(() -> {
            scheduled = false;
            if (mortal.isAlive()) write();
        }));
    }

    /// When the process is at it.
    void turn(Runnable work) {
        work.run();
    }

    boolean isAway() {
        return tables.isAway();
    }

    /// Shards of which nothing may be written any more.
    Set<Integer> lost() {
        return Set.of();
    }

    private void drop() {
        for (int shard : lost()) {
            queue.removeIf(batch -> batch.shard() == shard);
            for (var one : List.copyOf(waiting)) {
                if (one.shard != shard) continue;
                waiting.remove(one);
                one.committed.fail("shard " + shard + " was taken by another server");
            }
        }
    }

    /// The database has these.
    void wrote(List<StoreBatch> batches) {
        // Nothing to remember: what is not in the queue is there.
    }

    private void write() {
        if (queue.isEmpty()) return;
        if (!isAway()) drop();
        if (isAway()) {
            world.tally.met(Met.STORE_RETRIED);
            schedule(50 * World.MS);
            return;
        }
        var some = List.copyOf(queue.subList(0, Math.min(queue.size(), AT_ONCE)));
        mortal.effect("commit");
        tables.write(some);
        if (world.happens(60)) {
            world.tally.met(Met.STORE_ANSWER_LOST);
            world.trace("store: the answer to a commit is lost");
        } else {
            queue.subList(0, some.size()).clear();
            wrote(some);
            for (var batch : some) highest = Math.max(highest, batch.entries().getLast().kept().number());
            journal.release(queue.isEmpty() ? highest + 1 : firstWaiting());
            tellCommitted();
        }
        if (!queue.isEmpty()) schedule(world.micros(500, 10_000));
    }

    private long firstWaiting() {
        return queue.stream().mapToLong(batch -> batch.entries().getFirst().kept().number()).min().orElseThrow();
    }

    boolean isIdle() {
        return queue.isEmpty();
    }

    @Override
    public Future<StoredShard> positionOf(int shard) {
        return Future.succeededFuture(tables.position(shard));
    }

    @Override
    public Future<Buffer> hashOf(int shard, long seq) {
        var events = tables.shard(shard).events;
        return Future.succeededFuture(seq < 1 || seq > events.size() ? Buffer.buffer() : events.get((int) seq - 1).hash());
    }

    @Override
    public Future<List<Kept>> events(int shard, long afterSeq, int limit) {
        return Future.succeededFuture(tables.shard(shard).events.stream()
                .filter(kept -> kept.entry().seq() > afterSeq)
                .limit(limit)
                .map(kept -> new Kept(0, kept.entry(), kept.form(), kept.hash()))
                .toList());
    }
}
