package dev.plumbline.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.EntryForm.Place;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.store.Stored;

/// Where a journal parts from the history. Of a server that was killed at work those are the last few records: what it had written and
/// not yet put into a second place.
final class Strays {
    /// Of each shard; who has more of them has been on his own for long, and begins anew.
    private static final int LOOKED_AT = 10_000;

    private final FileJournal journal;
    private final Stored store;
    /// The newest of each shard, oldest first.
    private final Map<Integer, Deque<Numbered>> newest = new HashMap<>();

    private record Numbered(long number, Place place) {}

    private Strays(FileJournal journal, Stored store) {
        this.journal = journal;
        this.store = store;
    }

    /// The first record from which on the journal is not needed, as what it has there is no history, or the history has it as well.
    /// Nothing where it must go as a whole.
    ///
    /// @param heads which the history has, of each shard
    /// @param from a record that is not behind any of those
    static OptionalLong first(FileJournal journal, Stored store, Map<Integer, Chain.Head> heads, long from) {
        var strays = new Strays(journal, store);
        journal.numberedPlaces(from, strays::note);
        return strays.first(heads);
    }

    private void note(long number, Place place) {
        var shard = newest.computeIfAbsent(place.shard(), _ -> new ArrayDeque<>());
        if (shard.size() == LOOKED_AT) shard.removeFirst();
        shard.addLast(new Numbered(number, place));
    }

    private OptionalLong first(Map<Integer, Chain.Head> heads) {
        // Nothing is behind its snapshot, which would stay.
        if (heads.keySet().stream().anyMatch(shard -> !newest.containsKey(shard) && !isHistory(shard, heads))) return OptionalLong.empty();
        long first = Long.MAX_VALUE;
        for (var shard : newest.entrySet()) {
            var places = new ArrayList<>(shard.getValue());
            int common = common(places);
            if (common == 0 && !followsOnHistory(places.getFirst().place, heads)) return OptionalLong.empty();
            if (common < places.size()) first = Math.min(first, places.get(common).number);
        }
        return first < Long.MAX_VALUE && journal.canDoWithout(first) ? OptionalLong.of(first) : OptionalLong.empty();
    }

    /// How many of them the history has. Each of them stands for all before it: their hashes are a chain.
    private int common(List<Numbered> places) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isHistory(places.get(middle).place)) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private boolean isHistory(Place place) {
        return Await.done(store.hashOf(place.shard(), place.seq())).equals(place.hash());
    }

    private boolean followsOnHistory(Place place, Map<Integer, Chain.Head> heads) {
        var head = heads.get(place.shard());
        return head != null && head.seq() == place.seq() - 1 && isHistory(place.shard(), heads);
    }

    private boolean isHistory(int shard, Map<Integer, Chain.Head> heads) {
        var head = heads.get(shard);
        return head == null || head.seq() == 0 || Await.done(store.hashOf(shard, head.seq())).equals(head.hash());
    }
}
