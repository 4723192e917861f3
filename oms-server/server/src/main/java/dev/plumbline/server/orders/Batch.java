package dev.plumbline.server.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.DeskMessage;

/// What a shard did in one turn of its event loop: kept first, then let out.
final class Batch {
    final List<StoreBatch.Entry> inputs = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Gone> gone = new ArrayList<>();
    final Map<BrokerSession, List<Outbound>> commands = new LinkedHashMap<>();
    final List<Runnable> answers = new ArrayList<>();
    final List<DeskMessage.Item> alerts = new ArrayList<>();

    /// Orders whose outcome is known again.
    int known;

    boolean isEmpty() {
        return inputs.isEmpty() && changes.isEmpty() && answers.isEmpty() && alerts.isEmpty();
    }

    void command(Outbound outbound) {
        commands.computeIfAbsent(outbound.order().session(), _ -> new ArrayList<>()).add(outbound);
    }
}
