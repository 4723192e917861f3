package dev.plumbline.server.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.core.Outcome;
import dev.plumbline.core.Released;
import dev.plumbline.server.orders.Doubtful;
import dev.plumbline.wire.DeskMessage.Item;

/// Reports that wait or are quarantined: the newest of them, and how many more there are. One thread.
final class DoubtfulReports {
    static final int KEPT = 5_000;

    /// The newest last.
    private final LinkedHashMap<Place, Item.WaitingItem> kept = new LinkedHashMap<>();
    private final Map<Place, Item> dirty = new LinkedHashMap<>();
    private long others;
    private long toldOthers;

    private record Place(int shard, long seq) {}

    void add(Item.WaitingItem item) {
        var place = new Place(item.shard(), item.seq());
        kept.put(place, item);
        dirty.put(place, item);
        if (kept.size() <= KEPT) return;
        var oldest = kept.pollFirstEntry().getKey();
        dirty.put(oldest, new Item.WaitingGoneItem(oldest.shard, oldest.seq));
        others++;
    }

    /// One that is not kept was one of the others.
    void released(int shard, Released released) {
        if (released.outcome() == Outcome.PARKED) return;
        var place = new Place(shard, released.input());
        var item = kept.get(place);
        if (released.outcome() == Outcome.QUARANTINED) {
            if (item != null) replace(place, Doubtful.quarantined(item, released.reason()));
        } else if (kept.remove(place) != null) {
            dirty.put(place, new Item.WaitingGoneItem(shard, released.input()));
        } else if (others > 0) {
            others--;
        }
    }

    private void replace(Place place, Item.WaitingItem item) {
        kept.put(place, item);
        dirty.put(place, item);
    }

    boolean hasNews() {
        return !dirty.isEmpty() || others != toldOthers;
    }

    /// What has changed since the last call.
    void news(List<Item> into) {
        into.addAll(dirty.values());
        if (others != toldOthers) into.add(new Item.MoreWaitingItem(others));
        told();
    }

    /// Nothing that has changed so far is news any more.
    void told() {
        toldOthers = others;
        dirty.clear();
    }

    /// What was there before: nothing of it is news.
    void restored(List<Item.WaitingItem> items) {
        items.forEach(this::add);
        told();
    }

    List<Item> all() {
        var items = new ArrayList<Item>(kept.values());
        if (others > 0) items.add(new Item.MoreWaitingItem(others));
        return items;
    }
}
