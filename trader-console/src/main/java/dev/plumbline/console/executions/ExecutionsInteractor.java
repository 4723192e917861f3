package dev.plumbline.console.executions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.plumbline.console.filter.Filter.Ready;
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
    private Map<Key, ExecutionRow> byKey = new HashMap<>();
    /// Rows of before the snapshot that is being told: an execution that is told again keeps its row.
    private Map<Key, ExecutionRow> before = Map.of();
    private boolean isTelling;
    private boolean isTold;
    private boolean isAnew;
    private final List<ExecutionRow> fresh = new ArrayList<>();
    private long told;
    private boolean isChanged;
    private Predicate<ExecutionItem> condition = _ -> true;
    private boolean changesWithTime;
    /// An execution that is shown, or was not, has changed: it may match now, or no more.
    private boolean isFilterDue;

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
        if (row == null) byKey.put(key, add(key, item));
        else change(row, item);
    }

    private void change(ExecutionRow row, ExecutionItem item) {
        row.item.set(item);
        isFilterDue = true;
    }

    private ExecutionRow add(Key key, ExecutionItem item) {
        var row = before.get(key);
        if (row == null) return add(item);
        change(row, item);
        return add(row);
    }

    /// Takes another filter. One that is typed wrong leaves the last good one in force, so it is not told here.
    void filter(Ready<ExecutionItem> ready) {
        condition = ready.condition();
        changesWithTime = ready.changesWithTime();
        apply();
    }

    /// To be called about once a second: time alone makes executions match or not.
    void everySecond() {
        if (changesWithTime) apply();
    }

    private void apply() {
        isFilterDue = false;
        var wanted = condition;
        model.filtered.setPredicate(row -> wanted.test(row.item.get()));
        count();
    }

    private ExecutionRow add(ExecutionItem item) {
        return add(new ExecutionRow(item));
    }

    private ExecutionRow add(ExecutionRow row) {
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

    /// The last ones are told again, among them some that were let go here: beside the others they would count as new. Those of
    /// before stay in sight until all are told.
    @Override
    public void snapshotBegins(boolean anew) {
        before = byKey;
        byKey = new HashMap<>();
        fresh.clear();
        told = 0;
        isTelling = true;
    }

    @Override
    public void snapshotEnds() {
        before = Map.of();
        isTelling = false;
        isTold = true;
        isAnew = true;
        isChanged = true;
    }

    /// To be called once a pulse, whether it brought anything or not.
    ///
    /// @param nanoTime of [System#nanoTime()]
    void everyPulse(long nanoTime) {
        if (!isChanged || isTelling || !pace.isDue(nanoTime)) return;
        isChanged = false;
        if (isAnew) model.rows.setAll(fresh.reversed());
        else model.rows.put(fresh);
        isAnew = false;
        fresh.clear();
        if (model.rows.size() > ExecutionsModel.RETAINED) letGo();
        if (isFilterDue) apply();
        else count();
    }

    private void count() {
        var all = Show.count(told) + (told == 1 ? " execution" : " executions");
        var kept = told > model.rows.size() ? "newest " + Show.count(model.rows.size()) + " of " + all : all;
        int shown = model.filtered.size();
        model.counts.set(shown == model.rows.size() ? kept : Show.count(shown) + " of " + kept);
        model.placeholder.set(!model.rows.isEmpty() ? "No execution matches the filter" : isTold ? "No executions" : Show.UNTOLD);
    }

    private void letGo() {
        var oldest = model.rows.subList(ExecutionsModel.RETAINED, model.rows.size());
        for (var row : oldest) byKey.remove(new Key(row.item.get().order(), row.item.get().execution().execID()));
        oldest.clear();
    }
}
