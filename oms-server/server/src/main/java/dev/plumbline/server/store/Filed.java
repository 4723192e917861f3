package dev.plumbline.server.store;

import java.util.List;
import java.util.Set;

import io.vertx.core.Future;

import dev.plumbline.core.OrderKey;
import dev.plumbline.server.journal.Kept;

/// Where the inputs about one order are looked up. Any thread; futures complete on the caller's context, or fail with a
/// [StoreException] where the store cannot be asked.
public interface Filed {
    /// Those that changed it first, of all shards, by number: `limit` at most.
    Future<List<Kept>> inputsOf(OrderKey order, int limit);

    /// Refused commands that are looked at: no column says which order they were about.
    int REFUSED_MAX = 2_000;

    /// Those of a shard that may be about the same order and are filed elsewhere, by number: `limit` at most. Among them
    /// the first [#REFUSED_MAX] commands that were refused since, whatever they were about.
    Future<List<Kept>> inputsNaming(Named named, int limit);

    /// @param keys of orders that may have turned out to be it
    /// @param clOrdIDs named by inputs that changed nothing
    /// @param execIDs likewise
    /// @param releasing inputs that others may have waited for, in the order of their numbers, one at least
    record Named(int shard, Set<String> keys, Set<String> clOrdIDs, Set<String> execIDs, List<Long> releasing) {}
}
