package dev.plumbline.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.plumbline.journal.Durability;

/// When a batch is said to be kept, and why no new orders are taken.
class FileJournalTest {
    private static final Duration STALLED_AFTER = Duration.ofMillis(50);

    private final StallingDisk disk = new StallingDisk();

    @TempDir
    Path folder;

    private FileJournal open(Duration retain) throws IOException {
        var config = new JournalConfig(folder, Durability.POWER, retain, 1_000, STALLED_AFTER, 100);
        return FileJournal.open(config, disk);
    }

    private FileJournal opened() throws IOException {
        var journal = open(Duration.ofDays(1));
        journal.replay(Map.of(), 1, _ -> true);
        return journal;
    }

    @Test
    void aStallIsSeenAsItHappensAndNothingIsKeptBefore() throws IOException {
        try (var journal = opened()) {
            disk.stall();
            var first = journal.append(List.of(Entries.of(1, 1)));
            await().until(() -> journal.figures().stalledNanos() > STALLED_AFTER.toNanos());
            var second = journal.append(List.of(Entries.of(2, 1), Entries.of(2, 2)));
            var third = journal.append(List.of(Entries.of(3, 1)));
            assertThat(journal.closedBecause()).contains("disk has not answered for");
            assertThat(journal.figures().waiting()).isEqualTo(3);
            assertThat(List.of(first.isComplete(), second.isComplete(), third.isComplete())).containsOnly(false);

            disk.goOn();
            await().until(() -> journal.figures().waiting() == 0);
            assertThat(numbers(first.result())).containsExactly(1L);
            assertThat(numbers(second.result())).containsExactly(2L, 3L);
            assertThat(numbers(third.result())).containsExactly(4L);
            assertThat(journal.closedBecause()).isEmpty();
            assertThat(journal.figures().entries()).isEqualTo(4);
            assertThat(journal.figures().flushes()).as("all that waited went in one").isEqualTo(2);
            assertThat(journal.figures().longestFlushNanos()).isGreaterThan(STALLED_AFTER.toNanos());
            assertThat(journal.figures().stalledNanos()).isZero();
        }
    }

    @Test
    void aDiskThatFailsKeepsNothingMoreAndSaysSo() throws IOException {
        try (var journal = opened()) {
            disk.disk.fail(true);
            var failed = journal.append(List.of(Entries.of(1, 1)));
            await().until(failed::isComplete);
            assertThat(failed.cause()).isInstanceOf(JournalException.class).hasMessageContaining("No space left");
            disk.disk.fail(false);
            var later = journal.append(List.of(Entries.of(2, 1)));
            await().until(later::isComplete);
            assertThat(later.failed()).isTrue();
            assertThat(journal.closedBecause()).contains("has failed");
            assertThat(journal.figures().stalledNanos()).isZero();
        }
        try (var journal = opened()) {
            assertThat(journal.next()).isEqualTo(1);
            assertThat(journal.cut()).isPresent();
        }
    }

    @Test
    void withHardlyAnyRoomThereAreNoNewOrders() throws IOException {
        disk.usableSpace = 99;
        try (var journal = opened()) {
            await().until(() -> journal.closedBecause().contains("hardly any room left"));
            disk.usableSpace = 100;
            await().until(() -> journal.closedBecause().isEmpty());
        }
    }

    @Test
    void afterItsEndABatchFails() throws IOException {
        var journal = opened();
        journal.close();
        var late = journal.append(List.of(Entries.of(1, 1)));
        assertThat(late.cause()).isInstanceOf(JournalException.class).hasMessage("the journal is closed");
    }

    /// The store has it and it is old enough, but a restart would have to begin with it.
    @Test
    void keepsWhatNoSnapshotHas() throws IOException {
        try (var journal = open(Duration.ZERO)) {
            journal.replay(Map.of(), 1, _ -> true);
            for (int seq = 1; seq <= 20; seq++) {
                var kept = journal.append(List.of(Entries.of(1, seq)));
                await().until(kept::isComplete);
            }
            var before = disk.files();
            journal.release(21);
            assertThat(new Snapshots(disk).neededFrom(List.of(1))).as("no snapshot: all is needed").isEqualTo(1);
            await().during(Duration.ofMillis(1_500)).until(() -> disk.files().equals(before));
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void whatWasKeptIsReplayed(Durability durability) {
        var config = new JournalConfig(folder, durability, Duration.ofDays(1));
        try (var journal = FileJournal.open(config)) {
            journal.replay(Map.of(), 1, _ -> true);
            var kept = journal.append(List.of(Entries.of(1, 1), Entries.of(1, 2)));
            await().until(kept::succeeded);
            assertThatThrownBy(() -> FileJournal.open(config)).hasMessageContaining("in use");
        }
        try (var journal = FileJournal.open(config)) {
            var seen = new ArrayList<Entry>();
            journal.replay(Map.of(), 1, kept -> seen.add(kept.entry()));
            assertThat(seen).containsExactly(Entries.of(1, 1), Entries.of(1, 2));
            assertThat(journal.head(1).seq()).isEqualTo(2);
        }
    }

    private static List<Long> numbers(List<Kept> kept) {
        return kept.stream().map(Kept::number).toList();
    }
}
