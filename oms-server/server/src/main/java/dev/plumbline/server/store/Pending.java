package dev.plumbline.server.store;

import java.util.List;

import dev.plumbline.core.Change;

/// One input that waits to be written.
record Pending(int shard, StoreBatch.Entry entry) {
    EventRow event() {
        return entry.event();
    }

    EventRow.Input input() {
        return entry.event().input();
    }

    long seq() {
        return entry.event().seq();
    }

    List<Change> changes() {
        return entry.changes();
    }

    /// Its event, without what changed by it. What it released keeps its own.
    Pending withoutChanges() {
        return new Pending(shard, new StoreBatch.Entry(entry.event(), List.of(), entry.released(), List.of()));
    }

    /// For a person: which input this is.
    @Override
    public String toString() {
        var order = changes().isEmpty() ? "" : " of order " + changes().getFirst().order().key();
        return "input " + seq() + " of shard " + shard + order;
    }
}
