package dev.plumbline.server.verify;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.journal.ShardSnapshot;
import dev.plumbline.server.store.ExpectedStates;

/// The folds of all shards, and what the tables of states should hold by them.
final class Folds {
    private final Findings findings;
    private final SnapshotFiles snapshots;
    private final List<Long> stateSeqs;
    private final boolean isAlone;
    private final ExpectedStates expected = new ExpectedStates();
    private final Map<Integer, Fold> folds = new TreeMap<>();

    private Folds(Findings findings, SnapshotFiles snapshots, List<Long> stateSeqs, boolean isAlone) {
        this.findings = findings;
        this.snapshots = snapshots;
        this.stateSeqs = stateSeqs;
        this.isAlone = isAlone;
    }

    /// @param stateSeqs of each shard, after which input its states are
    static Folds withStore(Findings findings, SnapshotFiles snapshots, List<Long> stateSeqs) {
        return new Folds(findings, snapshots, stateSeqs, false);
    }

    /// Without a store a shard of which the journal has dropped the first inputs begins with a snapshot.
    static Folds ofJournalAlone(Findings findings, SnapshotFiles snapshots) {
        return new Folds(findings, snapshots, List.of(), true);
    }

    void add(Kept kept, String where) {
        folds.computeIfAbsent(kept.entry().shard(), shard -> behind(shard, kept.entry().seq() - 1)).add(kept, where);
    }

    private Fold behind(int shard, long seq) {
        var before = isAlone && seq > 0 ? snapshots.firstFrom(shard, seq) : List.<ShardSnapshot>of();
        return before.stream().findFirst()
                .map(snapshot -> Fold.from(snapshot, findings, snapshots.seqs(shard)))
                .orElseGet(() -> fromTheFirst(shard));
    }

    private Fold fromTheFirst(int shard) {
        long stateSeq = shard < stateSeqs.size() ? stateSeqs.get(shard) : 0;
        return Fold.fromTheFirst(shard, stateSeq, expected, findings, snapshots.seqs(shard));
    }

    /// An input of `shard` is missing or cannot be read.
    void isBroken(int shard) {
        folds.computeIfAbsent(shard, this::fromTheFirst).isBroken();
    }

    /// Of a shard that perhaps had no input that is left.
    Fold of(int shard) {
        return folds.computeIfAbsent(shard, _ -> behind(shard, 1));
    }

    ExpectedStates expected() {
        return expected;
    }

    Collection<Fold> all() {
        return folds.values();
    }
}
