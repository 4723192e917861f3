package dev.plumbline.server.verify;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.journal.Cut;
import dev.plumbline.journal.DamagedException;
import dev.plumbline.journal.Disk;
import dev.plumbline.journal.Log;
import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.JournalException;

/// The journal, record by record: each shard's numbers without a gap and its chain unbroken; the same as in the store,
/// where that has it, too; no beginning missing that a restart needs, and no end that the store has.
final class JournalPart {
    private static final long TELL_EVERY = 100_000;

    private final Stored stored;
    private final Folds folds;
    private final SnapshotFiles snapshots;
    private final Findings findings;
    private final Consumer<String> progress;
    private final Chain chain = new Chain();
    private final Map<Integer, Long> firsts = new HashMap<>();
    private final Map<Integer, Chain.Head> heads = new HashMap<>();
    private long records;
    private long unstored;

    JournalPart(
            Stored stored, Folds folds, SnapshotFiles snapshots, Findings findings, Consumer<String> progress) {
        this.stored = stored;
        this.folds = folds;
        this.snapshots = snapshots;
        this.findings = findings;
        this.progress = progress;
    }

    long records() {
        return records;
    }

    /// Inputs that the journal has and the store does not, yet.
    long unstored() {
        return unstored;
    }

    /// Returns what a crash has left half written at the end, empty for none.
    String scan(Disk disk) throws IOException {
        try {
            var cut = Log.scan(disk, (number, record) -> {
                if (++records % TELL_EVERY == 0) progress.accept("%,d records of the journal".formatted(records));
                record(EntryForm.decode(number, record));
                return true;
            });
            for (int shard : stored.shards()) firsts.putIfAbsent(shard, stored.last(shard) + 1);
            firsts.forEach(this::beginning);
            heads.forEach(this::end);
            return cut.map(Cut::toString).orElse("");
        } catch (DamagedException damaged) {
            findings.add("journal: " + damaged.getMessage());
            return "";
        } catch (JournalException unreadable) {
            findings.add("journal: " + unreadable.getMessage());
            return "";
        }
    }

    private void record(EntryForm.Decoded decoded) {
        var kept = decoded.kept();
        var entry = kept.entry();
        int shard = entry.shard();
        long seq = entry.seq();
        var where = "journal, record " + kept.number() + " (input " + seq + " of shard " + shard + ")";
        firsts.putIfAbsent(shard, seq);
        var before = heads.get(shard);
        if (before != null && seq != before.seq() + 1)
            findings.add(where + ": follows input " + before.seq() + " of its shard");
        else if (!follows(decoded, before == null ? hashBefore(shard, seq) : Optional.of(before.hash())))
            findings.add(where + ": is not as it was written, its hash does not follow");
        heads.put(shard, new Chain.Head(seq, kept.hash()));
        if (seq <= stored.last(shard)) {
            if (!stored.isSame(shard, seq, kept.hash()))
                findings.add(where + ": is another one than the table event has under this number");
            return;
        }
        unstored++;
        if (StorePart.lacksBytes(kept)) findings.add(where + ": a message without its bytes");
        folds.add(kept, where);
    }

    /// Of the first record that is left of a shard, the store or a snapshot may know the one before it.
    private Optional<Buffer> hashBefore(int shard, long seq) {
        if (seq == 1) return Optional.of(Chain.NOTHING);
        return stored.hash(shard, seq - 1)
                .or(() -> snapshots.firstFrom(shard, seq - 1).stream()
                        .filter(snapshot -> snapshot.seq() == seq - 1)
                        .map(snapshot -> snapshot.hash())
                        .findFirst());
    }

    private boolean follows(EntryForm.Decoded decoded, Optional<Buffer> before) {
        return before.isEmpty() || chain.hash(before.get(), decoded.hashed()).equals(decoded.kept().hash());
    }

    /// What is gone may be gone where a restart has a snapshot to begin with.
    private void beginning(int shard, long first) {
        if (first == 1 || snapshots.has(shard, first - 1, stored.startsUpTo(shard))) return;
        findings.add(heads.containsKey(shard)
                ? "journal: begins with input " + first + " of shard " + shard + ", and there is no snapshot to go on from"
                : "journal: has nothing of shard " + shard + ", and the table event has the inputs up to "
                        + stored.last(shard));
    }

    private void end(int shard, Chain.Head last) {
        if (last.seq() < stored.last(shard))
            findings.add("journal: ends with input " + last.seq() + " of shard " + shard + ", and the table event has "
                    + stored.last(shard));
    }
}
