package dev.plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private final AtomicInteger read = new AtomicInteger();
    private final List<Integer> done = new ArrayList<>();

    private void read(int count, Predicate<Integer> into) {
        for (int i = 0; i < count; i++) {
            read.incrementAndGet();
            if (!into.test(i)) return;
        }
    }

    @Test
    void allIsDoneInTheOrderInWhichItWasRead() {
        ReadAhead.<Integer>run("test", into -> read(10_001, into), done::add);
        assertThat(done).isEqualTo(IntStream.range(0, 10_001).boxed().toList());
    }

    @Test
    void nothingToReadIsNothingToDo() {
        ReadAhead.<Integer>run("test", into -> read(0, into), done::add);
        assertThat(done).isEmpty();
    }

    /// Who reads is told to stop, and has stopped by then.
    @Test
    void whatFailsAtTheWorkEndsTheReading() {
        assertThatThrownBy(() -> ReadAhead.<Integer>run("test", into -> read(1_000_000_000, into), one -> {
            if (one == 300) throw new IllegalArgumentException("300 is too many");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("300 is too many");
        int then = read.get();
        assertThat(then).isLessThan(100_000);
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("test");
    }

    @Test
    void whatFailsAtTheReadingIsThrownBehindWhatWasRead() {
        assertThatThrownBy(() -> ReadAhead.<Integer>run("test", into -> {
            read(1_024, into);
            throw new IllegalStateException("a torn page");
        }, done::add)).isInstanceOf(IllegalStateException.class).hasMessage("a torn page");
        assertThat(done).hasSize(1_024);
    }
}
