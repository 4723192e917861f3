package dev.plumbline.server.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.Released;
import dev.plumbline.core.Result;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.DeskMessage;

/// What a shard did in one turn of its event loop: kept first, then let out.
final class Batch {
    final List<Entry> entries = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Gone> gone = new ArrayList<>();
    final Map<BrokerSession, List<Outbound>> commands = new LinkedHashMap<>();
    final Map<BrokerSession, List<Long>> acknowledgements = new LinkedHashMap<>();
    final List<Runnable> answers = new ArrayList<>();
    final List<DeskMessage.Item> alerts = new ArrayList<>();
    final List<DeskMessage.Item> doubtful = new ArrayList<>();
    final List<Released> released = new ArrayList<>();
    final List<KillSwitch> switched = new ArrayList<>();

    /// Orders whose outcome is known again.
    int known;

    boolean isEmpty() {
        return entries.isEmpty() && commands.isEmpty() && answers.isEmpty() && alerts.isEmpty();
    }

    int size() {
        return entries.size();
    }

    void add(Entry entry, Result result) {
        entries.add(entry);
        results.add(result);
        for (var change : result.changes())
            if (!gone.isEmpty()) gone.removeIf(one -> one.key().equals(change.order().key()));
        changes.addAll(result.changes());
        gone.addAll(result.gone());
        Doubtful.of(entry).ifPresent(doubtful::add);
        released.addAll(result.released());
    }

    void command(Outbound outbound) {
        commands.computeIfAbsent(outbound.order().session(), _ -> new ArrayList<>()).add(outbound);
    }

    void acknowledge(Inbound inbound) {
        acknowledgements.computeIfAbsent(inbound.session(), _ -> new ArrayList<>()).add(inbound.msgSeqNum());
    }

    /// For the store, once the journal has it.
    StoreBatch stored(List<Kept> kept) {
        var stored = new ArrayList<StoreBatch.Entry>(kept.size());
        for (int i = 0; i < kept.size(); i++) {
            var result = results.get(i);
            stored.add(new StoreBatch.Entry(kept.get(i), result.changes(), result.released(), result.gone()));
        }
        return new StoreBatch(kept.getFirst().entry().shard(), stored);
    }
}
