package dev.plumbline.console.alerts;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Show;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// Keeps the newest [AlertsModel#RETAINED] alerts and counts those that nobody has looked at.
final class AlertsInteractor implements Inbox.PictureReader {
    private final AlertsModel model;
    private final List<AlertItem> fresh = new ArrayList<>();
    private long told;

    AlertsInteractor(AlertsModel model) {
        this.model = model;
    }

    void show(AlertItem item) {
        fresh.add(item);
        told++;
    }

    /// A new life of the server tells its alerts again.
    @Override
    public void snapshotBegins(boolean anew) {
        if (!anew) return;
        fresh.clear();
        model.rows.clear();
        model.unseen.set(0);
        told = 0;
    }

    @Override
    public void pulseEnds() {
        if (fresh.isEmpty()) return;
        model.unseen.set(model.unseen.get() + (int) fresh.stream().filter(AlertsInteractor::matters).count());
        model.rows.addAll(0, fresh.reversed());
        fresh.clear();
        if (model.rows.size() > AlertsModel.RETAINED) model.rows.remove(AlertsModel.RETAINED, model.rows.size());
        count();
    }

    static boolean matters(AlertItem item) {
        return !item.level().equals("INFO");
    }

    private void count() {
        var all = Show.count(told) + (told == 1 ? " alert" : " alerts");
        model.counts.set(told > model.rows.size() ? "newest " + Show.count(model.rows.size()) + " of " + all : all);
    }

    void seen() {
        model.unseen.set(0);
    }
}
