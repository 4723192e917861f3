package dev.plumbline.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.journal.MemoryDisk;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.Kept;

/// What the machine of a server keeps while no process of it runs.
final class Seat {
    MemoryDisk journalDisk = new MemoryDisk();
    /// The file of the last run that took over all.
    long lastRun;
    /// For a broken build only.
    Map<Integer, Long> epochs = Map.of();
    /// What the journal has, by shard and number: the hash up to each.
    private final Map<Integer, TreeMap<Long, Buffer>> hashes = new TreeMap<>();
    private long read;

    /// Whoever has seen to it that nobody needs it may lose it.
    void loseDisk() {
        journalDisk = new MemoryDisk();
        lastRun = 0;
        epochs = Map.of();
        forget();
    }

    /// The journal is another one from now on, or may have lost its end.
    void forget() {
        hashes.clear();
        read = 0;
    }

    /// Reads what is new in it.
    void look(FileJournal journal, SuccessionWitness witness) {
        if (journal.next() <= read + 1) return;
        journal.read(read + 1, kept -> {
            note(kept, witness);
            return true;
        });
    }

    /// The next one in the journal.
    void note(Kept kept, SuccessionWitness witness) {
        if (kept.number() != read + 1) return;
        read = kept.number();
        var shard = hashes.computeIfAbsent(kept.entry().shard(), _ -> new TreeMap<>());
        var before = shard.getOrDefault(kept.entry().seq() - 1, Buffer.buffer());
        shard.put(kept.entry().seq(), kept.hash());
        witness.kept(kept, before);
    }

    Optional<Buffer> hash(int shard, long seq) {
        return Optional.ofNullable(hashes.getOrDefault(shard, new TreeMap<>()).get(seq));
    }

    boolean has(int shard, long seq, Buffer hash) {
        return hash(shard, seq).filter(hash::equals).isPresent();
    }
}
