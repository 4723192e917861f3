package dev.plumbline.server.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.plumbline.core.Book;
import dev.plumbline.core.CostMethod;
import dev.plumbline.server.Recovery;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FirstAnswer;
import dev.plumbline.server.journal.JournalException;
import dev.plumbline.server.journal.ShardSnapshot;
import dev.plumbline.server.journal.Snapshots;
import dev.plumbline.wire.StateHash;

/// The snapshots beside the journal: what they let it drop, and whether each is what the inputs of its shard come to.
final class SnapshotFiles {
    private final Snapshots files;
    private final Findings findings;
    private final Map<Integer, NavigableMap<Long, Snapshots.Ref>> taken = new HashMap<>();

    SnapshotFiles(Snapshots files, Findings findings) {
        this.files = files;
        this.findings = findings;
        for (var one : files.all()) taken.computeIfAbsent(one.shard(), _ -> new TreeMap<>()).put(one.seq(), one);
    }

    private NavigableMap<Long, Snapshots.Ref> of(int shard) {
        return taken.getOrDefault(shard, new TreeMap<>());
    }

    /// After which inputs of `shard` there are snapshots.
    Set<Long> seqs(int shard) {
        return of(shard).keySet();
    }

    /// Whether a restart can begin behind the input `seq` or a later one, up to `last`.
    boolean has(int shard, long seq, long last) {
        var next = of(shard).ceilingKey(seq);
        return next != null && next <= last;
    }

    int count() {
        return taken.values().stream().mapToInt(Map::size).sum();
    }

    /// The one after the input `seq`, or else the first after a later one; none where that cannot be read.
    List<ShardSnapshot> firstFrom(int shard, long seq) {
        var next = of(shard).ceilingEntry(seq);
        if (next == null) return List.of();
        try {
            return List.of(files.read(next.getValue()));
        } catch (JournalException _) {
            return List.of(); // found and told by compare
        }
    }

    void compare(Folds folds) {
        for (var ofShard : taken.values()) for (var one : ofShard.values()) compare(one, folds.of(one.shard()));
    }

    private void compare(Snapshots.Ref one, Fold fold) {
        try {
            var snapshot = files.read(one);
            if (fold.isWhole() && one.seq() > fold.last())
                findings.add(one.file() + ": is of input " + one.seq() + " of shard " + one.shard()
                        + ", and there are inputs up to " + fold.last());
            fold.after(one.seq()).ifPresent(then -> compare(one.file(), snapshot, then));
        } catch (JournalException damaged) {
            findings.add(one.file() + ": " + damaged.getMessage());
        }
    }

    private void compare(String file, ShardSnapshot snapshot, Fold.Then then) {
        var book = Book.of(CostMethod.AVERAGE_COST, Recovery.PARKED_MAX, snapshot.book());
        if (!then.stateHash().equals(StateHash.of(book)))
            findings.add(file + ": is not what the inputs of its shard come to");
        if (!then.hash().equals(snapshot.hash())) findings.add(file + ": its hash is not that of its input");
        if (!Set.copyOf(then.inFlight()).equals(Set.copyOf(snapshot.inFlight())))
            findings.add(file + ": the requests without an answer are not those of the inputs of its shard");
        if (!answers(snapshot.answers()).equals(answers(then.answers())))
            findings.add(file + ": the first answers are not those of the inputs of its shard");
    }

    /// Those that the journal knows: what nobody asked for and what failed by a fault of ours is in memory only.
    private static Map<Asker, FirstAnswer> answers(List<FirstAnswer> all) {
        return all.stream()
                .filter(one -> !one.asker().equals(Asker.NONE) && !one.text().startsWith("a fault of ours"))
                .map(one -> new FirstAnswer(one.asker(), one.clOrdID(), one.refusal(), Entry.storable(one.text())))
                .collect(Collectors.toMap(FirstAnswer::asker, one -> one, (_, later) -> later));
    }
}
