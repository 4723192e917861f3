package dev.plumbline.journal;

import static dev.plumbline.journal.Records.all;
import static dev.plumbline.journal.Records.bytes;
import static dev.plumbline.journal.Records.flushed;
import static dev.plumbline.journal.Records.scanned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a crash leaves at the end of a log: cut at the last whole record, and said.
class TornTailTest {
    private static final LogConfig CONFIG = LogConfig.of(Durability.PROCESS);
    private static final String FIRST = Segment.name(1);

    @TempDir
    private Path folder;

    private FileDisk disk;

    @BeforeEach
    void open() throws IOException {
        disk = FileDisk.of(folder);
    }

    /// Of one flush, as of a flush each: at whatever byte the file ends, the records that are whole before it are there.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cutAtAnyByte(boolean inOneFlush) throws IOException {
        var records = List.of("one", "", "three, which is longer", "four");
        try (var log = Log.open(disk, CONFIG)) {
            for (var record : records) {
                log.append(bytes(record));
                if (!inOneFlush) log.flush();
            }
            log.flush();
        }
        var whole = Files.readAllBytes(folder.resolve(FIRST));
        for (int length = Segment.HEADER; length <= whole.length; length++) {
            write(FIRST, whole, length);
            int end = Segment.HEADER;
            int left = 0;
            while (left < records.size() && end + frame(records.get(left)) <= length) end += frame(records.get(left++));
            var expected = IntStream.range(0, left).mapToObj(i -> i + 1 + " " + records.get(i)).toList();
            var cut = length == end ? Optional.<Cut>empty() : Optional.of(new Cut(FIRST, end, length - end));
            assertThat(scanned(disk)).as("%d bytes, scanned", length).isEqualTo(expected);
            assertThat(Files.size(folder.resolve(FIRST))).as("a scan changes nothing").isEqualTo(length);
            try (var log = Log.open(disk, CONFIG)) {
                assertThat(log.cut()).as("%d bytes", length).isEqualTo(cut);
                assertThat(all(log)).as("%d bytes", length).isEqualTo(expected);
                flushed(log, "next");
            }
            try (var log = Log.open(disk, CONFIG)) {
                assertThat(log.cut()).as("%d bytes, opened again", length).isEmpty();
                assertThat(all(log)).hasSize(left + 1).endsWith(left + 1 + " next");
            }
        }
    }

    private static int frame(String record) {
        return Frame.HEADER + record.length();
    }

    private void write(String file, byte[] bytes, int length) throws IOException {
        Files.write(folder.resolve(file), Arrays.copyOf(bytes, length));
    }

    /// The process ended between the creation of the first file and its header, or in the midst of that.
    @Test
    void aLogThatHasHardlyBegun() throws IOException {
        for (int length = 0; length < Segment.HEADER; length++) {
            write(FIRST, Segment.header(1).array(), length);
            assertThat(scanned(disk)).isEmpty();
            try (var log = Log.open(disk, CONFIG)) {
                assertThat(log.cut()).contains(new Cut(FIRST, 0, length));
                flushed(log, "one");
                assertThat(all(log)).containsExactly("1 one");
            }
        }
    }

    @Test
    void aNextFileThatHasHardlyBegun() throws IOException {
        var second = Segment.name(3);
        for (int length = 0; length < Segment.HEADER; length++) {
            for (var name : disk.files()) disk.delete(name);
            try (var log = Log.open(disk, CONFIG)) {
                flushed(log, "one", "two");
            }
            write(second, Segment.header(3).array(), length);
            assertThat(scanned(disk)).containsExactly("1 one", "2 two");
            try (var log = Log.open(disk, CONFIG)) {
                assertThat(log.cut()).contains(new Cut(second, 0, length));
                assertThat(disk.files()).containsExactly(FIRST);
                flushed(log, "three");
                assertThat(all(log)).containsExactly("1 one", "2 two", "3 three");
            }
        }
    }

    /// The next file is begun behind a whole one only: what is torn there was torn by nobody who wrote this log.
    @Test
    void aTornEndBeforeANextFileThatHasHardlyBegun() throws IOException {
        try (var log = Log.open(disk, CONFIG)) {
            flushed(log, "one", "two");
        }
        var whole = Files.readAllBytes(folder.resolve(FIRST));
        write(Segment.name(3), new byte[0], 0);
        write(FIRST, whole, whole.length - 1);
        assertRefused(FIRST, Segment.HEADER + frame("one"));
        write(FIRST, Arrays.copyOf(whole, whole.length + 5), whole.length + 5);
        assertRefused(FIRST, whole.length);
        write(FIRST, whole, Segment.HEADER + frame("one"));
        assertRefused(FIRST, Segment.HEADER + frame("one"));
    }

    private void assertRefused(String file, long offset) {
        assertThatThrownBy(() -> Log.open(disk, CONFIG))
                .isInstanceOfSatisfying(DamagedException.class, damaged -> {
                    assertThat(damaged.file()).isEqualTo(file);
                    assertThat(damaged.offset()).isEqualTo(offset);
                });
    }

    /// A file system may have made the file longer and not have written it, and a page may be of another file: looking
    /// through that is no matter of minutes.
    @ParameterizedTest
    @ValueSource(longs = {0, (long) Frame.MAGIC << 32 | Frame.MAGIC, (long) Frame.MAGIC << 32 | 60 << 20, -1})
    void aLargeTornEnd(long pattern) throws IOException {
        try (var log = Log.open(disk, CONFIG)) {
            flushed(log, "one");
        }
        int end = Segment.HEADER + frame("one");
        int torn = 64 << 20;
        var filled = ByteBuffer.allocate(torn);
        while (filled.hasRemaining()) filled.putLong(pattern);
        try (var file = new RandomAccessFile(folder.resolve(FIRST).toFile(), "rw")) {
            file.seek(end);
            file.write(filled.array());
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try (var log = Log.open(disk, CONFIG)) {
                assertThat(log.cut()).contains(new Cut(FIRST, end, torn));
                assertThat(all(log)).containsExactly("1 one");
            }
        });
    }

    /// What a broker sent may hold, byte for byte, a record of a log: in a torn one it proves nothing.
    @Test
    void aTornRecordThatHoldsAWholeOne() throws IOException {
        var inner = ByteBuffer.allocate(100);
        Frame.put(inner, bytes("inner"), Segment.HEADER);
        try (var log = Log.open(disk, CONFIG)) {
            log.append(inner.flip());
            log.flush();
        }
        var whole = Files.readAllBytes(folder.resolve(FIRST));
        write(FIRST, whole, whole.length - 1);
        try (var log = Log.open(disk, CONFIG)) {
            assertThat(log.cut()).isPresent();
            assertThat(all(log)).isEmpty();
        }
    }

    /// A file that is replaced is the old one or the new one: the half of a new one goes.
    @Test
    void theHalfOfAReplacedFile() throws IOException {
        Files.writeString(folder.resolve("snapshot.new"), "half of");
        disk.lock().close();
        assertThat(disk.files()).containsExactly("lock");
    }
}
