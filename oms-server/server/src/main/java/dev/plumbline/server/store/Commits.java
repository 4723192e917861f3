package dev.plumbline.server.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

import io.vertx.core.Promise;

/// Who wants to know when Postgres has an input. One thread: the writer's.
final class Commits {
    /// The last input of each shard that Postgres has of us, as far as is known.
    private final Map<Integer, Long> seqs = new HashMap<>();
    private final Map<Integer, PriorityQueue<Waiter>> waiters = new HashMap<>();

    private record Waiter(long seq, Promise<Void> reached) {}

    void await(int shard, long seq, Promise<Void> reached) {
        if (seqs.getOrDefault(shard, 0L) >= seq) reached.complete();
        else waiters.computeIfAbsent(shard, _ -> new PriorityQueue<>(Comparator.comparingLong(Waiter::seq)))
                .add(new Waiter(seq, reached));
    }

    /// Postgres has the input `seq` of `shard`, and all before it.
    void have(int shard, long seq) {
        long last = seqs.merge(shard, seq, Math::max);
        var waiting = waiters.get(shard);
        if (waiting == null) return;
        for (var first = waiting.peek(); first != null && first.seq() <= last; first = waiting.peek()) {
            waiting.remove();
            first.reached().complete();
        }
    }

    void fail(int shard, RuntimeException why) {
        var waiting = waiters.remove(shard);
        if (waiting != null) for (var one : waiting) one.reached().fail(why);
    }

    void failAll(RuntimeException why) {
        for (var waiting : waiters.values()) for (var one : waiting) one.reached().fail(why);
        waiters.clear();
    }
}
