package dev.plumbline.console.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.TreeMap;

import dev.plumbline.console.feed.FeedStatus;
import dev.plumbline.console.feed.FeedStatus.Phase;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.inbox.LastTold;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.console.inbox.OpenOrders.Hanging;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.wire.DeskMessage.Item.ServiceItem;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;

/// Says in words how the console stands with the desk, and the desk with its brokers and services.
final class StatusInteractor implements Inbox.PictureReader {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final StatusModel model;
    private final InstantSource time;
    private final LastTold<Key, PartRow> byName = new LastTold<>(new TreeMap<>(
            Comparator.comparing(Key::kind).thenComparing(Key::name)));
    private boolean isChanged;
    private final OpenOrders openOrders;
    private final Latency latency = new Latency();
    private long lastReceived;
    private Instant lastSecond;
    private Instant heardAt;
    private Instant lastGapAt = Instant.EPOCH;
    private boolean isAsking;

    private record Key(String kind, String name) {}

    StatusInteractor(StatusModel model, InstantSource time, OpenOrders openOrders) {
        this.model = model;
        this.time = time;
        this.openOrders = openOrders;
        lastSecond = time.instant();
        heardAt = lastSecond;
        show(FeedStatus.STARTING);
    }

    void show(FeedStatus status) {
        var before = model.feed.get();
        if (status.gaps() > before.gaps()) lastGapAt = time.instant();
        if (status.isLive() && (status.seq() != before.seq() || !before.isLive())) heardAt = time.instant();
        if (status.phase() == Phase.LOADING && !status.reason().equals(before.reason())) heardAt = time.instant();
        model.feed.set(status);
        model.lamp.set(lamp(status));
        model.lock.set(lock(status));
        model.cancelLock.set(status.phase() == Phase.STALE ? "" : lock(status));
        showOld(time.instant());
        showParts();
        model.numbers.set("seq " + Show.count(status.seq()) + " · gaps " + Show.count(status.gaps())
                + (status.gaps() == 0 ? "" : ", last " + CLOCK.format(lastGapAt)));
    }

    private static String lamp(FeedStatus status) {
        return switch (status.phase()) {
            case LIVE -> "● live";
            case LOADING -> "◌ loading: " + status.reason();
            case CONNECTING -> "◌ connecting: " + status.reason();
            case STALE -> "⚠ stale: " + status.reason();
            case DISCONNECTED -> "✖ disconnected: " + status.reason();
        };
    }

    private static String lock(FeedStatus status) {
        return switch (status.phase()) {
            case LIVE -> "";
            case LOADING -> "loading the desk";
            case CONNECTING, DISCONNECTED -> "not connected";
            case STALE -> "the desk is silent";
        };
    }

    private void showOld(Instant now) {
        var age = Show.age(Duration.between(heardAt, now).toNanos());
        model.old.set(model.feed.get().phase() == Phase.STALE ? "The data is " + age + " old" : "");
    }

    void show(SessionItem item) {
        put(new PartRow(
                PartRow.BROKER, item.session(), item.state(), item.text(), item.at(), Hanging.NOTHING));
    }

    void show(ServiceItem item) {
        put(new PartRow(
                PartRow.SERVICE, item.service(), item.state(), item.text(), item.at(), Hanging.NOTHING));
    }

    private void put(PartRow row) {
        byName.put(new Key(row.kind(), row.name()), row);
        isChanged = true;
    }

    @Override
    public void snapshotBegins(boolean anew) {
        byName.snapshotBegins();
    }

    @Override
    public void snapshotEnds() {
        byName.snapshotEnds();
        isChanged = true;
    }

    /// There are a dozen of them and they change rarely: the list is simply made anew.
    @Override
    public void pulseEnds() {
        if (!isChanged) return;
        isChanged = false;
        showRows();
        showParts();
    }

    /// Of a desk that is not heard only what was last known can be said, and is said as that.
    private void showParts() {
        long up = byName.values().stream().filter(PartRow::isUp).count();
        var bad = byName.values().stream().filter(row -> !row.isUp()).findFirst();
        boolean isKnown = model.feed.get().isLive() && model.freshness.get() != Freshness.STALE;
        var count = up + "/" + byName.values().size() + (isKnown ? " connections up" : " up");
        var parts = bad.map(row -> row.label() + " " + row.name() + " · " + count).orElse(count);
        model.parts.set(byName.values().isEmpty() ? "" : isKnown ? parts : "? connections unknown, when last heard " + parts);
    }

    private void showRows() {
        var rows = byName.values().stream()
                .map(row -> row.isBroker() ? row.with(openOrders.of(new BrokerSession(row.name()))) : row)
                .toList();
        if (rows.size() != model.rows.size()) model.rows.setAll(rows);
        for (int i = 0; i < rows.size(); i++) if (!rows.get(i).equals(model.rows.get(i))) model.rows.set(i, rows.get(i));
    }

    /// Whether to ask how long the way is: not while an answer is due, and not of a desk that is not there.
    boolean wantsPing() {
        return model.feed.get().isLive() && !isAsking;
    }

    void asked() {
        isAsking = true;
    }

    /// @param nanos there and back, negative where no answer came
    void answered(long nanos) {
        isAsking = false;
        if (nanos < 0) return;
        heardAt = time.instant();
        latency.add(nanos, heardAt);
    }

    /// To be called about once a second.
    ///
    /// @param received items since the start
    /// @param dropped events that never reached the screen since the start
    void everySecond(long received, long dropped) {
        var now = time.instant();
        long ms = Math.max(1, now.toEpochMilli() - lastSecond.toEpochMilli());
        var rate = Show.count(Math.max(0, received - lastReceived) * 1_000 / ms) + " upd/s";
        model.rate.set(dropped == 0 ? rate : "⚠ " + Show.count(dropped) + " executions not shown · " + rate);
        model.clock.set(CLOCK.format(now) + " UTC");
        var age = Duration.between(heardAt, now);
        model.freshness.set(Freshness.of(age));
        model.heard.set(model.freshness.get().glyph() + "heard " + Show.age(age.toNanos()) + " ago");
        model.latency.set(latency.text(now));
        showOld(now);
        showRows();
        showParts();
        lastReceived = received;
        lastSecond = now;
    }
}
