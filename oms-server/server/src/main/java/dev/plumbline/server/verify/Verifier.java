package dev.plumbline.server.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.plumbline.core.Book;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.Recorded;
import dev.plumbline.journal.Cut;
import dev.plumbline.journal.DamagedException;
import dev.plumbline.journal.FileDisk;
import dev.plumbline.journal.Log;
import dev.plumbline.server.Recovery;
import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.JournalException;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.journal.Snapshots;
import dev.plumbline.server.store.Archive;
import dev.plumbline.server.store.ExpectedStates;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.wire.StateHash;

/// Goes through the history in the store and through the journal, input by input: numbers without a gap, the hash chain
/// unbroken, both the same where both have it; does every input once more, and compares what comes of it with what was
/// recorded, with the tables of states and with the snapshots. Reads only. Blocks its caller.
public final class Verifier {
    private static final long TELL_EVERY = 100_000;

    private final Path journal;
    private final Optional<StoreConfig> store;
    private final Consumer<String> progress;
    private final Findings findings = new Findings();
    private final ExpectedStates expected = new ExpectedStates();
    private final Chain chain = new Chain();
    private final Map<Integer, Fold> folds = new HashMap<>();
    private final Map<Integer, Hashes> stored = new HashMap<>();
    private final Map<Integer, Set<Long>> snapshotSeqs = new HashMap<>();
    private List<Long> stateSeqs = List.of();
    private long events;
    private long records;
    private long unstored;
    private int snapshots;

    /// @param store empty to look at the journal alone
    public Verifier(Path journal, Optional<StoreConfig> store, Consumer<String> progress) {
        this.journal = journal;
        this.store = store;
        this.progress = progress;
    }

    /// What was looked at, and what was found.
    ///
    /// @param events in the store
    /// @param records in the journal
    /// @param unstored inputs that the journal has and the store does not, yet
    /// @param cut the torn end of the journal, empty for none: no finding, a restart cuts it off
    public record Report(
            int shards, long events, long records, long unstored, long orders, long executions, long positions,
            int snapshots, String cut, Findings findings) {
        public boolean isClean() {
            return findings.count() == 0;
        }
    }

    /// @throws JournalException where the journal cannot be read at all, or a server is running on it
    public Report run() {
        if (!Files.isDirectory(journal)) throw new JournalException("there is no journal in " + journal);
        try {
            var disk = FileDisk.of(journal);
            try (var _ = disk.lock()) {
                return run(disk);
            }
        } catch (IOException failed) {
            throw new JournalException("the journal in " + journal + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private Report run(FileDisk disk) throws IOException {
        var taken = new Snapshots(disk);
        for (var one : taken.all()) snapshotSeqs.computeIfAbsent(one.shard(), _ -> new HashSet<>()).add(one.seq());
        if (store.isPresent()) {
            try (var archive = Archive.open(store.get())) {
                stateSeqs = archive.stateSeqs(0);
                progress.accept("the history in the store");
                archive.events(this::event);
                var cut = journal(disk);
                states(archive);
                return report(taken, cut);
            }
        }
        return report(taken, journal(disk));
    }

    // ---- the history

    private void event(Archive.Event event) {
        if (++events % TELL_EVERY == 0) progress.accept("%,d events of the store".formatted(events));
        int shard = event.shard();
        var where = "table event, input " + event.seq() + " of shard " + shard;
        var hashes = stored.computeIfAbsent(shard, _ -> new Hashes());
        if (event.seq() != hashes.last() + 1) {
            findings.add("table event: the inputs " + (hashes.last() + 1) + " to " + (event.seq() - 1) + " of shard " + shard
                    + " are missing");
            fold(shard).isBroken();
        }
        if (event.kept().isEmpty()) {
            findings.add(where + ": " + event.unreadable());
            fold(shard).isBroken();
            hashes.skipTo(event.seq());
            return;
        }
        var kept = event.kept().getFirst();
        if (!event.contradiction().isEmpty()) findings.add(where + ", " + event.contradiction());
        boolean isFollowing = event.seq() == chain.head(shard).seq() + 1;
        if (isFollowing && !follows(kept)) findings.add(where + ": is not as it was written, its hash does not follow");
        chain.begin(shard, new Chain.Head(event.seq(), kept.hash()));
        hashes.add(event.seq(), Hashes.start(kept.hash()));
        raw(kept, where);
        fold(shard).add(kept, where);
    }

    private boolean follows(Kept kept) {
        var entry = EntryForm.encode(kept.entry(), kept.form().getBytes());
        return chain.hash(chain.head(kept.entry().shard()).hash(), entry).equals(kept.hash());
    }

    private void raw(Kept kept, String where) {
        boolean isMessage = kept.entry().what() instanceof Recorded.Told || kept.entry().what() instanceof Recorded.Unreadable;
        if (isMessage && kept.entry().raw().length() == 0) findings.add(where + ": a message without its bytes");
    }

    private Fold fold(int shard) {
        return folds.computeIfAbsent(shard, _ -> new Fold(
                shard, shard < stateSeqs.size() ? stateSeqs.get(shard) : 0, expected, findings,
                snapshotSeqs.getOrDefault(shard, Set.of())));
    }

    // ---- the journal

    private String journal(FileDisk disk) throws IOException {
        progress.accept("the journal in " + journal);
        var own = new HashMap<Integer, Chain.Head>();
        try {
            var cut = Log.scan(disk, (number, record) -> {
                if (++records % TELL_EVERY == 0) progress.accept("%,d records of the journal".formatted(records));
                record(EntryForm.decode(number, record), own);
                return true;
            });
            lost(own);
            return cut.map(Cut::toString).orElse("");
        } catch (DamagedException damaged) {
            findings.add("journal: " + damaged.getMessage());
            return "";
        } catch (JournalException unreadable) {
            findings.add("journal: " + unreadable.getMessage());
            return "";
        }
    }

    private void record(EntryForm.Decoded decoded, Map<Integer, Chain.Head> own) {
        var kept = decoded.kept();
        var entry = kept.entry();
        int shard = entry.shard();
        var where = "journal, record " + kept.number() + " (input " + entry.seq() + " of shard " + shard + ")";
        var before = own.get(shard);
        if (before == null && entry.seq() == 1) before = Chain.BEGINNING;
        if (before != null) {
            if (entry.seq() != before.seq() + 1)
                findings.add(where + ": follows input " + before.seq() + " of its shard");
            else if (!chain.hash(before.hash(), decoded.hashed()).equals(kept.hash()))
                findings.add(where + ": is not as it was written, its hash does not follow");
        }
        own.put(shard, new Chain.Head(entry.seq(), kept.hash()));
        var hashes = stored.get(shard);
        boolean isStored = hashes != null && entry.seq() <= hashes.last();
        if (hashes != null && isStored) {
            if (hashes.at(entry.seq()) != Hashes.start(kept.hash()))
                findings.add(where + ": is another one than the table event has under this number");
            return;
        }
        unstored++;
        raw(kept, where);
        fold(shard).add(kept, where);
    }

    /// What the store has and the journal should have, too.
    private void lost(Map<Integer, Chain.Head> own) {
        if (own.isEmpty()) return;
        stored.forEach((shard, hashes) -> {
            var last = own.get(shard);
            if (last != null && last.seq() < hashes.last())
                findings.add("journal: ends with input " + last.seq() + " of shard " + shard + ", and the table event has "
                        + hashes.last());
        });
    }

    // ---- what came of it

    private void states(Archive archive) {
        progress.accept("the tables of states");
        for (var row : archive.leftOut()) findings.add(row);
        for (var one : folds.entrySet())
            if (!one.getValue().isWhole())
                findings.add("shard " + one.getKey() + ": its inputs could be done again up to " + one.getValue().last()
                        + " only, so its states are not looked at further");
        if (folds.values().stream().allMatch(Fold::isWhole))
            for (var difference : archive.differences(expected)) findings.add(difference);
    }

    private Report report(Snapshots taken, String cut) {
        snapshots(taken);
        long orders = 0;
        long executions = 0;
        long positions = 0;
        for (var fold : folds.values()) {
            fold.addUp();
            orders += fold.book().orders().size();
            positions += fold.book().positions().size();
            for (var order : fold.book().orders()) executions += order.executions().size();
        }
        return new Report(
                folds.size(), events, records, unstored, orders, executions, positions, snapshots, cut, findings);
    }

    private void snapshots(Snapshots taken) {
        for (var one : new ArrayList<>(taken.all())) {
            snapshots++;
            try {
                var snapshot = taken.read(one);
                var book = Book.of(CostMethod.AVERAGE_COST, Recovery.PARKED_MAX, snapshot.book());
                var byInputs = folds.containsKey(one.shard()) ? folds.get(one.shard()).hashAt(one.seq()) : "";
                if (!byInputs.isEmpty() && !byInputs.equals(StateHash.of(book)))
                    findings.add(one.file() + ": is not what the inputs of its shard come to");
            } catch (JournalException damaged) {
                findings.add(one.file() + ": " + damaged.getMessage());
            }
        }
    }
}
