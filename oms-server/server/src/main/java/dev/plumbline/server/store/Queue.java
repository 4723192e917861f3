package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Promise;

/// What waits to be written, in the order in which it was appended. Many threads append; the writer's alone takes, and
/// puts out of memory what is too much.
final class Queue {
    private final ConcurrentLinkedQueue<Item> items = new ConcurrentLinkedQueue<>();
    private final AtomicInteger backlog = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final Map<Integer, Integer> waiting = new ConcurrentHashMap<>();
    private Spill spill = new Spill();
    /// When something came to wait after nothing did, or was last committed.
    private volatile long movedAt;

    private sealed interface Item {
        record Inputs(StoreBatch batch) implements Item {}

        /// Wants to know when all before it is committed.
        record Mark(Promise<Void> reached) implements Item {}
    }

    /// What is written together, and who is told when it is.
    record Load(List<Pending> inputs, List<Promise<Void>> marks) {
        boolean isEmpty() {
            return inputs.isEmpty() && marks.isEmpty();
        }

        Map<Integer, Integer> perShard() {
            var perShard = new HashMap<Integer, Integer>();
            for (var input : inputs) perShard.merge(input.shard(), 1, Integer::sum);
            return perShard;
        }
    }

    void add(StoreBatch batch) {
        if (backlog.get() == 0) movedAt = System.nanoTime();
        backlog.addAndGet(batch.entries().size());
        held.addAndGet(batch.entries().size());
        waiting.merge(batch.shard(), batch.entries().size(), Integer::sum);
        items.add(new Item.Inputs(batch));
    }

    void mark(Promise<Void> reached) {
        items.add(new Item.Mark(reached));
    }

    /// The oldest inputs: whole batches, until there are at least `enough`. Only while nothing is spilt, as that is older.
    Load take(int enough) {
        var load = new Load(new ArrayList<>(), new ArrayList<>());
        while (load.inputs().size() < enough) {
            switch (items.poll()) {
                case Item.Inputs(var batch) -> {
                    for (var entry : batch.entries()) load.inputs().add(new Pending(batch.shard(), entry));
                }
                case Item.Mark(var reached) -> load.marks().add(reached);
                case null -> {
                    return load;
                }
            }
        }
        return load;
    }

    /// Puts all that waits out of memory, but for the newest states.
    void spill(StateSeqs written) {
        for (var item = items.poll(); item != null; item = items.poll()) {
            switch (item) {
                case Item.Inputs(var batch) -> {
                    for (var entry : batch.entries()) spill.add(new Pending(batch.shard(), entry), written);
                    held.addAndGet(-batch.entries().size());
                }
                case Item.Mark(var reached) -> spill.mark(reached);
            }
        }
    }

    /// What is spilt, and may still grow.
    Spill spilt() {
        return spill;
    }

    /// What is spilt, for good: what is spilt from now on comes after it.
    Spill takeSpilt() {
        var taken = spill;
        spill = new Spill();
        return taken;
    }

    /// What was taken waits no more.
    void done(Load load) {
        held.addAndGet(-load.inputs().size());
        movedAt = System.nanoTime();
        backlog.addAndGet(-load.inputs().size());
        noMore(load.perShard());
    }

    /// What was spilt waits no more.
    void doneSpilt(Spill spilt) {
        movedAt = System.nanoTime();
        backlog.addAndGet(-spilt.inputs());
        noMore(spilt.perShard());
    }

    private void noMore(Map<Integer, Integer> perShard) {
        perShard.forEach((shard, inputs) -> waiting.merge(shard, -inputs, Integer::sum));
    }

    /// Inputs of `shard` that are neither committed nor dropped, those taken included.
    int waiting(int shard) {
        return waiting.getOrDefault(shard, 0);
    }

    boolean isEmpty() {
        return items.isEmpty() && spill.isEmpty();
    }

    /// The lowest number in the journal that is still needed, as far as the oldest of what waits tells; `otherwise` where
    /// nothing waits.
    long firstNeeded(long otherwise) {
        if (!spill.isEmpty()) return spill.first();
        return items.peek() instanceof Item.Inputs(var batch)
                ? Math.min(otherwise, batch.entries().getFirst().kept().number())
                : otherwise;
    }

    /// Inputs in memory, those taken included.
    int held() {
        return held.get();
    }

    /// Inputs that are not yet committed, those taken included.
    int backlog() {
        return backlog.get();
    }

    /// How long what waits has been waiting without any of it being committed; 0 where nothing waits.
    long lagNanos() {
        return backlog.get() == 0 ? 0 : System.nanoTime() - movedAt;
    }
}
