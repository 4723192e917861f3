package dev.plumbline.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.plumbline.journal.Durability;
import dev.plumbline.journal.Log;
import dev.plumbline.journal.LogConfig;
import dev.plumbline.journal.MemoryDisk;

/// The chain of each shard through one journal, and who has been at it.
class JournalWriterTest {
    private static final LogConfig CONFIG = LogConfig.of(Durability.POWER);

    @Test
    void numbersAreOfTheServerAndTheChainIsOfTheShard() throws IOException {
        var disk = new MemoryDisk();
        try (var writer = JournalWriter.open(disk, CONFIG)) {
            writer.write(List.of(
                    JournalWriter.Job.of(List.of(Entries.of(3, 1))), JournalWriter.Job.of(List.of(Entries.of(4, 1))),
                    JournalWriter.Job.of(List.of(Entries.of(3, 2)))));
            assertThat(writer.figures().flushes()).isEqualTo(1);
        }
        try (var writer = JournalWriter.open(disk, CONFIG)) {
            var seen = new ArrayList<String>();
            writer.replay(Map.of(), 1, kept ->
                    seen.add(kept.number() + ": " + kept.entry().shard() + "." + kept.entry().seq()));
            assertThat(seen).containsExactly("1: 3.1", "2: 4.1", "3: 3.2");
        }
    }

    @Test
    void aReplayBeginsBehindTheHeads() throws IOException {
        var disk = written(1, 2, 3);
        var kept = new ArrayList<Kept>();
        JournalWriter.open(disk, CONFIG).read(1, kept::add);
        var seen = new ArrayList<Long>();
        JournalWriter.open(disk, CONFIG).replay(
                Map.of(3, new Chain.Head(2, kept.get(1).hash())), 1, one -> seen.add(one.entry().seq()));
        assertThat(seen).containsExactly(3L);
    }

    @Test
    void aHeadOfAnotherHistoryIsRefused() throws IOException {
        var disk = written(1, 2, 3);
        assertThatThrownBy(() -> JournalWriter.open(disk, CONFIG).replay(
                Map.of(3, new Chain.Head(2, Chain.NOTHING)), 1, _ -> true))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("input 3 of shard 3 (record 3) does not follow from the one before it");
    }

    /// Records that are whole, each by its own checksum, as one who knows the form would write them.
    @Test
    void aChangedAMissingAndASwappedEntryAreRefusedByShardAndInput() throws IOException {
        var records = records(written(1, 2, 3));
        var changed = records.get(1).clone();
        changed[changed.length - 1] ^= 1;
        assertRefused(List.of(records.get(0), changed, records.get(2)), "input 2 of shard 3 (record 2) does not follow");
        assertRefused(List.of(records.get(0), records.get(2)), "lacks the inputs 2 to 2 of shard 3");
        assertRefused(List.of(records.get(1), records.get(0), records.get(2)), "lacks the inputs 1 to 1 of shard 3");
    }

    private static void assertRefused(List<byte[]> records, String words) throws IOException {
        var disk = new MemoryDisk();
        try (var log = Log.open(disk, CONFIG)) {
            for (var record : records) log.append(ByteBuffer.wrap(record));
            log.flush();
        }
        assertThatThrownBy(() -> JournalWriter.open(disk, CONFIG).replay(Map.of(), 1, _ -> true))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(words);
    }

    private static MemoryDisk written(long... seqs) throws IOException {
        var disk = new MemoryDisk();
        try (var writer = JournalWriter.open(disk, CONFIG)) {
            for (long seq : seqs) {
                var job = JournalWriter.Job.of(List.of(Entries.of(3, seq)));
                writer.write(List.of(job));
                assertThat(job.kept().future().succeeded()).isTrue();
            }
        }
        return disk;
    }

    private static List<byte[]> records(MemoryDisk disk) throws IOException {
        var records = new ArrayList<byte[]>();
        Log.scan(disk, (_, record) -> {
            var bytes = new byte[record.remaining()];
            record.get(bytes);
            return records.add(bytes);
        });
        return records;
    }
}
