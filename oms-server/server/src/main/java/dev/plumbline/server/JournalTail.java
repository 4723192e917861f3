package dev.plumbline.server;

import java.util.function.Predicate;

import dev.plumbline.server.history.Tail;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.Kept;

/// The newest inputs are in the journal.
record JournalTail(FileJournal journal) implements Tail {
    @Override
    public long released() {
        return journal.released();
    }

    @Override
    public long next() {
        return journal.next();
    }

    @Override
    public void find(long number, Predicate<EntryForm.Place> wanted, Predicate<Kept> reader) {
        journal.find(number, wanted, reader);
    }
}
