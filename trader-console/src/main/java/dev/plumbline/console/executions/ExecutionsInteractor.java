package dev.plumbline.console.executions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.inbox.Pace;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;
import dev.plumbline.wire.DeskMessage.Item.GoneItem;

/// Turns executions into rows, each of them, and keeps the newest [ExecutionsModel#RETAINED].
final class ExecutionsInteractor implements Inbox.PictureReader {
    private final ExecutionsModel model;
    private final Pace pace = new Pace(Pace.LIST_NANOS);
    private final Map<Key, ExecutionRow> byKey = new HashMap<>();
    private final List<ExecutionRow> fresh = new ArrayList<>();
    private long told;
    private boolean isChanged;

    private record Key(OrderKey order, ExecID execID) {}

    ExecutionsInteractor(ExecutionsModel model) {
        this.model = model;
    }

    void show(ExecutionItem item) {
        isChanged = true;
        var execID = item.execution().execID();
        if (execID.isNone()) {
            add(item);
            return;
        }
        var key = new Key(item.order(), execID);
        var row = byKey.get(key);
        if (row == null) byKey.put(key, add(item));
        else row.item.set(item);
    }

    private ExecutionRow add(ExecutionItem item) {
        var row = new ExecutionRow(item);
        fresh.add(row);
        told++;
        return row;
    }

    /// They are told again as those of another order.
    void gone(GoneItem item) {
        byKey.keySet().removeIf(key -> key.order().equals(item.order()));
        fresh.removeIf(row -> row.item.get().order().equals(item.order()));
        model.rows.removeIf(row -> row.item.get().order().equals(item.order()));
        isChanged = true;
    }

    /// A new life of the server tells its executions again; within one life they are facts and stay.
    @Override
    public void snapshotBegins(boolean anew) {
        if (!anew) return;
        byKey.clear();
        fresh.clear();
        model.rows.clear();
        told = 0;
        isChanged = true;
    }

    /// To be called once a pulse, whether it brought anything or not.
    ///
    /// @param nanoTime of [System#nanoTime()]
    void everyPulse(long nanoTime) {
        if (!isChanged || !pace.isDue(nanoTime)) return;
        isChanged = false;
        if (!fresh.isEmpty()) model.rows.addAll(0, fresh.reversed());
        fresh.clear();
        if (model.rows.size() > ExecutionsModel.RETAINED) letGo();
        var all = Show.count(told) + (told == 1 ? " execution" : " executions");
        model.counts.set(told > model.rows.size() ? "newest " + Show.count(model.rows.size()) + " of " + all : all);
    }

    private void letGo() {
        var oldest = model.rows.subList(ExecutionsModel.RETAINED, model.rows.size());
        for (var row : oldest) byKey.remove(new Key(row.item.get().order(), row.item.get().execution().execID()));
        oldest.clear();
    }
}
