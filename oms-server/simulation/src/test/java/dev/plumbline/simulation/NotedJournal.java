package dev.plumbline.simulation;

import java.util.List;
import java.util.function.Predicate;

import io.vertx.core.Future;

import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.Journal;
import dev.plumbline.server.journal.Kept;

/// The journal as shards have it, which notes what it says that it has: the disk is read when a server opens, and in the end.
record NotedJournal(FileJournal journal, Seat seat, SuccessionWitness witness) implements Journal {
    @Override
    public Future<List<Kept>> append(List<Entry> entries) {
        return journal.append(entries).onSuccess(kept -> kept.forEach(one -> seat.note(one, witness)));
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
