package dev.plumbline.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.core.Book;
import dev.plumbline.core.CostMethod;
import dev.plumbline.journal.MemoryDisk;

/// A snapshot is there as a whole or not at all, and one that is damaged costs nothing but time.
class SnapshotsTest {
    private final MemoryDisk disk = new MemoryDisk();
    private final Snapshots snapshots = new Snapshots(disk);

    @Test
    void comesBackAsItWas() {
        snapshots.write(at(10));
        assertThat(snapshots.newest(3, 10)).contains(at(10));
        assertThat(snapshots.newest(3, 9)).as("one that is ahead").isEmpty();
        assertThat(snapshots.newest(4, 10)).as("of another shard").isEmpty();
    }

    @Test
    void whicheverByteOfTheNewestChangedTheOlderOneIsUsed() throws IOException {
        snapshots.write(at(10));
        snapshots.write(at(20));
        var newest = disk.files().getLast();
        for (int offset = 0; offset < disk.length(newest); offset++) {
            disk.flip(newest, offset);
            assertThat(snapshots.newest(3, 20)).as("offset %s", offset).contains(at(10));
            disk.flip(newest, offset);
        }
        assertThat(snapshots.newest(3, 20)).contains(at(20));
    }

    @Test
    void whereverTheNewestEndsTheOlderOneIsUsed() throws IOException {
        snapshots.write(at(10));
        snapshots.write(at(20));
        var newest = disk.files().getLast();
        for (int length = disk.length(newest) - 1; length >= 0; length--) {
            disk.reopen(newest, length).close();
            assertThat(snapshots.newest(3, 20)).as("of %s bytes", length).contains(at(10));
        }
    }

    @Test
    void oneThatCannotBeWrittenLeavesThoseThatAreThere() {
        snapshots.write(at(10));
        disk.fail(true);
        assertThatThrownBy(() -> snapshots.write(at(20))).isInstanceOf(UncheckedIOException.class);
        assertThat(snapshots.newest(3, 20)).contains(at(10));
    }

    @Test
    void theTwoNewestStayAndTheNewestThatTheStoreHas() {
        snapshots.write(at(10));
        snapshots.write(at(20));
        snapshots.released(21);
        snapshots.write(at(30));
        snapshots.write(at(40));
        assertThat(seqs()).containsExactly(20L, 30L, 40L);
        assertThat(snapshots.neededFrom(List.of(3))).isEqualTo(21);
        snapshots.released(41);
        snapshots.write(at(50));
        assertThat(seqs()).containsExactly(40L, 50L);
        assertThat(snapshots.neededFrom(List.of(3))).isEqualTo(41);
        assertThat(snapshots.neededFrom(List.of(3, 4))).as("a shard without any").isEqualTo(1);
    }

    private List<Long> seqs() {
        return snapshots.all().stream().map(Snapshots.Ref::seq).toList();
    }

    private static ShardSnapshot at(long seq) {
        var book = new Book(CostMethod.AVERAGE_COST, 10).state();
        return new ShardSnapshot(3, seq, Chain.NOTHING, seq, book, List.of(),
                List.of(new FirstAnswer(new Asker("ann", "r1"), "C1", "", "sent")));
    }
}
