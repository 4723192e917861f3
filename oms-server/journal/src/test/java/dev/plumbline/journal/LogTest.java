package dev.plumbline.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a log gives back, and what it refuses, file by file and byte by byte.
class LogTest {
    private static final LogConfig SMALL = new LogConfig(Durability.POWER, 200);
    private static final LogConfig ONE_FILE = LogConfig.of(Durability.POWER);

    @TempDir
    Path folder;

    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void givesBackWhatWasFlushedOverManyFilesAndAfterItWasOpenedAgain() throws IOException {
        write(disk, SMALL, 1, 20);
        assertThat(disk.files()).hasSizeGreaterThan(2);
        try (var log = Log.open(disk, SMALL)) {
            assertThat(log.next()).isEqualTo(21);
            assertThat(log.cut()).isEmpty();
            assertThat(read(log, 0)).isEqualTo(records(1, 20));
            assertThat(read(log, 7)).isEqualTo(records(7, 20));
            assertThat(read(log, 21)).isEmpty();
        }
    }

    @Test
    void doesTheSameOnTheFilesOfAFolder() throws IOException {
        var real = FileDisk.of(folder);
        write(real, SMALL, 1, 20);
        write(real, SMALL, 21, 30);
        try (var log = Log.open(real, SMALL)) {
            assertThat(read(log, 0)).isEqualTo(records(1, 30));
        }
    }

    @Test
    void aReaderSeesNothingThatIsNotFlushed() throws IOException {
        try (var log = Log.open(disk, SMALL)) {
            append(log, 1);
            assertThat(read(log, 0)).isEmpty();
            log.flush();
            assertThat(read(log, 0)).isEqualTo(records(1, 1));
        }
    }

    @Test
    void anotherThreadReadsWhileItIsWritten() throws Exception {
        try (var log = Log.open(FileDisk.of(folder), SMALL);
                var other = Executors.newSingleThreadExecutor()) {
            var seen = other.submit(() -> {
                var last = read(log, 0);
                while (last.size() < 500) {
                    assertThat(last).isEqualTo(records(1, last.size()));
                    last = read(log, 0);
                }
                return last;
            });
            for (int i = 1; i <= 500; i++) {
                append(log, i);
                log.flush();
            }
            assertThat(seen.get()).isEqualTo(records(1, 500));
        }
    }

    @Test
    void whereverTheEndIsTornTheWholeRecordsBeforeItStayAndTheRestIsSaid() throws IOException {
        write(disk, ONE_FILE, 1, 6);
        var file = disk.files().getFirst();
        int length = disk.length(file);
        for (int left = 0; left < length; left++) {
            var torn = copy(disk);
            torn.reopen(file, left).close();
            int whole = wholeIn(left);
            try (var log = Log.open(torn, ONE_FILE)) {
                assertThat(read(log, 0)).as("of %s bytes", left).isEqualTo(records(1, whole));
                int rest = left < Segment.HEADER ? left : left - endOf(whole);
                boolean isCut = rest > 0 || left < Segment.HEADER;
                assertThat(log.cut().isPresent()).as("of %s bytes", left).isEqualTo(isCut);
                log.cut().ifPresent(cut -> assertThat(cut.bytes()).isEqualTo(rest));
                append(log, whole + 1);
                log.flush();
                assertThat(read(log, 0)).isEqualTo(records(1, whole + 1));
            }
        }
    }

    /// Every byte of every file, headers too: it is refused with its place, or belongs to the last flush, of which nothing
    /// behind it says that it was whole. It is never passed over: what is read is always a beginning of what was written.
    @Test
    void aByteThatChangedIsRefusedWithItsPlace() throws IOException {
        write(disk, SMALL, 1, 20);
        for (var file : disk.files()) {
            boolean isNewest = file.equals(disk.files().getLast());
            for (int at = 0; at < disk.length(file); at++) {
                var changed = copy(disk);
                changed.flip(file, at);
                var seen = new ArrayList<String>();
                try {
                    Log.scan(changed, taking(seen));
                    assertThat(isNewest && seen.size() >= 19).as("%s, offset %s", file, at).isTrue();
                } catch (DamagedException refused) {
                    assertThat(refused.file()).isEqualTo(file);
                    assertThat(refused.offset()).as("%s", refused).isLessThanOrEqualTo(at);
                }
                assertThat(seen).isEqualTo(records(1, seen.size()));
            }
        }
    }

    @Test
    void theMiddleOfAFlushThatWasNotKnownToBeWholeIsTheTornEnd() throws IOException {
        try (var log = Log.open(disk, ONE_FILE)) {
            for (int i = 1; i <= 3; i++) append(log, i);
            log.flush();
        }
        disk.flip(disk.files().getFirst(), endOf(1) + 3);
        try (var log = Log.open(disk, ONE_FILE)) {
            assertThat(read(log, 0)).isEqualTo(records(1, 1));
            assertThat(log.cut()).isPresent();
        }
    }

    @Test
    void theMiddleOfAFlushThatTheNextOneVouchesForIsDamage() throws IOException {
        try (var log = Log.open(disk, ONE_FILE)) {
            for (int i = 1; i <= 3; i++) append(log, i);
            log.flush();
            append(log, 4);
            log.flush();
        }
        var file = disk.files().getFirst();
        disk.flip(file, endOf(1) + 3);
        assertThatThrownBy(() -> Log.open(disk, ONE_FILE))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(file + ", offset " + endOf(1));
    }

    @Test
    void aMissingFileInTheMiddleIsRefused() throws IOException {
        write(disk, SMALL, 1, 20);
        var before = disk.files().getFirst();
        disk.delete(disk.files().get(1));
        assertRefused(disk, before);
    }

    @Test
    void aShortenedOlderFileIsRefused() throws IOException {
        write(disk, SMALL, 1, 20);
        var older = disk.files().get(1);
        disk.reopen(older, disk.length(older) - 5).close();
        assertRefused(disk, older);
    }

    @Test
    void anOlderFileWithMoreInItThanWasWrittenIsRefused() throws IOException {
        write(disk, SMALL, 1, 20);
        var older = disk.files().get(1);
        disk.reopen(older, disk.length(older)).append(ByteBuffer.wrap(new byte[] {0}));
        assertRefused(disk, older);
    }

    @Test
    void aFileUnderTheNameOfAnotherIsRefused() throws IOException {
        write(disk, SMALL, 1, 20);
        var first = disk.files().getFirst();
        var second = disk.files().get(1);
        var swapped = bytes(disk, first);
        put(disk, first, bytes(disk, second));
        put(disk, second, swapped);
        assertRefused(disk, first);
    }

    /// The log cannot know that it was longer: who has kept a record's number and hash, as the store has, can.
    @Test
    void theLastFileMayBeTakenAwayUnnoticed() throws IOException {
        write(disk, SMALL, 1, 20);
        disk.delete(disk.files().getLast());
        try (var log = Log.open(disk, SMALL)) {
            assertThat(log.next()).isLessThanOrEqualTo(20);
            assertThat(read(log, 0)).isEqualTo(records(1, (int) log.next() - 1));
        }
    }

    @Test
    void afterAFailedWriteNothingMoreIsTakenUntilItIsOpenedAgain() throws IOException {
        try (var log = Log.open(disk, SMALL)) {
            append(log, 1);
            log.flush();
            append(log, 2);
            disk.fail(true);
            assertThatThrownBy(log::flush).isInstanceOf(IOException.class).hasMessageContaining("No space left");
            disk.fail(false);
            assertThatThrownBy(() -> append(log, 3)).isInstanceOf(IOException.class).hasMessageContaining("broken");
            assertThatThrownBy(log::flush).isInstanceOf(IOException.class).hasMessageContaining("broken");
            assertThat(read(log, 0)).isEqualTo(records(1, 1));
        }
        try (var log = Log.open(disk, SMALL)) {
            assertThat(log.cut()).isPresent();
            assertThat(read(log, 0)).isEqualTo(records(1, 1));
            append(log, 2);
            log.flush();
            assertThat(read(log, 0)).isEqualTo(records(1, 2));
        }
    }

    @Test
    void whatACrashLeftOfANewFileIsBegunAgain() throws IOException {
        write(disk, SMALL, 1, 4);
        try (var log = Log.open(disk, SMALL)) {
            assertThat(log.next()).isEqualTo(5);
        }
        for (int header = 0; header < Segment.HEADER; header++) {
            var crashed = copy(disk);
            var newest = Segment.name(5);
            if (!crashed.files().contains(newest)) crashed.create(newest);
            crashed.reopen(newest, Math.min(header, crashed.length(newest))).close();
            try (var log = Log.open(crashed, SMALL)) {
                assertThat(log.cut()).isPresent();
                append(log, 5);
                log.flush();
                assertThat(read(log, 0)).isEqualTo(records(1, 5));
            }
        }
    }

    @Test
    void dropsTheFilesBeforeARecordAndNeverTheNewest() throws IOException {
        write(disk, SMALL, 1, 20);
        try (var log = Log.open(disk, SMALL)) {
            long second = log.second().orElseThrow();
            log.dropBefore(second - 1);
            assertThat(log.first()).isEqualTo(1);
            log.dropBefore(second);
            assertThat(log.first()).isEqualTo(second);
            assertThat(read(log, 0)).isEqualTo(records((int) second, 20));
            log.dropBefore(Long.MAX_VALUE);
            assertThat(disk.files()).hasSize(1);
            assertThat(log.second()).isEmpty();
            assertThat(log.next()).isEqualTo(21);
        }
        try (var log = Log.open(disk, SMALL)) {
            assertThat(log.next()).isEqualTo(21);
        }
    }

    @Test
    void onlyOneProcessMayHaveAFolder() throws IOException {
        var real = FileDisk.of(folder);
        try (var held = real.lock()) {
            assertThat(held.lock().isValid()).isTrue();
            assertThatThrownBy(real::lock).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
        real.lock().close();
        assertThat(Files.exists(folder)).isTrue();
    }

    private static void assertRefused(Disk disk, String file) {
        var seen = new ArrayList<String>();
        assertThatThrownBy(() -> Log.scan(disk, taking(seen)))
                .isInstanceOfSatisfying(DamagedException.class, refused -> assertThat(refused.file()).isEqualTo(file));
        assertThat(seen).isEqualTo(records(1, seen.size()));
        assertThatThrownBy(() -> {
            try (var log = Log.open(disk, SMALL)) {
                read(log, 0);
            }
        }).isInstanceOf(DamagedException.class).hasMessageContaining(file);
    }

    /// Each in a flush of its own.
    private static void write(Disk disk, LogConfig config, int from, int to) throws IOException {
        try (var log = Log.open(disk, config)) {
            for (int i = from; i <= to; i++) {
                append(log, i);
                log.flush();
            }
        }
    }

    private static void append(Log log, int i) throws IOException {
        log.append(ByteBuffer.wrap(text(i).getBytes(UTF_8)));
    }

    private static String text(int i) {
        return "record " + i;
    }

    private static List<String> records(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(LogTest::text).toList();
    }

    private static List<String> read(Log log, long from) throws IOException {
        var seen = new ArrayList<String>();
        log.read(from, taking(seen));
        return seen;
    }

    private static Log.Reader taking(List<String> seen) {
        return (_, record) -> seen.add(UTF_8.decode(record).toString());
    }

    private static int endOf(int records) {
        return Segment.HEADER + IntStream.rangeClosed(1, records).map(i -> Frame.HEADER + text(i).length()).sum();
    }

    private static int wholeIn(int bytes) {
        int whole = 0;
        while (endOf(whole + 1) <= bytes) whole++;
        return whole;
    }

    private static MemoryDisk copy(MemoryDisk disk) {
        return disk.afterKill(false, _ -> 0);
    }

    private static byte[] bytes(MemoryDisk disk, String file) throws IOException {
        var bytes = ByteBuffer.allocate(disk.length(file));
        try (var source = disk.open(file)) {
            source.read(0, bytes);
        }
        return bytes.array();
    }

    private static void put(Disk disk, String file, byte[] bytes) throws IOException {
        disk.replace(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
    }
}
