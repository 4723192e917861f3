package dev.plumbline.journal;

import static dev.plumbline.journal.Records.all;
import static dev.plumbline.journal.Records.bytes;
import static dev.plumbline.journal.Records.flushed;
import static dev.plumbline.journal.Records.from;
import static dev.plumbline.journal.Records.scanned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a log does while nothing goes wrong, on a real folder and on one in memory.
class LogTest {
    private static final LogConfig ONE_FILE = LogConfig.of(Durability.PROCESS);

    /// A file is full once it has one flush in it.
    private static final LogConfig SMALL_FILES = new LogConfig(Durability.POWER, 1);

    @TempDir
    private static Path folder;

    private static int folders;

    static Stream<Disk> disks() throws IOException {
        return Stream.of(new MemoryDisk(), FileDisk.of(folder.resolve("log" + folders++)));
    }

    @ParameterizedTest
    @MethodSource("disks")
    void whatIsFlushedComesBackInOrderAndNumberedFromOne(Disk disk) throws IOException {
        try (var log = Log.open(disk, ONE_FILE)) {
            flushed(log, "one", "two");
            flushed(log, "", "four");
            assertThat(all(log)).containsExactly("1 one", "2 two", "3 ", "4 four");
            assertThat(from(log, 3)).containsExactly("3 ", "4 four");
            assertThat(from(log, 5)).isEmpty();
            assertThat(log.next()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @MethodSource("disks")
    void whatIsNotFlushedIsNotThere(Disk disk) throws IOException {
        try (var log = Log.open(disk, ONE_FILE)) {
            flushed(log, "one");
            log.append(bytes("two"));
            assertThat(all(log)).containsExactly("1 one");
        }
        try (var log = Log.open(disk, ONE_FILE)) {
            assertThat(all(log)).containsExactly("1 one");
            assertThat(log.cut()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("disks")
    void goesOnOverFilesAndRestarts(Disk disk) throws IOException {
        for (int i = 0; i < 3; i++)
            try (var log = Log.open(disk, SMALL_FILES)) {
                flushed(log, "a" + i, "b" + i);
                flushed(log, "c" + i);
            }
        assertThat(disk.files().stream().filter(Segment::isName).toList()).containsExactly(
                Segment.name(1), Segment.name(3), Segment.name(4), Segment.name(6), Segment.name(7), Segment.name(9),
                Segment.name(10));
        var written = List.of("1 a0", "2 b0", "3 c0", "4 a1", "5 b1", "6 c1", "7 a2", "8 b2", "9 c2");
        assertThat(scanned(disk)).isEqualTo(written);
        try (var log = Log.open(disk, SMALL_FILES)) {
            assertThat(all(log)).isEqualTo(written);
            assertThat(from(log, 5)).isEqualTo(written.subList(4, 9));
        }
    }

    @ParameterizedTest
    @MethodSource("disks")
    void aFileIsFullAtItsSizeAndNotBefore(Disk disk) throws IOException {
        int two = Segment.HEADER + 2 * (Frame.HEADER + 10);
        try (var log = Log.open(disk, new LogConfig(Durability.PROCESS, two))) {
            flushed(log, "0123456789");
            assertThat(log.second()).isEmpty();
            flushed(log, "0123456789");
            assertThat(log.second()).hasValue(3);
        }
    }

    @ParameterizedTest
    @MethodSource("disks")
    void aReaderMayHaveEnough(Disk disk) throws IOException {
        try (var log = Log.open(disk, SMALL_FILES)) {
            flushed(log, "one");
            flushed(log, "two", "three");
            var seen = new ArrayList<Long>();
            log.read(1, (number, _) -> {
                seen.add(number);
                return number < 2;
            });
            assertThat(seen).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @MethodSource("disks")
    void dropsWholeFilesOnlyAndNeverTheNewest(Disk disk) throws IOException {
        try (var log = Log.open(disk, SMALL_FILES)) {
            flushed(log, "one", "two");
            flushed(log, "three");
            flushed(log, "four");
            log.dropBefore(2);
            assertThat(log.first()).as("two is in the first file").isEqualTo(1);
            log.dropBefore(3);
            assertThat(all(log)).containsExactly("3 three", "4 four");
            log.dropBefore(100);
            assertThat(all(log)).isEmpty();
            flushed(log, "five");
        }
        try (var log = Log.open(disk, SMALL_FILES)) {
            assertThat(all(log)).as("numbers are never used again").containsExactly("5 five");
        }
    }

    @ParameterizedTest
    @MethodSource("disks")
    void recordsOfAnySize(Disk disk) throws IOException {
        try (var log = Log.open(disk, ONE_FILE)) {
            int[] sizes = {0, 1, (1 << 20) - Frame.HEADER, 1 << 20, (1 << 20) + 1, 3 << 20, 7};
            for (int size : sizes) log.append(ByteBuffer.allocate(size));
            log.flush();
            var read = new ArrayList<Integer>();
            log.read(1, (_, record) -> read.add(record.remaining()));
            assertThat(read).containsExactly(IntStream.of(sizes).boxed().toArray(Integer[]::new));
            assertThatThrownBy(() -> log.append(ByteBuffer.allocate(Frame.LONGEST + 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// A record may hold what looks like another one.
    @ParameterizedTest
    @MethodSource("disks")
    void aRecordInARecord(Disk disk) throws IOException {
        var inner = ByteBuffer.allocate(100);
        Frame.put(inner, bytes("inner"), 0);
        try (var log = Log.open(disk, ONE_FILE)) {
            log.append(inner.flip());
            flushed(log, "outer");
        }
        try (var log = Log.open(disk, ONE_FILE)) {
            assertThat(from(log, 2)).containsExactly("2 outer");
        }
    }

    /// The store reads what waits while the shards go on.
    @Test
    void isReadByOneThreadWhileAnotherWrites() throws Exception {
        int all = 3_000;
        try (var log = Log.open(FileDisk.of(folder.resolve("shared")), new LogConfig(Durability.PROCESS, 2_000))) {
            var reader = CompletableFuture.supplyAsync(() -> followed(log, all));
            for (int i = 1; i <= all; i++) {
                log.append(bytes("record " + i));
                if (i % 7 == 0 || i == all) log.flush();
            }
            assertThat(reader.get(1, TimeUnit.MINUTES)).isEqualTo(
                    IntStream.rangeClosed(1, all).mapToObj(i -> i + " record " + i).toList());
        }
    }

    private static List<String> followed(Log log, int all) {
        try {
            var records = new ArrayList<String>();
            while (records.size() < all) {
                records.addAll(from(log, records.size() + 1));
                Thread.onSpinWait();
            }
            return records;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// At each record of logs of one and of several files: what is before it stays and goes on, what is cut off is elsewhere, and
    /// where a crash came between the two is in both.
    @ParameterizedTest
    @MethodSource("cuts")
    void itsEndCanBeTakenAway(LogConfig config, int from) throws IOException {
        var disk = FileDisk.of(folder.resolve("cut" + folders++));
        var aside = FileDisk.of(folder.resolve("aside" + folders++));
        var texts = List.of("1 one", "2 two", "3 three", "4 four", "5 five");
        try (var log = Log.open(disk, config)) {
            flushed(log, "one", "two");
            flushed(log, "three");
            flushed(log, "four", "five");
        }
        Log.cutOff(disk, from, aside);
        assertThat(scanned(disk)).isEqualTo(texts.subList(0, from - 1));
        assertThat(scanned(aside)).endsWith(texts.subList(from - 1, 5).toArray(String[]::new)).isSubsetOf(texts);
        try (var log = Log.open(disk, config)) {
            assertThat(log.cut()).isEmpty();
            flushed(log, "other");
            assertThat(all(log)).hasSize(from).endsWith(from + " other");
        }
        for (long none : List.of(0L, from + 1L))
            assertThatThrownBy(() -> Log.cutOff(disk, none, aside)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("record " + none + ": there are those from ");
    }

    static Stream<Arguments> cuts() {
        return Stream.of(ONE_FILE, SMALL_FILES).flatMap(config -> IntStream.rangeClosed(1, 5).mapToObj(from -> Arguments.of(config, from)));
    }

    @Test
    void oneProcessAtATime() throws IOException {
        var disk = FileDisk.of(folder.resolve("locked"));
        var lock = disk.lock();
        assertThatThrownBy(() -> FileDisk.of(folder.resolve("locked")).lock())
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is in use by this process already");
        lock.close();
        disk.lock().close();
    }
}
