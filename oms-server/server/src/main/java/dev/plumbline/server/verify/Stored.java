package dev.plumbline.server.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.buffer.Buffer;

/// What the journal is compared with: the hashes of the inputs that the store has.
final class Stored {
    /// The hash of one input, none where the store does not have it.
    interface Lookup {
        Optional<Buffer> hash(int shard, long seq);
    }

    /// No store is looked at: it has nothing to say.
    static final Lookup NOTHING = (_, _) -> Optional.empty();

    private final Lookup lookup;
    private final List<Long> stateSeqs;
    private final boolean isAlone;
    private final Map<Integer, Hashes> hashes = new HashMap<>();

    Stored(Lookup lookup, List<Long> stateSeqs, boolean isAlone) {
        this.lookup = lookup;
        this.stateSeqs = stateSeqs;
        this.isAlone = isAlone;
    }

    Hashes of(int shard) {
        return hashes.computeIfAbsent(shard, _ -> new Hashes());
    }

    Set<Integer> shards() {
        return hashes.keySet();
    }

    /// The number of the last event of `shard`, 0 for none.
    long last(int shard) {
        return hashes.containsKey(shard) ? of(shard).last() : 0;
    }

    boolean isSame(int shard, long seq, Buffer hash) {
        return of(shard).at(seq) == Hashes.start(hash);
    }

    Optional<Buffer> hash(int shard, long seq) {
        return lookup.hash(shard, seq);
    }

    /// A restart begins with no snapshot that is ahead of the states.
    long startsUpTo(int shard) {
        if (isAlone) return Long.MAX_VALUE;
        return shard < stateSeqs.size() ? stateSeqs.get(shard) : 0;
    }
}
