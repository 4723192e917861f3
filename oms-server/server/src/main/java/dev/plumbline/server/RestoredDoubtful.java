package dev.plumbline.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Parked;
import dev.plumbline.server.orders.Doubtful;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.store.StoredInput;
import dev.plumbline.wire.DeskMessage.Item.WaitingItem;

/// What is shown at a desk of reports that waited, or were quarantined, when the last run ended: all that wait, and of the
/// quarantined those of the inputs behind the last snapshots, which a restart goes through anyway. Older ones are listed
/// by the management port.
final class RestoredDoubtful {
    private static final int PAGE = 1_000;

    private RestoredDoubtful() {}

    /// Pages of the stored inputs that wait.
    interface Stored {
        Future<List<StoredInput>> parked(StoredInput.After after, int limit);
    }

    /// Oldest first. Blocks.
    static List<WaitingItem> of(List<Restart> restarts, Stored store) {
        var items = new ArrayList<WaitingItem>();
        var older = new ArrayList<Older>();
        for (var restart : restarts) {
            var seen = new HashMap<Long, WaitingItem>();
            for (var item : restart.doubtful()) seen.put(item.seq(), item);
            items.addAll(seen.values());
            for (var parked : restart.book().parked())
                if (!seen.containsKey(parked.input())) older.add(new Older(new Place(restart.number(), parked.input()), parked));
        }
        var stored = older.isEmpty() ? Map.<Place, StoredInput>of() : stored(store);
        for (var one : older) items.add(one.item(stored.get(one.place)));
        items.sort(Comparator.comparingLong(WaitingItem::receivedAt).thenComparingLong(WaitingItem::seq));
        return items;
    }

    private record Place(int shard, long seq) {}

    private static Map<Place, StoredInput> stored(Stored store) {
        var stored = new HashMap<Place, StoredInput>();
        var after = StoredInput.After.NOTHING;
        while (true) {
            var page = Await.done(store.parked(after, PAGE));
            for (var input : page) stored.put(new Place(input.shard(), input.seq()), input);
            if (page.size() < PAGE) return stored;
            after = new StoredInput.After(page.getLast().shard(), page.getLast().seq());
        }
    }

    /// One that waited already when the last snapshot was taken, which does not have its message.
    private record Older(Place place, Parked parked) {
        WaitingItem item(@Nullable StoredInput stored) {
            var report = parked.report();
            return new WaitingItem(
                    place.shard, place.seq, report.session().value(), stored == null ? 0 : stored.receivedAt(),
                    WaitingItem.PARKED, stored == null ? parked.reason() : stored.reason(), report.clOrdID().value(),
                    report.orderID().value(), report.execID().value(),
                    stored == null ? Buffer.buffer() : Doubtful.cut(stored.raw()));
        }
    }
}
