package dev.plumbline.journal;

import static dev.plumbline.journal.Records.all;
import static dev.plumbline.journal.Records.flushed;
import static dev.plumbline.journal.Records.scanned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What no crash can have done: refused with its place, never cut, never passed over.
class DamageTest {
    private static final List<String> WRITTEN = List.of(
            "1 one", "2 two", "3 three", "4 four", "5 five", "6 six", "7 seven", "8 eight", "9 nine");
    private static final String FIRST = Segment.name(1);
    private static final String SECOND = Segment.name(4);
    private static final String THIRD = Segment.name(7);

    @TempDir
    private Path folder;

    private Disk disk;

    @BeforeEach
    void open() throws IOException {
        disk = FileDisk.of(folder);
    }

    private static LogConfig config(Durability durability) {
        return new LogConfig(durability, 80);
    }

    /// Two full files, and a third one with two flushes in it.
    private void write(Durability durability) throws IOException {
        try (var log = Log.open(disk, config(durability))) {
            flushed(log, "one", "two", "three");
            flushed(log, "four", "five", "six");
        }
        try (var log = Log.open(disk, new LogConfig(durability, 10_000))) {
            flushed(log, "seven");
            flushed(log, "eight", "nine");
        }
        assertThat(disk.files()).containsExactly(FIRST, SECOND, THIRD);
    }

    /// Every byte of every file: refused at the first byte of the record that it is in. Only what the last flush wrote
    /// cannot be told from a torn end: it is cut off and said, and the chain of hashes in the store shows that it lacks.
    @ParameterizedTest
    @EnumSource(Durability.class)
    void oneByteIsNotWhatItWas(Durability durability) throws IOException {
        write(durability);
        long lastFlush = Segment.HEADER + frame("seven");
        for (var file : disk.files()) {
            var whole = Files.readAllBytes(folder.resolve(file));
            for (int at = 0; at < whole.length; at++) {
                for (int bit : new int[] {1, 0x80}) {
                    whole[at] ^= (byte) bit;
                    Files.write(folder.resolve(file), whole);
                    if (file.equals(THIRD) && at >= lastFlush) assertCut(at);
                    else assertRefused(file, at);
                    whole[at] ^= (byte) bit;
                }
            }
            Files.write(folder.resolve(file), whole);
        }
        assertThat(scanned(disk)).isEqualTo(WRITTEN);
    }

    private static int frame(String record) {
        return Frame.HEADER + record.length();
    }

    private void assertCut(int at) throws IOException {
        boolean isInEight = at < Segment.HEADER + frame("seven") + frame("eight");
        assertThat(scanned(disk)).as("byte %d", at).isEqualTo(WRITTEN.subList(0, isInEight ? 7 : 8));
        long from = Segment.HEADER + frame("seven") + (isInEight ? 0 : frame("eight"));
        long length = Files.size(folder.resolve(THIRD));
        assertThat(Log.scan(disk, (_, _) -> true)).as("byte %d", at).contains(new Cut(THIRD, from, length - from));
    }

    private void assertRefused(String file, int at) {
        assertThatThrownBy(() -> scanned(disk)).as("byte %d of %s, scanned", at, file)
                .isInstanceOfSatisfying(DamagedException.class, damaged -> assertNames(damaged, file, at));
        assertThatThrownBy(this::openAndRead).as("byte %d of %s", at, file)
                .isInstanceOfSatisfying(DamagedException.class, damaged -> assertNames(damaged, file, at));
    }

    private static void assertNames(DamagedException damaged, String file, long at) {
        assertThat(damaged.file()).isEqualTo(file);
        assertThat(damaged.offset()).as("not behind byte %d", at).isLessThanOrEqualTo(at);
        assertThat(damaged).hasMessageContaining(file).hasMessageContaining("offset " + damaged.offset());
    }

    private List<String> openAndRead() throws IOException {
        try (var log = Log.open(disk, config(Durability.PROCESS))) {
            return all(log);
        }
    }

    @Test
    void aFileInTheMiddleIsMissing() throws IOException {
        write(Durability.PROCESS);
        var end = Files.size(folder.resolve(FIRST));
        Files.delete(folder.resolve(SECOND));
        assertRefusedAt(FIRST, end, "the record 4 is not whole");
    }

    @Test
    void twoFilesHaveChangedPlaces() throws IOException {
        write(Durability.PROCESS);
        Files.move(folder.resolve(FIRST), folder.resolve("aside"));
        Files.move(folder.resolve(SECOND), folder.resolve(FIRST));
        Files.move(folder.resolve("aside"), folder.resolve(SECOND));
        assertRefusedAt(FIRST, 0, "this is no header of a log, or that of another file");
    }

    @Test
    void anOlderFileIsShorter() throws IOException {
        write(Durability.PROCESS);
        var whole = Files.readAllBytes(folder.resolve(SECOND));
        for (int length = Segment.HEADER; length < whole.length; length++) {
            Files.write(folder.resolve(SECOND), Arrays.copyOf(whole, length));
            assertRefused(SECOND, length);
        }
    }

    @Test
    void anOlderFileIsLonger() throws IOException {
        write(Durability.PROCESS);
        var whole = Files.readAllBytes(folder.resolve(FIRST));
        Files.write(folder.resolve(FIRST), Arrays.copyOf(whole, whole.length + 1));
        assertRefusedAt(FIRST, whole.length, "there is something behind the last record");
    }

    private void assertRefusedAt(String file, long offset, String what) {
        assertThatThrownBy(this::openAndRead).hasMessage("damaged at " + file + ", offset " + offset + ": " + what);
        assertThatThrownBy(() -> scanned(disk)).hasMessage("damaged at " + file + ", offset " + offset + ": " + what);
    }
}
