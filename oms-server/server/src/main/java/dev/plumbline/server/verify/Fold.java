package dev.plumbline.server.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.plumbline.core.Book;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.Recorded;
import dev.plumbline.server.Recovery;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.ExpectedStates;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.StateHash;

/// All inputs of one shard from the first on, done once more.
final class Fold {
    private final int shard;
    private final long stateSeq;
    private final ExpectedStates expected;
    private final Findings findings;
    private final Set<Long> snapshotSeqs;
    private final Book book = new Book(CostMethod.AVERAGE_COST, Recovery.PARKED_MAX);
    private final Map<Long, String> hashes = new HashMap<>();
    private long last;
    private long counted;
    private boolean broken;

    /// @param stateSeq the tables of states are as after this input
    /// @param snapshotSeqs after which inputs there are snapshots
    Fold(int shard, long stateSeq, ExpectedStates expected, Findings findings, Set<Long> snapshotSeqs) {
        this.shard = shard;
        this.stateSeq = stateSeq;
        this.expected = expected;
        this.findings = findings;
        this.snapshotSeqs = snapshotSeqs;
    }

    /// The next input; one that does not follow the last ends it, as nothing that follows could be right.
    void add(Kept kept, String where) {
        var entry = kept.entry();
        if (broken || entry.seq() <= last) return;
        if (entry.seq() != last + 1) {
            broken = true;
            return;
        }
        last = entry.seq();
        var result = new Recorded(entry.seq(), "", entry.what()).into(book);
        boolean isRefused = entry.what() instanceof Recorded.Refused;
        if (!isRefused) counted++;
        if (result.outcome() != entry.outcome())
            findings.add(where + ": the outcome is " + entry.outcome() + ", and done again " + result.outcome());
        if (!isRefused && !result.reason().equals(entry.reason()))
            findings.add(where + ": the reason is '" + entry.reason() + "', and done again '" + result.reason() + "'");
        var order = result.changes().isEmpty() ? "" : result.changes().getFirst().order().key().value();
        if (!order.equals(entry.order()))
            findings.add(where + ": the order is '" + entry.order() + "', and done again '" + order + "'");
        if (entry.seq() <= stateSeq)
            expected.add(new StoreBatch.Entry(kept, result.changes(), result.released(), result.gone()));
        if (snapshotSeqs.contains(entry.seq())) hashes.put(entry.seq(), StateHash.of(book));
    }

    /// An input is missing or cannot be read.
    void isBroken() {
        broken = true;
    }

    boolean isWhole() {
        return !broken;
    }

    /// The number of the last input that is in it.
    long last() {
        return last;
    }

    Book book() {
        return book;
    }

    /// Of the state after `seq`, which was asked for.
    String hashAt(long seq) {
        return hashes.getOrDefault(seq, "");
    }

    /// Every input became one thing.
    void addUp() {
        if (book.counts().inputs() != counted)
            findings.add("shard " + shard + ": " + counted + " inputs became " + book.counts());
    }
}
