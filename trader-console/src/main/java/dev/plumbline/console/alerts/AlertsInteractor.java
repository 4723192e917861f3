package dev.plumbline.console.alerts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import dev.plumbline.console.alerts.Folded.Alike;
import dev.plumbline.console.filter.AlertFields;
import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.filter.Filter;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Show;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// Keeps the newest [AlertsModel#RETAINED] rows of alerts, folds bursts, and knows which ones nobody has looked at.
final class AlertsInteractor implements Inbox.PictureReader {
    /// More than a snapshot tells.
    private static final int KNOWN_MAX = 4_000;

    private final AlertsModel model;
    /// Those that were told last.
    private final SequencedSet<AlertItem> known = new LinkedHashSet<>();
    private final Fields<AlertItem> fields;
    /// Rows that may still take alerts of their kind: those of the last ten seconds.
    private final Map<Alike, AlertRow> open = new HashMap<>();
    private final List<AlertRow> fresh = new ArrayList<>();
    private Predicate<AlertItem> condition = _ -> true;
    private boolean changesWithTime;
    private boolean isChanged;
    private long told;
    private long newestAt;

    /// @param clock nanoseconds since the epoch, UTC
    AlertsInteractor(AlertsModel model, LongSupplier clock) {
        this.model = model;
        fields = AlertFields.of(clock);
    }

    /// A snapshot tells the last ones again: what a person has seen of them stays seen. What an earlier life of the server said
    /// stays, too, for nobody will say it again.
    void show(AlertItem item) {
        if (!known.add(item)) return;
        if (known.size() > KNOWN_MAX) known.removeFirst();
        told++;
        isChanged = true;
        newestAt = Math.max(newestAt, item.at());
        var alike = Alike.of(item);
        var row = open.get(alike);
        if (row != null && row.now().takes(item)) {
            row.folded.set(row.now().plus(item));
        } else {
            row = new AlertRow(Folded.of(item));
            open.put(alike, row);
            fresh.add(row);
        }
    }

    @Override
    public void pulseEnds() {
        if (!isChanged) return;
        isChanged = false;
        if (!fresh.isEmpty()) model.rows.addAll(0, fresh.reversed());
        fresh.clear();
        if (model.rows.size() > AlertsModel.RETAINED) model.rows.remove(AlertsModel.RETAINED, model.rows.size());
        open.values().removeIf(row -> newestAt - row.now().firstAt() > Folded.FOLD_NANOS);
        count();
    }

    private void count() {
        var all = Show.count(told) + (told == 1 ? " alert" : " alerts");
        long kept = model.rows.stream().mapToLong(row -> row.now().count()).sum();
        model.counts.set(told > kept ? "newest " + Show.count(kept) + " of " + all : all);
        model.unseen.set((int) model.rows.stream().filter(row -> row.now().isUnseen()).count());
        allow();
    }

    /// The filter or the levels have changed. A filter that is not understood says so and changes nothing.
    void filter() {
        switch (Filter.parse(model.filter.get(), fields)) {
            case Filter.Ready<AlertItem>(var ready, _, boolean byTime) -> {
                condition = ready;
                changesWithTime = byTime;
                model.mistake.set("");
            }
            case Filter.Wrong<AlertItem> wrong -> model.mistake.set(wrong.message());
        }
        apply();
    }

    private void apply() {
        var wanted = condition;
        model.filtered.setPredicate(row -> isOfLevel(row.now().newest()) && wanted.test(row.now().newest()));
    }

    private boolean isOfLevel(AlertItem item) {
        boolean isAny = !model.onlyAlerts.get() && !model.onlyWarnings.get() && !model.onlyInfos.get();
        return isAny || switch (item.level()) {
            case AlertItem.ALERT -> model.onlyAlerts.get();
            case AlertItem.WARN -> model.onlyWarnings.get();
            default -> model.onlyInfos.get();
        };
    }

    /// To be called about once a second: a filter by age changes by itself.
    void everySecond() {
        if (changesWithTime) apply();
    }

    /// Says what may be done with the chosen alert.
    void allow() {
        var chosen = model.chosen.get();
        model.seenObstacle.set(
                chosen.isEmpty() ? "no alert is chosen" : chosen.get().now().isUnseen() ? "" : "it is seen already");
        model.orderObstacle.set(
                chosen.isEmpty() ? "no alert is chosen"
                        : chosen.get().now().newest().order().isEmpty() ? "it is about no order" : "");
    }

    /// Marks the worst of those not seen, of these the newest, and says which it was.
    Optional<AlertItem> seenTop() {
        var top = unseen(Folded::isUrgent).or(() -> unseen(_ -> true));
        top.ifPresent(this::see);
        return top.map(row -> row.now().newest());
    }

    private Optional<AlertRow> unseen(Predicate<Folded> wanted) {
        return model.rows.stream().filter(row -> row.now().isUnseen() && wanted.test(row.now())).findFirst();
    }

    void seenChosen() {
        model.chosen.get().ifPresent(this::see);
    }

    void seenAll() {
        for (var row : model.rows) row.folded.set(row.now().asSeen());
        count();
    }

    private void see(AlertRow row) {
        row.folded.set(row.now().asSeen());
        count();
    }
}
