package dev.plumbline.console.notices;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Request;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;
import dev.plumbline.wire.DeskMessage.Item.GoneItem;
import dev.plumbline.wire.DeskMessage.Item.OrderItem;
import dev.plumbline.wire.DeskMessage.Item.ServiceItem;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;
import dev.plumbline.wire.follow.FeedStatus;

/// Finds in what the desk tells the few things that are worth a toast and a sound: fills only of orders that were entered
/// here, for others have their own console. What a snapshot brings is none of them: it has happened before.
final class NoticesInteractor implements Inbox.PictureReader {
    /// Orders with a reject that are remembered, so that each is told once; the oldest are forgotten beyond so many.
    private static final int REJECTED_MAX = 20_000;
    /// What is shown is looked at again after so long: the eye sees no sooner.
    private static final long SHOW_EVERY_MS = 100;
    private static final long NANOS_PER_MS = 1_000_000;
    private static final String DESK = "the desk";

    private final NoticesModel model;
    private final Speaker speaker;
    private final BooleanSupplier isLoud;
    private final Predicate<OrderKey> isOwn;
    private final LongSupplier clockMs;
    private final Bursts bursts = new Bursts();
    /// How many rejects of an order were told.
    private final LinkedHashMap<OrderKey, Integer> rejects = new LinkedHashMap<>();
    /// By session or service, whether it was up.
    private final Map<String, Boolean> up = new HashMap<>();
    private IntSupplier changedWhileAway = () -> 0;
    private boolean isLoading = true;
    /// Until the first snapshot is in: what it brings was told by an earlier run of the console, or is too old.
    private boolean isFirst = true;
    private boolean wasLive;
    private boolean isAway;
    private boolean isBack;
    private long awaySince;
    private long shownAt = Long.MIN_VALUE / 2;

    /// @param isLoud whether the person wants sounds
    /// @param isOwn which orders were entered here
    /// @param clockMs milliseconds that only grow
    NoticesInteractor(
            NoticesModel model, Speaker speaker, BooleanSupplier isLoud, Predicate<OrderKey> isOwn,
            LongSupplier clockMs) {
        this.model = model;
        this.speaker = speaker;
        this.isLoud = isLoud;
        this.isOwn = isOwn;
        this.clockMs = clockMs;
    }

    void changedWhileAway(IntSupplier count) {
        changedWhileAway = count;
    }

    /// @param isMissed it came about while the console was away
    void show(ExecutionItem item, boolean isMissed) {
        if (isLoading || isMissed || item.execution().state() != Execution.State.LIVE || !isOwn.test(item.order())) return;
        var execution = item.execution();
        var line = Show.side(item.side()) + " " + Show.qty(execution.qty()) + " " + item.symbol() + " @ "
                + Show.px(execution.px()) + " · " + item.account() + " · " + item.order();
        bursts.fill(item.order(), item.symbol().value(), execution.qty(), line, clockMs.getAsLong());
    }

    /// The reject of an own order is told even where it came about while the console was away.
    ///
    /// @param isMissed it came about while the console was away
    void show(OrderItem item, boolean isMissed) {
        var order = item.order();
        int count = rejects(order);
        if (count == 0) {
            rejects.remove(order.key());
            return;
        }
        var before = rejects.put(order.key(), count);
        if (rejects.size() > REJECTED_MAX) rejects.pollFirstEntry();
        if (count <= (before == null ? 0 : before)) return;
        boolean isOwnOne = isOwn.test(order.key());
        if (isFirst || ((isLoading || isMissed) && !isOwnOne)) return;
        bursts.reject(order.symbol().value(), line(order), isOwnOne, clockMs.getAsLong());
    }

    private static int rejects(Order order) {
        int count = order.life().end() == Life.End.REJECTED ? 1 : 0;
        for (int i = 1; i < order.requests().size(); i++)
            if (order.requests().get(i).stage() == Request.Stage.REJECTED) count++;
        return count;
    }

    private static String line(Order order) {
        var line = Show.side(order.side()) + " " + Show.qty(order.orderQty()) + " " + order.symbol() + " · "
                + order.clOrdID();
        return order.text().isEmpty() ? line : line + ": " + order.text();
    }

    void gone(GoneItem item) {
        rejects.remove(item.order());
    }

    /// @param isMissed it came about while the console was away
    void show(AlertItem item, boolean isMissed) {
        if (!isLoading && !isMissed && !item.level().equals(AlertItem.INFO))
            bursts.alert(item.text(), item.level().equals(AlertItem.ALERT), clockMs.getAsLong());
    }

    void show(SessionItem item) {
        part(item.session(), item.state().equals(SessionItem.UP), item.state(), item.text());
    }

    void show(ServiceItem item) {
        boolean works = item.state().equals(ServiceItem.UP) || item.state().equals(ServiceItem.BEHIND);
        part(item.service(), works, item.state(), item.text());
    }

    /// A part that is heard of for the first time has not changed.
    private void part(String name, boolean isUp, String state, String text) {
        var before = up.put(name, isUp);
        if (isLoading || before == null || before == isUp) return;
        if (isUp) bursts.back(name, name + " is up again", clockMs.getAsLong());
        else bursts.lost(name, name + " is " + state + (text.isEmpty() ? "" : ": " + text), clockMs.getAsLong());
    }

    /// A gap that a snapshot heals at once is no break; silence and a lost line are.
    void show(FeedStatus status) {
        switch (status.phase()) {
            case LIVE -> {
                wasLive = true;
                isBack = isAway;
            }
            case STALE, DISCONNECTED, CONNECTING -> {
                if (!wasLive || isAway) return;
                isAway = true;
                awaySince = clockMs.getAsLong();
                bursts.lost(DESK, broken(status), awaySince);
            }
            case LOADING -> isBack = false;
        }
    }

    private static String broken(FeedStatus status) {
        return status.phase() == FeedStatus.Phase.STALE
                ? "The desk is silent"
                : "Connection to the desk lost: " + status.reason();
    }

    @Override
    public void snapshotBegins(boolean anew) {
        isLoading = true;
    }

    @Override
    public void snapshotEnds() {
        isLoading = false;
        isFirst = false;
    }

    @Override
    public void pulseEnds() {
        welcome();
    }

    /// Once the snapshot is in, for only then it is known what has changed.
    private void welcome() {
        if (!isBack || isLoading) return;
        isBack = false;
        isAway = false;
        long now = clockMs.getAsLong();
        int changed = changedWhileAway.getAsInt();
        var text = "Live again after " + Show.age((now - awaySince) * NANOS_PER_MS);
        bursts.back(
                DESK, changed == 0 ? text
                        : text + " · " + Show.count(changed) + (changed == 1 ? " order" : " orders") + " changed meanwhile",
                now);
    }

    /// To be called at each pulse: shows what is due and plays what was heard.
    void everyPulse() {
        long now = clockMs.getAsLong();
        for (var sound : bursts.takeSounds()) if (isLoud.getAsBoolean()) speaker.play(sound);
        if (now - shownAt < SHOW_EVERY_MS) return;
        shownAt = now;
        welcome();
        var toasts = bursts.toasts(now);
        if (!toasts.equals(model.toasts)) model.toasts.setAll(toasts);
        model.soundTrouble.set(isLoud.getAsBoolean() ? speaker.trouble() : "");
    }

    void dismiss(Toast toast) {
        bursts.dismiss(toast.id());
        model.toasts.remove(toast);
    }

    void alertsSeen() {
        bursts.dismiss(Sort.ALERT);
    }
}
