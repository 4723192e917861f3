package dev.plumbline.server.history;

import java.util.function.Predicate;

import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.Kept;

/// The newest inputs of all shards, in the journal. Blocks whoever reads; any thread.
public interface Tail {
    /// All records of a lower number are in the store, but for a few that are on their way to it.
    long released();

    /// The number of the next record.
    long next();

    /// Gives the `wanted` from `number` on, or from the oldest that is still there, oldest first, until `reader` returns
    /// false.
    void find(long number, Predicate<EntryForm.Place> wanted, Predicate<Kept> reader);
}
