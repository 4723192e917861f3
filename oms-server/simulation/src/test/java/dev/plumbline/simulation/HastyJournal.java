package dev.plumbline.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.Journal;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.wire.Wire;

/// See [Fault#EFFECT_BEFORE_APPEND]: says at once that it is kept, with the hash that it will have.
final class HastyJournal implements Journal {
    private final FileJournal journal;
    private final Chain chain = new Chain();

    HastyJournal(FileJournal journal, int shard) {
        this.journal = journal;
        chain.begin(shard, journal.head(shard));
    }

    @Override
    public Future<List<Kept>> append(List<Entry> entries) {
        var early = new ArrayList<Kept>();
        for (var entry : entries) {
            var form = Wire.encode(entry.input());
            var hash = chain.next(entry.shard(), entry.seq(), EntryForm.encode(entry, form));
            early.add(new Kept(journal.next() + early.size(), entry, Buffer.buffer(form), hash));
        }
        journal.append(entries).onFailure(_ -> {});
        return Future.succeededFuture(early);
    }

    @Override
    public void read(long number, Predicate<Kept> reader) {
        journal.read(number, reader);
    }

    @Override
    public void release(long number) {
        journal.release(number);
    }

    @Override
    public String closedBecause() {
        return journal.closedBecause();
    }
}
