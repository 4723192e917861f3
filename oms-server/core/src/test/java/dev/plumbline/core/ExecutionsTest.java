package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ExecutionsTest {
    /// Whoever takes over only what has changed from one version to the next has what the last one has.
    @Property(tries = 200)
    void whatHasChangedSinceAnEarlierVersionIsAllThatDiffers(@ForAll long seed, @ForAll @IntRange(max = 900) int size) {
        var random = new Random(seed);
        var before = Executions.NONE;
        for (int i = 0; i < size; i++) before = before.plus(execution(i, 10));
        var now = before;
        for (int i = random.nextInt(5); i > 0 && size > 0; i--) now = now.with(random.nextInt(size), execution(size + i, 7));
        for (int i = random.nextInt(300); i > 0; i--) now = now.plus(execution(2 * size + i, 5));
        var copy = new ArrayList<>(before.list());
        for (int i : now.changedSince(before).toArray()) {
            if (i == copy.size()) copy.add(now.list().get(i));
            else copy.set(i, now.list().get(i));
        }
        assertThat(copy).isEqualTo(now.list());
        assertThat(now.changedSince(now)).isEmpty();
        assertThat(now.changedSince(Executions.NONE)).isEqualTo(IntStream.range(0, now.size()).boxed().toList());
    }

    private static Execution execution(int id, long qty) {
        var execID = new ExecID("E" + id);
        return new Execution(execID, ClOrdID.NONE, Qty.of(qty), Px.of(1), Execution.State.LIVE, execID, id);
    }
}
