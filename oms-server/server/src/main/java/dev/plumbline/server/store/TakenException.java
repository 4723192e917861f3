package dev.plumbline.server.store;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Shards are written by others, under higher epochs than ours: nothing of them is written here any more. Not to be tried
/// again.
public final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final TreeMap<Integer, Long> epochs;

    TakenException(Map<Integer, Long> epochs) {
        super(epochs.entrySet().stream()
                .map(taken -> "shard " + taken.getKey() + " was taken by another server, under epoch " + taken.getValue())
                .collect(Collectors.joining("; ")));
        this.epochs = new TreeMap<>(epochs);
    }

    TakenException(int shard, long epoch) {
        this(Map.of(shard, epoch));
    }

    /// The epoch of the other one, by shard.
    public Map<Integer, Long> epochs() {
        return Map.copyOf(epochs);
    }
}
