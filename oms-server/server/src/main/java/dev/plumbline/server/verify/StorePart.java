package dev.plumbline.server.verify;

import java.util.function.Consumer;

import dev.plumbline.core.Recorded;
import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.Archive;

/// The store: the history, event by event, and at the end the tables of states.
final class StorePart {
    private static final long TELL_EVERY = 100_000;

    private final Archive archive;
    private final Stored stored;
    private final Folds folds;
    private final Findings findings;
    private final Consumer<String> progress;
    private final Chain chain = new Chain();
    private long events;

    StorePart(Archive archive, Stored stored, Folds folds, Findings findings, Consumer<String> progress) {
        this.archive = archive;
        this.stored = stored;
        this.folds = folds;
        this.findings = findings;
        this.progress = progress;
    }

    long events() {
        return events;
    }

    void history() {
        progress.accept("the history in the store");
        archive.events(this::event);
    }

    private void event(Archive.Event event) {
        if (++events % TELL_EVERY == 0) progress.accept("%,d events of the store".formatted(events));
        int shard = event.shard();
        var where = "table event, input " + event.seq() + " of shard " + shard;
        var hashes = stored.of(shard);
        if (event.seq() != hashes.last() + 1) {
            findings.add("table event: the inputs " + (hashes.last() + 1) + " to " + (event.seq() - 1) + " of shard " + shard
                    + " are missing");
            folds.isBroken(shard);
        }
        hashes.skipTo(event.seq());
        if (event.kept().isEmpty()) {
            findings.add(where + ": " + event.unreadable());
            folds.isBroken(shard);
            return;
        }
        event(event, event.kept().getFirst(), where);
    }

    private void event(Archive.Event event, Kept kept, String where) {
        int shard = event.shard();
        if (!event.contradiction().isEmpty()) findings.add(where + ", " + event.contradiction());
        boolean isNext = event.seq() == chain.head(shard).seq() + 1;
        if (isNext && !follows(kept)) findings.add(where + ": is not as it was written, its hash does not follow");
        chain.begin(shard, new Chain.Head(event.seq(), kept.hash()));
        stored.of(shard).add(event.seq(), Hashes.start(kept.hash()));
        if (lacksBytes(kept)) findings.add(where + ": a message without its bytes");
        folds.add(kept, where);
    }

    private boolean follows(Kept kept) {
        var entry = EntryForm.encode(kept.entry(), kept.form().getBytes());
        return chain.hash(chain.head(kept.entry().shard()).hash(), entry).equals(kept.hash());
    }

    /// What a broker sent is kept as it came, also where it could not be read.
    static boolean lacksBytes(Kept kept) {
        return switch (kept.entry().what()) {
            case Recorded.Told _, Recorded.Unreadable _ -> kept.entry().raw().length() == 0;
            case Recorded.Sent _, Recorded.Refused _, Recorded.Silent _, Recorded.NotSent _, Recorded.AboutNoOrder _,
                    Recorded.Switched _, Recorded.NotSwitched _ -> false;
        };
    }

    void states() {
        progress.accept("the tables of states");
        for (var row : archive.leftOut()) findings.add(row);
        for (var row : archive.shards()) shard(row);
        for (int shard : archive.shardsWithoutRow())
            if (stored.last(shard) > 0)
                findings.add("table shard: lacks the row of shard " + shard + ", which has states");
        for (var fold : folds.all()) if (!fold.isWhole()) findings.add(fold.shortOf());
        if (folds.all().stream().allMatch(Fold::isWhole))
            for (var difference : archive.differences(folds.expected())) findings.add(difference);
    }

    private void shard(Archive.StatesOf row) {
        var where = "table shard, row " + row.shard();
        if (row.stateSeq() > stored.last(row.shard()))
            findings.add(where + ": its states are as after input " + row.stateSeq() + ", and the table event ends with "
                    + stored.last(row.shard()));
        else if (!stored.hash(row.shard(), row.stateSeq()).filter(row.hash()::equals).isPresent())
            findings.add(where + ": its hash is not that of input " + row.stateSeq());
    }
}
