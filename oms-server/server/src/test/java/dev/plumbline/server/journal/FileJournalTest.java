package dev.plumbline.server.journal;

import static dev.plumbline.server.journal.Entries.batch;
import static dev.plumbline.server.journal.Entries.entry;
import static dev.plumbline.server.journal.Entries.places;
import static dev.plumbline.server.journal.Entries.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.plumbline.core.Book;
import dev.plumbline.journal.Disk;
import dev.plumbline.journal.Durability;
import dev.plumbline.journal.Log;
import dev.plumbline.journal.LogConfig;
import dev.plumbline.journal.MemoryDisk;
import dev.plumbline.server.Await;
import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.ops.Metrics;
import dev.plumbline.server.orders.Figures;

/// Mostly without its thread: what writes runs when the test says so.
class FileJournalTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final MemoryDisk disk = new MemoryDisk();
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();

    private FileJournal open(Disk on) {
        return open(on, LogConfig.SEGMENT_BYTES);
    }

    /// Ready to go on from the beginning.
    private FileJournal open(Disk on, long segmentBytes) {
        var config = new JournalConfig(folder, Durability.POWER, AN_HOUR, segmentBytes, Duration.ofMillis(50), 1 << 20);
        var journal = FileJournal.driven(config, on, turns::add);
        journal.replay(Map.of(), 1, _ -> true);
        return journal;
    }

    private void runTurns() {
        while (!turns.isEmpty()) turns.poll().run();
    }

    @Test
    void anAppendCompletesOnceItIsWrittenAndNotBefore() throws IOException {
        var journal = open(disk);
        var kept = journal.append(batch(1, 1, 2));
        assertThat(kept.isComplete()).isFalse();
        assertThat(places(journal)).isEmpty();
        runTurns();
        assertThat(Await.done(kept)).extracting(Kept::number).containsExactly(1L, 2L);
        assertThat(records(disk.afterPowerCut(_ -> 0))).as("forced, not only written").hasSize(2);
        assertThat(journal.next()).isEqualTo(3);
    }

    @Test
    void whatWaitsGoesIntoOneFlushWhateverTheShard() {
        var journal = open(disk);
        var kept = List.of(
                journal.append(batch(1, 1, 2)), journal.append(batch(2, 1, 3)), journal.append(batch(1, 3, 3)));
        assertThat(journal.figures().waiting()).isEqualTo(3);
        turns.poll().run();
        assertThat(kept).allMatch(Future::succeeded);
        assertThat(places(journal)).containsExactly("1.1", "1.2", "2.1", "2.2", "2.3", "1.3");
        assertThat(journal.figures().flushes()).isEqualTo(1);
        assertThat(journal.figures().entries()).isEqualTo(6);
        assertThat(journal.figures().waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void aRestartGoesOnBehindWhatIsThere(Durability durability) {
        var config = new JournalConfig(folder, durability, AN_HOUR);
        try (var journal = FileJournal.open(config)) {
            journal.replay(Map.of(), 1, _ -> true);
            Await.done(journal.append(batch(1, 1, 3)));
            Await.done(journal.append(batch(2, 1, 1)));
        }
        try (var journal = FileJournal.open(config)) {
            var replayed = new ArrayList<String>();
            journal.replay(Map.of(), 1, kept -> replayed.add(Entries.place(kept)));
            assertThat(replayed).containsExactly("1.1", "1.2", "1.3", "2.1");
            assertThat(Await.done(journal.append(batch(1, 4, 4)))).extracting(Kept::number).containsExactly(5L);
        }
    }

    @Test
    void aRestartBeginsBehindTheSnapshotOfEachShard() {
        var journal = open(disk);
        var kept = journal.append(batch(1, 1, 3));
        journal.append(batch(2, 1, 2));
        runTurns();
        var second = Await.done(kept).get(1);
        var again = FileJournal.driven(new JournalConfig(folder, Durability.POWER, AN_HOUR), disk, turns::add);
        var replayed = new ArrayList<String>();
        again.replay(Map.of(1, new Chain.Head(2, second.hash())), 1, found -> replayed.add(Entries.place(found)));
        assertThat(replayed).containsExactly("1.3", "2.1", "2.2");
        assertThat(again.head(1).seq()).isEqualTo(3);
    }

    /// Each as whole records with right checksums: somebody has been at it who knows the form. Inputs of two shards:
    /// 1.1 1.2 2.1 1.3 1.4.
    @Test
    void whatDoesNotFollowFromTheOneBeforeIsRefused() throws IOException {
        var journal = open(disk);
        for (var entries : List.of(batch(1, 1, 2), batch(2, 1, 1), batch(1, 3, 4))) journal.append(entries);
        runTurns();
        assertThat(replayed(records -> {})).containsExactly("1.1", "1.2", "2.1", "1.3", "1.4");

        assertRefused("is missing", records -> records.remove(1), "lacks the inputs 2 to 2 of shard 1");
        assertRefused("the first is missing", records -> records.removeFirst(), "lacks the inputs 1 to 1 of shard 1");
        assertRefused("swapped", records -> Collections.swap(records, 0, 1), "lacks the inputs 1 to 1 of shard 1");
        assertRefused("swapped later", records -> Collections.swap(records, 3, 4), "lacks the inputs 3 to 3 of shard 1");
        assertRefused("twice", records -> records.add(1, records.getFirst()), "input 1 of shard 1 (record 2)");
        assertRefused("again, later", records -> records.add(records.get(1)), "input 2 of shard 1 (record 6)");
        for (int i = 0; i < 5; i++) {
            int number = i;
            var place = List.of("1 of shard 1", "2 of shard 1", "1 of shard 2", "3 of shard 1", "4 of shard 1").get(i);
            assertRefused("time of reception changed", records -> records.get(number)[20] ^= 1, "input " + place);
            assertRefused("hash changed", records -> last(records.get(number)), "input " + place);
        }
    }

    private static void last(byte[] record) {
        record[record.length - 1] ^= 1;
    }

    private void assertRefused(String how, Consumer<List<byte[]>> tampering, String place) {
        assertThatThrownBy(() -> replayed(tampering)).as(how)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(place);
    }

    /// The journal with other records, opened and replayed.
    private List<String> replayed(Consumer<List<byte[]>> tampering) throws IOException {
        var records = new ArrayList<byte[]>();
        for (var record : records(disk)) records.add(record.clone());
        tampering.accept(records);
        var tampered = new MemoryDisk();
        try (var log = Log.open(tampered, LogConfig.of(Durability.POWER))) {
            for (var record : records) log.append(ByteBuffer.wrap(record));
            log.flush();
        }
        var places = new ArrayList<String>();
        FileJournal.driven(new JournalConfig(folder, Durability.POWER, AN_HOUR), tampered, turns::add)
                .replay(Map.of(), 1, kept -> places.add(Entries.place(kept)));
        return places;
    }

    /// Each input a file of its own: which of them go?
    @Test
    void dropsOnlyWhatStoreAndSnapshotsHaveAndWhatIsOldEnough() {
        var journal = open(disk, 1);
        long now = System.currentTimeMillis() * 1_000_000;
        for (int seq = 1; seq <= 8; seq++) {
            journal.append(List.of(entry(1, seq, seq < 7 ? Entries.LONG_AGO : now)));
            runTurns();
        }
        journal.tidy();
        assertThat(places(journal)).as("neither store nor snapshot has anything").hasSize(8);
        journal.release(9);
        journal.tidy();
        assertThat(places(journal)).as("a restart needs all of it").hasSize(8);
        snapshot(journal, 3);
        journal.tidy();
        assertThat(places(journal)).as("the oldest snapshot was taken after 3").startsWith("1.4");
        snapshot(journal, 8);
        snapshot(journal, 9);
        snapshot(journal, 10);
        journal.tidy();
        assertThat(places(journal)).as("7 is young").containsExactly("1.6", "1.7", "1.8");
    }

    /// Each input a file of its own: what a shard had long ago, and has a snapshot of, keeps no file and is not read.
    @Test
    void aQuietShardHoldsNothingBack() throws IOException {
        var journal = open(disk, 1);
        for (int shard = 1; shard <= 2; shard++) {
            journal.append(batch(shard, 1, 1));
            runTurns();
        }
        for (int seq = 2; seq <= 6; seq++) {
            journal.append(batch(1, seq, seq));
            runTurns();
        }
        assertThat(journal.newsTo(1, 1, 1)).as("shard 1 has had others").isEqualTo(3);
        assertThat(journal.newsTo(2, 1, 2)).as("shard 2 has had none").isEqualTo(8);
        assertThat(journal.newsTo(3, 0, 0)).as("shard 3 has never had any").isEqualTo(8);
        journal.snapshots().write(new ShardSnapshot(2, 1, Chain.NOTHING, 2, new Book().state(), List.of(), List.of()));
        journal.snapshots().write(new ShardSnapshot(1, 5, Chain.NOTHING, 6, new Book().state(), List.of(), List.of()));
        journal.release(8);
        journal.tidy();
        assertThat(places(journal)).containsExactly("1.6");
        assertThat(disk.files()).filteredOn(file -> file.startsWith("beginning")).hasSize(2);
    }

    @Test
    void keepsWhatTheStoreHasNotWritten() {
        var journal = open(disk, 1);
        for (int seq = 1; seq <= 4; seq++) {
            journal.append(batch(1, seq, seq));
            runTurns();
        }
        snapshot(journal, 4);
        journal.release(3);
        journal.tidy();
        assertThat(places(journal)).containsExactly("1.3", "1.4");
    }

    private static void snapshot(FileJournal journal, long seq) {
        journal.snapshots().write(new ShardSnapshot(
                1, seq, Chain.NOTHING, seq, new Book().state(), List.of(), List.of()));
    }

    @Test
    void takesNoNewOrdersWithHardlyAnyRoomLeft() {
        var journal = open(disk);
        disk.fail(true);
        journal.tidy();
        assertThat(journal.closedBecause()).startsWith("no new orders: there is hardly any room left");
        disk.fail(false);
        journal.tidy();
        assertThat(journal.closedBecause()).isEmpty();
    }

    @Test
    void aFailedWriteIsTheLast() {
        var journal = open(disk);
        journal.append(batch(1, 1, 1));
        runTurns();
        disk.fail(true);
        var lost = journal.append(batch(1, 2, 2));
        runTurns();
        disk.fail(false);
        var later = journal.append(batch(2, 1, 1));
        runTurns();
        assertThat(lost.cause()).isInstanceOf(JournalException.class).hasMessageContaining("No space left on device");
        assertThat(later.cause()).isInstanceOf(JournalException.class);
        assertThat(journal.closedBecause()).contains("has failed: No space left on device");
        assertThat(places(journal)).as("the store still gets what there is").containsExactly("1.1");
        assertThat(journal.figures().stalledNanos()).as("it does not hang, it is broken").isZero();

        var again = open(disk);
        assertThat(places(again)).containsExactly("1.1");
        assertThat(again.cut()).isPresent();
        assertThat(again.closedBecause()).isEmpty();
    }

    /// With its thread: who appends goes on, and can see that nothing comes of it.
    @Test
    void aDiskThatStallsShowsAndClosesTheDoor() throws IOException {
        var slow = new SlowDisk(disk);
        var config = new JournalConfig(
                folder, Durability.POWER, AN_HOUR, LogConfig.SEGMENT_BYTES, Duration.ofMillis(50), 1 << 20);
        try (var journal = FileJournal.open(config, slow)) {
            journal.replay(Map.of(), 1, _ -> true);
            slow.stall();
            var first = journal.append(batch(1, 1, 2));
            await().until(() -> journal.closedBecause().startsWith("no new orders: the journal's disk has not answered for"));
            assertThat(journal.figures().stalledNanos()).isGreaterThan(Duration.ofMillis(50).toNanos());
            var second = journal.append(batch(2, 1, 1));
            var third = journal.append(batch(3, 1, 1));
            assertThat(journal.figures().waiting()).isEqualTo(3);
            assertThat(List.of(first, second, third)).noneMatch(Future::isComplete);
            assertThat(Metrics.text(Figures.NONE, ClusterPicture.of("A", 0, State.ACTING, ""), 0, journal.figures(), List.of(), Optional.empty()))
                    .contains("plumbline_journal_waiting 3\n")
                    .doesNotContain("plumbline_journal_stalled_seconds 0.000000000");
            slow.goOn();
            Await.done(Future.all(first, second, third));
            await().until(() -> journal.closedBecause().isEmpty());
            assertThat(journal.figures().flushes()).as("what had waited went together").isEqualTo(2);
            assertThat(journal.figures().longestFlushNanos()).isGreaterThan(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void closedItKeepsWhatWaitedAndTakesNothingMore() {
        var config = new JournalConfig(folder, Durability.PROCESS, AN_HOUR);
        var journal = FileJournal.open(config);
        journal.replay(Map.of(), 1, _ -> true);
        var kept = journal.append(batch(1, 1, 100));
        journal.close();
        assertThat(kept.succeeded()).isTrue();
        assertThat(journal.append(batch(1, 101, 101)).cause()).hasMessage("the journal is closed");
    }

    @Test
    void oneServerAtATime() {
        var config = new JournalConfig(folder, Durability.PROCESS, AN_HOUR);
        try (var held = FileJournal.open(config)) {
            assertThat(held.cut()).isEmpty();
            assertThatThrownBy(() -> FileJournal.open(config))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("is in use");
        }
    }

    @Test
    void damageIsNamedWhenItIsOpened() throws IOException {
        var journal = open(disk);
        for (int seq = 1; seq <= 2; seq++) {
            journal.append(batch(1, seq, seq));
            runTurns();
        }
        var file = disk.files().getFirst();
        disk.flip(file, 60);
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("damaged at " + file + ", offset 20");
    }
}
