package dev.plumbline.server.store;

import java.util.List;

import dev.plumbline.core.Change;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;

/// One input that waits to be written.
record Pending(int shard, StoreBatch.Entry entry) {
    Kept kept() {
        return entry.kept();
    }

    Entry event() {
        return entry.kept().entry();
    }

    long seq() {
        return event().seq();
    }

    List<Change> changes() {
        return entry.changes();
    }

    /// For a person: which input this is.
    @Override
    public String toString() {
        return "input " + seq() + " of shard " + shard;
    }
}
