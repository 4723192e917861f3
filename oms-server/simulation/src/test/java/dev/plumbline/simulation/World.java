package dev.plumbline.simulation;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Time and chance of one history, and what is still to happen in it. One thread; nothing here asks a clock, and what
/// falls due at the same moment comes in an order that the seed says. Times are nanoseconds since the epoch, UTC.
final class World {
    static final long MS = 1_000_000;
    private static final long BEGIN = 1_795_348_800_000_000_000L;
    private static final int LINES_KEPT = 60;

    private final SplittableRandom chance;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::lot).thenComparingLong(Due::number));
    private final boolean aloud;
    private final Deque<Line> lastLines = new ArrayDeque<>();
    private long now = BEGIN;
    private long number;
    private long hash = 1;
    private boolean calm;
    final Tally tally = new Tally();

    private record Due(long at, long lot, long number, Runnable action) {}

    /// @param aloud prints every line of the trace
    World(long seed, boolean aloud) {
        chance = new SplittableRandom(seed);
        this.aloud = aloud;
    }

    long now() {
        return now;
    }

    void in(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    void at(long at, Runnable action) {
        agenda.add(new Due(Math.max(at, now), chance.nextLong(), ++number, action));
    }

    /// Does what comes next, if it comes before `until`.
    boolean step(long until) {
        var next = agenda.peek();
        if (next == null || next.at > until) {
            now = Math.max(now, until);
            return false;
        }
        agenda.remove();
        now = next.at;
        next.action.run();
        return true;
    }

    /// From now on nothing goes wrong any more.
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    // ---- chance

    int below(int bound) {
        return chance.nextInt(bound);
    }

    long below(long bound) {
        return chance.nextLong(bound);
    }

    boolean happens(int perMille) {
        return chance.nextInt(1_000) < perMille;
    }

    /// A time between the two, in nanoseconds: mostly at the lower end.
    long micros(int least, int most) {
        int spread = most - least;
        int kind = chance.nextInt(8);
        int micros = least + (kind == 0 ? chance.nextInt(spread + 1) : chance.nextInt(spread / 8 + 1));
        return micros * 1_000L;
    }

    // ---- trace

    void trace(String line) {
        hash = 31 * hash + now;
        hash = 31 * hash + line.hashCode();
        var told = new Line(now, line);
        if (aloud) System.out.println(told);
        lastLines.add(told);
        if (lastLines.size() > LINES_KEPT) lastLines.remove();
    }

    /// Of everything that was traced: two runs of one seed have the same.
    long hash() {
        return hash;
    }

    List<String> lastLines() {
        return lastLines.stream().map(Line::toString).toList();
    }

    private record Line(long at, String text) {
        @Override
        public String toString() {
            return "%,11.3f ms  %s".formatted((at - BEGIN) / 1e6, text);
        }
    }
}
