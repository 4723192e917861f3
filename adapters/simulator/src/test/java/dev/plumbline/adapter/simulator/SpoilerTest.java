package dev.plumbline.adapter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import dev.plumbline.adapter.simulator.Chaos.Line;

/// What the line does to messages, by the clock.
class SpoilerTest {
    private static final Buffer REPORT = Buffer.buffer("8=FIX.4.4\0019=9\00135=8\00134=2\00110=000\001");
    private static final long NANOS_PER_MS = 1_000_000;

    private final List<Misdeed> done = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();

    /// Else a line that carries a thousand messages a second would have a gap always.
    @Test
    void afterEachTroubleThereIsCalm() {
        var spoiler = spoiler(new Line(1000, 0, 0, 100, 0, 0));
        var droppedAt = LongStream.rangeClosed(0, 250).filter(ms -> isDropped(spoiler, ms)).boxed().toList();
        assertThat(droppedAt).containsExactly(0L, 100L, 200L);
        assertThat(done).containsExactly(Misdeed.DROPPED, Misdeed.DROPPED, Misdeed.DROPPED);
    }

    @Test
    void withoutCalmEachMessageHasItsChance() {
        var spoiler = spoiler(new Line(1000, 0, 0, 0, 0, 0));
        assertThat(LongStream.range(0, 5).filter(ms -> isDropped(spoiler, ms)).count()).isEqualTo(5);
    }

    private boolean isDropped(Spoiler spoiler, long ms) {
        now.set(ms * NANOS_PER_MS);
        return spoiler.pass(REPORT).length() == 0;
    }

    private Spoiler spoiler(Line line) {
        return new Spoiler(line, new SplittableRandom(1), done::add, now::get);
    }
}
