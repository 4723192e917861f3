package dev.plumbline.server.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.plumbline.journal.FileDisk;
import dev.plumbline.server.journal.JournalException;
import dev.plumbline.server.journal.Snapshots;
import dev.plumbline.server.store.Archive;
import dev.plumbline.server.store.StoreConfig;

/// Goes through the history in the store and through the journal, input by input: numbers without a gap, the hash chain
/// unbroken, both the same where both have it; does every input once more, and compares what comes of it with what was
/// recorded, with the tables of states and with the snapshots. Reads only. Blocks its caller.
public final class Verifier {
    private final Path journal;
    private final Optional<StoreConfig> store;
    private final Consumer<String> progress;
    private final Findings findings = new Findings();

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
                var snapshots = new SnapshotFiles(new Snapshots(disk), findings);
                return store.isEmpty() ? alone(disk, snapshots) : withStore(disk, snapshots, store.get());
            }
        } catch (IOException failed) {
            throw new JournalException("the journal in " + journal + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private Report alone(FileDisk disk, SnapshotFiles snapshots) throws IOException {
        var folds = Folds.ofJournalAlone(findings, snapshots);
        var part = new JournalPart(new Stored(Stored.NOTHING, List.of(), true), folds, snapshots, findings, progress);
        var cut = journal(part, disk);
        return report(folds, snapshots, 0, part, cut);
    }

    private Report withStore(FileDisk disk, SnapshotFiles snapshots, StoreConfig config) throws IOException {
        try (var archive = Archive.open(config)) {
            var stateSeqs = archive.stateSeqs(0);
            var stored = new Stored(archive::hash, stateSeqs, false);
            var folds = Folds.withStore(findings, snapshots, stateSeqs);
            var storePart = new StorePart(archive, stored, folds, findings, progress);
            var journalPart = new JournalPart(stored, folds, snapshots, findings, progress);
            storePart.history();
            var cut = journal(journalPart, disk);
            storePart.states();
            return report(folds, snapshots, storePart.events(), journalPart, cut);
        }
    }

    private String journal(JournalPart part, FileDisk disk) throws IOException {
        progress.accept("the journal in " + journal);
        return part.scan(disk);
    }

    private Report report(Folds folds, SnapshotFiles snapshots, long events, JournalPart part, String cut) {
        snapshots.compare(folds);
        long orders = 0;
        long executions = 0;
        long positions = 0;
        for (var fold : folds.all()) {
            fold.addUp();
            orders += fold.book().size();
            positions += fold.book().positions().size();
            for (var order : fold.book().orders()) executions += order.executions().size();
        }
        return new Report(
                folds.all().size(), events, part.records(), part.unstored(), orders, executions, positions,
                snapshots.count(), cut, findings);
    }
}
