package dev.plumbline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The same work again and again: the first rounds are for the compiler, of the others the median counts.
final class Rounds<T> {
    private static final int AT_LEAST = 3;

    private final List<T> measured;

    private Rounds(List<T> measured) {
        this.measured = measured;
    }

    static <T> Rounds<T> run(Options options, Round<T> round) throws InterruptedException {
        repeat(options.warmUpNanos(), 1, round);
        return new Rounds<>(repeat(options.measuredNanos(), AT_LEAST, round));
    }

    private static <T> List<T> repeat(long nanos, int atLeast, Round<T> round) throws InterruptedException {
        var results = new ArrayList<T>();
        long began = System.nanoTime();
        while (results.size() < atLeast || System.nanoTime() - began < nanos) results.add(round.run());
        return results;
    }

    /// The median, with the lowest and the highest in its note.
    Result.Figure figure(String key, String label, String unit, ToDoubleFunction<T> value) {
        var sorted = measured.stream().mapToDouble(value).sorted().toArray();
        var note = "%s to %s in %d rounds"
                .formatted(Rendering.number(sorted[0]), Rendering.number(sorted[sorted.length - 1]), sorted.length);
        return new Result.Figure(key, label, sorted[sorted.length / 2], unit, note);
    }

    interface Round<T> {
        T run() throws InterruptedException;
    }
}
