package dev.plumbline.server.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Under which epoch this store writes each shard, and which ones it has lost for good. One thread: the writer's.
final class Epochs {
    private final Map<Integer, Long> owned = new HashMap<>();
    private final Map<Integer, Long> taken = new HashMap<>();

    /// 0 where nobody has said another.
    long of(int shard) {
        return owned.getOrDefault(shard, 0L);
    }

    void own(int shard, long epoch) {
        owned.put(shard, epoch);
    }

    /// @param by the epoch of whoever has it now
    void lose(int shard, long by) {
        taken.put(shard, by);
    }

    boolean isLost(int shard) {
        return taken.containsKey(shard);
    }

    Set<Integer> lost() {
        return taken.keySet();
    }

    /// Of a shard that is lost.
    TakenException whyLost(int shard) {
        return new TakenException(shard, taken.getOrDefault(shard, 0L));
    }

    /// @param there the epochs in Postgres, of shards whose rows are locked
    /// @throws TakenException where one is higher than ours
    void check(Map<Integer, Long> there) {
        var higher = new HashMap<Integer, Long>();
        there.forEach((shard, epoch) -> {
            if (epoch > of(shard)) higher.put(shard, epoch);
        });
        if (!higher.isEmpty()) throw new TakenException(higher);
    }
}
