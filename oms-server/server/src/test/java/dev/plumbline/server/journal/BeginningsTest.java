package dev.plumbline.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.journal.MemoryDisk;

/// Files begin at the records 1, 101 and 201. Shard 1 had inputs 1 to 60 in the first, 61 to 90 in the second. Shard 2 had
/// inputs 1 to 5 in the first and nothing since. Shard 3 has never had any.
class BeginningsTest {
    private static final Set<Long> FILES = Set.of(1L, 101L, 201L);

    private final MemoryDisk disk = new MemoryDisk();

    private Beginnings written() throws IOException {
        var beginnings = Beginnings.open(disk, Set.of(1L));
        beginnings.begun(101, Map.of(1, head(60), 2, head(5)));
        beginnings.begun(201, Map.of(1, head(90), 2, head(5)));
        return beginnings;
    }

    private static Chain.Head head(long seq) {
        return new Chain.Head(seq, Chain.NOTHING);
    }

    /// Columns: shard, the last input that it has, the record of that, the first record that may be news to it.
    @ParameterizedTest
    @CsvSource({
        "1, 40,  42,  43",
        "1, 60,  99,  101",
        "1, 61,  101, 102",
        "1, 90,  180, 201",
        "1, 95,  230, 231",
        "2, 0,   0,   1",
        "2, 4,   12,  13",
        "2, 5,   17,  201",
        "2, 6,   250, 251",
        "3, 0,   0,   201",
    })
    void beginsWhereTheShardStillStands(int shard, long seq, long number, long from) throws IOException {
        assertThat(written().newsTo(shard, seq, number)).isEqualTo(from);
        assertThat(Beginnings.open(disk, FILES).newsTo(shard, seq, number)).as("opened again").isEqualTo(from);
    }

    @Test
    void goesWithTheFilesOfTheJournal() throws IOException {
        var beginnings = written();
        assertThat(Beginnings.open(disk, Set.of(1L, 101L)).newsTo(3, 0, 0)).as("201 was lost").isEqualTo(101);
        assertThat(disk.files()).singleElement().asString().endsWith("101");
        beginnings.begun(201, Map.of(1, head(70), 2, head(5)));
        beginnings.droppedBefore(201);
        assertThat(disk.files()).singleElement().asString().endsWith("201");
        assertThat(beginnings.newsTo(1, 70, 120)).isEqualTo(201);
    }

    /// A crash may tear it, a disk may change it: at each byte.
    @Test
    void isPassedOverWhereItIsNotWhole() throws IOException {
        written();
        var name = disk.files().getLast();
        long length;
        try (var file = disk.open(name)) {
            length = file.length();
        }
        for (int at = 0; at < length; at++) {
            disk.flip(name, at);
            assertThat(Beginnings.open(disk, FILES).newsTo(3, 0, 0)).as("byte " + at + " changed").isEqualTo(101);
            disk.flip(name, at);
        }
        assertThat(Beginnings.open(disk, FILES).newsTo(3, 0, 0)).isEqualTo(201);
        for (long cut = length - 1; cut >= 0; cut--) {
            disk.reopen(name, cut).close();
            assertThat(Beginnings.open(disk, FILES).newsTo(3, 0, 0)).as(cut + " bytes left").isEqualTo(101);
        }
    }

    @Test
    void aDiskWithoutRoomCostsTimeOnly() throws IOException {
        var beginnings = Beginnings.open(disk, Set.of(1L));
        disk.fail(true);
        beginnings.begun(101, Map.of(1, head(60)));
        disk.fail(false);
        assertThat(beginnings.newsTo(2, 0, 0)).isEqualTo(1);
        assertThat(Beginnings.open(disk, FILES).newsTo(2, 0, 0)).isEqualTo(1);
    }
}
