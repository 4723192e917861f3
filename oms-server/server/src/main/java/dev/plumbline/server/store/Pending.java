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

    /// Its event, without what changed by it. What it released keeps its own.
    Pending withoutChanges() {
        return new Pending(shard, new StoreBatch.Entry(entry.kept(), List.of(), entry.released(), List.of()));
    }

    /// For a person: which input this is.
    @Override
    public String toString() {
        var order = changes().isEmpty() ? "" : " of order " + changes().getFirst().order().key();
        return "input " + seq() + " of shard " + shard + order;
    }
}
