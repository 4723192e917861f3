package dev.plumbline.server.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.core.Account;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Item;

/// The last batches, for a console that was away for a moment: it gets what has changed, and not the whole picture.
/// Bounded by the number of their items. One thread.
final class Remembered {
    private final int itemsMax;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private int items;
    /// Up to this number nothing is known any more.
    private long forgotten;

    Remembered(int itemsMax) {
        this.itemsMax = itemsMax;
    }

    void add(Batch batch) {
        if (batch.isHeartbeat()) return;
        batches.addLast(batch);
        items += batch.items().size();
        while (items > itemsMax) {
            var oldest = batches.removeFirst();
            items -= oldest.items().size();
            forgotten = oldest.seq();
        }
    }

    /// What was told after `seq`, in that order: of states the newest, events one by one. Empty where it is no longer known.
    Optional<List<Item>> since(long seq) {
        if (seq < forgotten) return Optional.empty();
        Map<Object, Item> newest = new LinkedHashMap<>();
        for (var batch : batches) {
            if (batch.seq() <= seq) continue;
            for (var item : batch.items()) {
                var key = key(item);
                newest.remove(key);
                newest.put(key, item);
            }
        }
        return Optional.of(new ArrayList<>(newest.values()));
    }

    private record Held(Account account, Symbol symbol) {}

    private record Line(String kind, String name) {}

    private record Halts(Halt.Scope scope) {}

    private record Report(int shard, long seq) {}

    /// An event is like no other.
    private static Object key(Item item) {
        return switch (item) {
            case Item.OrderItem(var order) -> order.key();
            case Item.GoneItem(var order) -> order;
            case Item.PositionItem(var position) -> new Held(position.account(), position.symbol());
            case Item.SessionItem line -> new Line("session", line.session());
            case Item.ServiceItem line -> new Line("service", line.service());
            case Item.WaitingItem report -> new Report(report.shard(), report.seq());
            case Item.WaitingGoneItem(int shard, long seq) -> new Report(shard, seq);
            case Item.MoreWaitingItem _ -> Item.MoreWaitingItem.class;
            case Item.HaltItem(var halt, _, _, _, _) -> new Halts(halt.scope());
            case Item.HaltGoneItem(var scope) -> new Halts(scope);
            case Item.InstrumentItem instrument -> instrument.symbol();
            case Item.AccountItem(var account) -> account;
            case Item.ExecutionItem _, Item.AlertItem _ -> new Object();
        };
    }
}
