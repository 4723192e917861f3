package dev.plumbline.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Random histories of writing, crashing and going on. After each crash there is what had been promised, and nothing that
/// was not written: no other bytes, no gap, no other order.
class CrashPropertiesTest {
    @Property(tries = 300)
    void killedWithinAWrite(@ForAll long seed) throws IOException {
        var history = new History(seed, Durability.PROCESS);
        for (int crash = 0; crash < 8; crash++) {
            history.writes();
            boolean inWrite = history.random.nextBoolean();
            history.goesOnAfter(history.disk.afterKill(inWrite, history.random::nextInt), inWrite);
        }
    }

    @Property(tries = 300)
    void powerCut(@ForAll long seed) throws IOException {
        var history = new History(seed, Durability.POWER);
        for (int crash = 0; crash < 8; crash++) {
            history.writes();
            if (history.random.nextBoolean()) history.failsToWrite();
            history.goesOnAfter(history.disk.afterPowerCut(history.random::nextInt), false);
        }
    }

    /// The machine stays up: what a failed write has left is there.
    @Property(tries = 300)
    void failedWrites(@ForAll long seed) throws IOException {
        var history = new History(seed, Durability.POWER);
        for (int failure = 0; failure < 8; failure++) {
            history.writes();
            history.failsToWrite();
            history.goesOnAfter(history.disk, false);
        }
    }

    /// Nothing was promised for this case, so much may be gone, or the log be refused. What it gives is what was written.
    @Property(tries = 300)
    void powerCutWhereOnlyTheProcessWasToBeSurvived(@ForAll long seed) throws IOException {
        var history = new History(seed, Durability.PROCESS);
        history.writes();
        try {
            var left = History.read(history.disk.afterPowerCut(history.random::nextInt));
            left.forEach((number, record) -> assertThat(record).isEqualTo(history.written.get((int) (number - 1))));
        } catch (DamagedException refused) {
            assertThat(refused.file()).isNotEmpty();
        }
    }

    @Test
    void aFailedWriteBreaksTheLogUntilItIsOpenedAgain() throws IOException {
        var disk = new MemoryDisk();
        var log = Log.open(disk, LogConfig.of(Durability.POWER));
        Records.flushed(log, "one");
        log.append(Records.bytes("two"));
        disk.fail(true);
        assertThatThrownBy(log::flush).isInstanceOf(IOException.class);
        disk.fail(false);
        assertThatThrownBy(log::flush).hasMessage("the log is broken: it has failed to write before");
        assertThatThrownBy(() -> log.append(Records.bytes("three"))).isInstanceOf(IOException.class);
        assertThat(Records.all(log)).as("readers go on").containsExactly("1 one");
        var again = Log.open(disk, LogConfig.of(Durability.POWER));
        Records.flushed(again, "two once more");
        assertThat(Records.all(again)).containsExactly("1 one", "2 two once more");
    }

    /// A log on a disk that is crashed, and all that was ever written to it.
    private static final class History {
        private static final int SMALL_FILE = 400;

        private final Random random;
        private final LogConfig config;
        private final List<String> written = new ArrayList<>();
        private MemoryDisk disk = new MemoryDisk();
        private Log log;
        private int beforeLastFlush;
        private int promised;
        private long dropped;

        History(long seed, Durability durability) throws IOException {
            random = new Random(seed);
            config = new LogConfig(durability, SMALL_FILE);
            log = Log.open(disk, config);
        }

        void writes() throws IOException {
            for (int flushes = random.nextInt(12); flushes > 0; flushes--) {
                append();
                if (written.size() > promised) beforeLastFlush = promised;
                log.flush();
                promised = written.size();
            }
            if (random.nextInt(4) == 0) {
                log.dropBefore(1 + random.nextInt(written.size() + 1));
                dropped = log.first() - 1;
            }
        }

        private void append() throws IOException {
            for (int records = random.nextInt(5); records > 0; records--) {
                var record = written.size() + 1 + "x".repeat(random.nextInt(40)) + random.nextInt();
                written.add(record);
                log.append(Records.bytes(record));
            }
        }

        void failsToWrite() throws IOException {
            append();
            log.append(Records.bytes("last"));
            written.add("last");
            disk.fail(true);
            assertThatThrownBy(log::flush).isInstanceOf(IOException.class);
            disk.fail(false);
        }

        /// @param lastFlushIsTorn the crash came within it: it had promised nothing
        void goesOnAfter(MemoryDisk crashed, boolean lastFlushIsTorn) throws IOException {
            disk = crashed;
            var scanned = read(disk);
            log = Log.open(disk, config);
            int there = (int) log.next() - 1;
            assertThat(there).isBetween(lastFlushIsTorn ? beforeLastFlush : promised, written.size());
            var expected = new HashMap<Long, String>();
            for (long number = dropped + 1; number <= there; number++) expected.put(number, written.get((int) number - 1));
            assertThat(scanned).isEqualTo(expected);
            assertThat(read(disk)).as("opened").isEqualTo(expected);
            written.subList(there, written.size()).clear();
            promised = there;
            beforeLastFlush = there;
        }

        static Map<Long, String> read(Disk disk) throws IOException {
            var records = new HashMap<Long, String>();
            Log.scan(disk, (number, record) -> {
                assertThat(records.put(number, text(record))).isNull();
                return true;
            });
            return records;
        }

        private static String text(ByteBuffer record) {
            return UTF_8.decode(record).toString();
        }
    }
}
