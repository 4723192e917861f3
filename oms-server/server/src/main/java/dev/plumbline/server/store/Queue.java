package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Promise;

/// What waits to be written, in the order in which it was appended. Many threads append, one takes.
final class Queue {
    private final ConcurrentLinkedQueue<Item> items = new ConcurrentLinkedQueue<>();
    private final AtomicInteger backlog = new AtomicInteger();

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
    }

    void add(StoreBatch batch) {
        backlog.addAndGet(batch.entries().size());
        items.add(new Item.Inputs(batch));
    }

    void mark(Promise<Void> reached) {
        items.add(new Item.Mark(reached));
    }

    /// The oldest inputs: whole batches, until there are at least `enough`.
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

    /// `inputs` of those that were taken are committed, or given up.
    void done(int inputs) {
        backlog.addAndGet(-inputs);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /// Inputs that are not yet committed, those taken included.
    int backlog() {
        return backlog.get();
    }
}
