package dev.plumbline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever is written, and whenever it crashes: nothing is lost that a flush had promised, and nothing comes back that was
/// not appended.
class CrashPropertiesTest {
    @Property
    void aKillInTheMidstOfAWriteLosesNothingThatWasFlushed(@ForAll long seed) throws IOException {
        for (var durability : Durability.values()) {
            var run = new Run(seed, durability);
            run.go();
            run.check(run.disk.afterKill(true, run.random::nextInt), run.flushedBeforeTheLast);
            run.check(run.disk.afterKill(false, run.random::nextInt), run.appended.size());
        }
    }

    @Property
    void aPowerCutLosesNothingThatWasSynced(@ForAll long seed) throws IOException {
        var run = new Run(seed, Durability.POWER);
        run.go();
        run.check(run.disk.afterPowerCut(run.random::nextInt), run.appended.size());
    }

    /// The disk fails within a flush, and the power goes with it: of what was in that flush any beginning may be there.
    @Property
    void aPowerCutInTheMidstOfAFlushLosesNothingOfThoseBefore(@ForAll long seed) throws IOException {
        var run = new Run(seed, Durability.POWER);
        run.goUntilTheDiskFails();
        run.check(run.disk.afterPowerCut(run.random::nextInt), run.flushedBeforeTheLast);
    }

    /// A log that was written at random.
    private static final class Run {
        private final Random random;
        private final LogConfig config;
        private final MemoryDisk disk = new MemoryDisk();
        private final List<byte[]> appended = new ArrayList<>();
        private int flushedBeforeTheLast;

        Run(long seed, Durability durability) {
            random = new Random(seed);
            config = new LogConfig(durability, 1 + random.nextInt(2_000));
        }

        void go() throws IOException {
            try (var log = Log.open(disk, config)) {
                for (int i = 1 + random.nextInt(12); i > 0; i--) flush(log);
            }
        }

        void goUntilTheDiskFails() throws IOException {
            try (var log = Log.open(disk, config)) {
                for (int i = random.nextInt(12); i > 0; i--) flush(log);
                disk.fail(true);
                try {
                    flush(log);
                    throw new AssertionError("a disk that fails has taken something");
                } catch (IOException failed) {
                    assertThat(failed).hasMessageContaining("No space left");
                }
            }
        }

        private void flush(Log log) throws IOException {
            flushedBeforeTheLast = appended.size();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                var record = new byte[random.nextInt(200)];
                random.nextBytes(record);
                log.append(ByteBuffer.wrap(record));
                appended.add(record);
            }
            log.flush();
        }

        void check(MemoryDisk after, int promised) throws IOException {
            try (var log = Log.open(after, config)) {
                var read = new ArrayList<byte[]>();
                log.read(0, (number, record) -> {
                    assertThat(number).isEqualTo(read.size() + 1);
                    var bytes = new byte[record.remaining()];
                    record.get(bytes);
                    return read.add(bytes);
                });
                assertThat(read).hasSizeBetween(promised, appended.size());
                for (int i = 0; i < read.size(); i++) assertThat(read.get(i)).isEqualTo(appended.get(i));
                assertThat(log.next()).isEqualTo(read.size() + 1);
            }
        }
    }
}
