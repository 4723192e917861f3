package dev.plumbline.console.status;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.plumbline.console.feed.FeedStatus;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Show;
import dev.plumbline.wire.DeskMessage.Item.ServiceItem;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;

/// Says in words how the console stands with the desk, and the desk with its brokers and services.
final class StatusInteractor implements Inbox.PictureReader {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final StatusModel model;
    private final InstantSource time;
    private final Map<Key, PartRow> byName = new TreeMap<>(
            Comparator.comparing(Key::kind).thenComparing(Key::name));
    /// Those that the snapshot on its way has not told of yet.
    private final Set<Key> untold = new HashSet<>();
    private boolean isChanged;
    private long lastReceived;
    private Instant lastSecond;

    private record Key(String kind, String name) {}

    StatusInteractor(StatusModel model, InstantSource time) {
        this.model = model;
        this.time = time;
        lastSecond = time.instant();
        show(FeedStatus.STARTING);
    }

    void show(FeedStatus status) {
        model.feed.set(status);
        model.lamp.set(lamp(status));
        model.lock.set(lock(status));
        model.numbers.set("seq " + Show.count(status.seq()) + " · gaps " + Show.count(status.gaps()));
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

    void show(SessionItem item) {
        put(new PartRow("Broker", item.session(), item.state(), item.text(), item.at()));
    }

    void show(ServiceItem item) {
        put(new PartRow("Service", item.service(), item.state(), item.text(), item.at()));
    }

    private void put(PartRow row) {
        var key = new Key(row.kind(), row.name());
        byName.put(key, row);
        untold.remove(key);
        isChanged = true;
    }

    @Override
    public void snapshotBegins(boolean anew) {
        untold.addAll(byName.keySet());
    }

    @Override
    public void snapshotEnds() {
        byName.keySet().removeAll(untold);
        untold.clear();
        isChanged = true;
    }

    /// There are a dozen of them and they change rarely: the list is simply made anew.
    @Override
    public void pulseEnds() {
        if (!isChanged) return;
        isChanged = false;
        model.rows.setAll(byName.values());
        long up = byName.values().stream().filter(PartRow::isUp).count();
        var bad = byName.values().stream().filter(row -> !row.isUp()).findFirst();
        var count = up + "/" + byName.size() + " connections up";
        model.parts.set(bad.map(row -> row.label() + " " + row.name() + " · " + count).orElse(count));
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
        lastReceived = received;
        lastSecond = now;
    }
}
