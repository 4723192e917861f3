package dev.plumbline.server.store;

import java.util.List;

import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.core.Released;
import dev.plumbline.server.journal.Kept;

/// What a shard did in one turn of its event loop, to be written. Immutable.
///
/// @param entries in the order of their numbers
public record StoreBatch(int shard, List<Entry> entries) {

    /// One input and all that changed by it. The state is stored under the number of this input, also that of an
    /// order to which a report was released that had come long before.
    ///
    /// @param changes in the order in which they happened: of one order the last one counts
    /// @param released inputs that had been parked and waited for this one
    /// @param gone orders that are no more, after all of `changes`
    public record Entry(Kept kept, List<Change> changes, List<Released> released, List<Gone> gone) {
        public Entry(Kept kept, List<Change> changes) {
            this(kept, changes, List.of(), List.of());
        }
    }
}
