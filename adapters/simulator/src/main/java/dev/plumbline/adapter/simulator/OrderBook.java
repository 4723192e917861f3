package dev.plumbline.adapter.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The resting orders of one symbol, by price, then time. Prices are ticks and quantities whole; who an order belongs to
/// is not known here, an order is a number. Not safe for threads: it belongs to its engine.
final class OrderBook {
    /// Limit of an order that takes any price.
    static final long ANY_PRICE = Long.MIN_VALUE;

    private final Half bids = new Half(Comparator.reverseOrder());
    private final Half asks = new Half(Comparator.naturalOrder());
    private final Map<Long, Resting> index = new HashMap<>();

    /// A resting order gave `qty` at its own price.
    record Match(long resting, long qty, long ticks) {}

    private static final class Resting {
        private final long number;
        private final boolean buy;
        private final long ticks;
        private long qty;

        Resting(long number, boolean buy, long ticks, long qty) {
            this.number = number;
            this.buy = buy;
            this.ticks = ticks;
            this.qty = qty;
        }
    }

    /// Takes up to `qty` from the other side: best price first, then the oldest, never beyond `limit`.
    List<Match> take(boolean buy, long limit, long qty) {
        var against = buy ? asks : bids;
        var matches = new ArrayList<Match>(2);
        long left = qty;
        while (left > 0 && against.reaches(limit)) {
            var resting = against.first();
            long traded = Math.min(left, resting.qty);
            matches.add(new Match(resting.number, traded, resting.ticks));
            left -= traded;
            resting.qty -= traded;
            if (resting.qty == 0) remove(resting.number);
        }
        return matches;
    }

    /// What [#take] could get, up to `qty`.
    long takeable(boolean buy, long limit, long qty) {
        var against = buy ? asks : bids;
        long found = 0;
        for (var level : against.levels.entrySet()) {
            if (found >= qty || !against.reaches(level.getKey(), limit)) break;
            for (var resting : level.getValue().values()) found += resting.qty;
        }
        return Math.min(found, qty);
    }

    /// Puts an order at the end of the queue of its price.
    void rest(long number, boolean buy, long ticks, long qty) {
        var resting = new Resting(number, buy, ticks, qty);
        index.put(number, resting);
        half(buy).add(resting);
    }

    /// Makes a resting order smaller, in its place.
    void shrink(long number, long qty) {
        var resting = index.get(number);
        if (resting != null && qty < resting.qty) resting.qty = qty;
    }

    /// Takes an order out, if it is in.
    void remove(long number) {
        var resting = index.remove(number);
        if (resting != null) half(resting.buy).remove(resting);
    }

    private Half half(boolean buy) {
        return buy ? bids : asks;
    }

    /// One side: a queue for each price, the best price first.
    private static final class Half {
        private final TreeMap<Long, LinkedHashMap<Long, Resting>> levels;

        Half(Comparator<Long> bestFirst) {
            this.levels = new TreeMap<>(bestFirst);
        }

        boolean reaches(long limit) {
            return !levels.isEmpty() && reaches(levels.firstKey(), limit);
        }

        private boolean reaches(Long price, long limit) {
            return limit == ANY_PRICE || levels.comparator().compare(price, limit) <= 0;
        }

        Resting first() {
            return levels.firstEntry().getValue().firstEntry().getValue();
        }

        void add(Resting resting) {
            levels.computeIfAbsent(resting.ticks, _ -> new LinkedHashMap<>()).put(resting.number, resting);
        }

        void remove(Resting resting) {
            var level = levels.get(resting.ticks);
            if (level == null) return;
            level.remove(resting.number);
            if (level.isEmpty()) levels.remove(resting.ticks);
        }
    }
}
