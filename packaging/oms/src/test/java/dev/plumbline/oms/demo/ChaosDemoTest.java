package dev.plumbline.oms.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.adapter.simulator.Chaos;
import dev.plumbline.adapter.simulator.Misdeed;

/// Brokers that do everything that a broker should not, in a few seconds: over real sockets, and to the last order the
/// same in their ledgers, in memory and in Postgres.
class ChaosDemoTest {
    private static final Chaos EVERYTHING = new Chaos(
                    60, 60, 400, 80, 120, 300, 150, 60, 50, 100, 700, 5, 300, 3_000, 500, 1_000, 300)
            .with(new Chaos.Nonsense(20, 20))
            .with(new Chaos.Line(5, 5, 5, 0, 500, 300));

    /// They need two strokes of luck, or more seconds than there are; the simulator's own tests have them all.
    private static final EnumSet<Misdeed> RARE = EnumSet.of(
            Misdeed.FILL_AFTER_END, Misdeed.DONE_BEFORE_PENDING, Misdeed.REPLACED_AFTER_FILL,
            Misdeed.SEQUENCE_RESET, Misdeed.SLOW_READER, Misdeed.CUT, Misdeed.LOGOUT, Misdeed.HALF_OPEN);

    @TempDir
    Path data;

    @Test
    void everyMisdeedIsCommittedAndNothingDiffers() throws Exception {
        var demo = new Demo(new DemoOptions(true, 4, 150, 7, EVERYTHING, false, 0, data));
        assertThat(demo.run()).as("exit code").isZero();
        assertThat(demo.misdeeds().keySet()).containsAll(EnumSet.complementOf(RARE));
    }
}
