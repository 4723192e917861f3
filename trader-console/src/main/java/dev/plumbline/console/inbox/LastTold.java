package dev.plumbline.console.inbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The newest of each of a few things that a desk tells of by key, such as its connections: what a snapshot does not tell of
/// is gone. Not for orders, of which there are too many to note down each.
///
/// For the FX thread.
public final class LastTold<K, V> {
    private final Map<K, V> newest;

    /// Those that the snapshot on its way has not told of yet.
    private final Set<K> untold = new HashSet<>();

    /// @param empty gives them their order
    public LastTold(Map<K, V> empty) {
        newest = empty;
    }

    public void put(K key, V value) {
        newest.put(key, value);
        untold.remove(key);
    }

    public void remove(K key) {
        newest.remove(key);
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(newest.get(key));
    }

    public Collection<V> values() {
        return newest.values();
    }

    public void snapshotBegins() {
        untold.addAll(newest.keySet());
    }

    /// Forgets what was not told of since it began, and returns it.
    public Set<K> snapshotEnds() {
        newest.keySet().removeAll(untold);
        var gone = Set.copyOf(untold);
        untold.clear();
        return gone;
    }
}
