package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.Promise;

/// Inputs that no longer wait in memory: their events are in the journal, of the states only the newest are held.
final class Spill {
    private final Rows states = new Rows();
    private final List<Promise<Void>> marks = new ArrayList<>();
    private final Map<Integer, Integer> perShard = new HashMap<>();
    private long first = Long.MAX_VALUE;
    private long last;
    private int inputs;

    void add(Pending input, StateSeqs written) {
        states.addState(input, written);
        first = Math.min(first, input.kept().number());
        last = Math.max(last, input.kept().number());
        perShard.merge(input.shard(), 1, Integer::sum);
        inputs++;
    }

    void mark(Promise<Void> reached) {
        marks.add(reached);
    }

    boolean isEmpty() {
        return inputs == 0;
    }

    int inputs() {
        return inputs;
    }

    Map<Integer, Integer> perShard() {
        return perShard;
    }

    /// The lowest number of them in the journal.
    long first() {
        return first;
    }

    /// The highest one.
    long last() {
        return last;
    }

    Rows states() {
        return states;
    }

    List<Promise<Void>> marks() {
        return marks;
    }
}
