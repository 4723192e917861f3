package dev.plumbline.server.store;

import java.util.HashMap;
import java.util.Map;

/// The input of each shard after which its states are in the tables, as far as is known.
final class StateSeqs {
    private final Map<Integer, Long> seqs = new HashMap<>();

    /// 0 where nothing is.
    long of(int shard) {
        return seqs.getOrDefault(shard, 0L);
    }

    void written(int shard, long seq) {
        seqs.merge(shard, seq, Math::max);
    }
}
