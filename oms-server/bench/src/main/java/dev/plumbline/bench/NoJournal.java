package dev.plumbline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Journal;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.wire.Wire;

/// Keeps nothing, so that what a journal costs can be measured. A store behind it gets its forms all the same.
final class NoJournal implements Journal {
    private final boolean withForms;

    NoJournal(boolean withForms) {
        this.withForms = withForms;
    }

    @Override
    public Future<List<Kept>> append(List<Entry> entries) {
        var kept = new ArrayList<Kept>(entries.size());
        for (var entry : entries)
            kept.add(new Kept(
                    0, entry, withForms ? Buffer.buffer(Wire.encode(entry.input())) : Buffer.buffer(), Chain.NOTHING));
        return Future.succeededFuture(kept);
    }

    @Override
    public void read(long number, Predicate<Kept> reader) {
        throw new IllegalStateException("nothing is kept");
    }

    @Override
    public void release(long number) {
        // Nothing is kept.
    }

    @Override
    public String closedBecause() {
        return "";
    }
}
