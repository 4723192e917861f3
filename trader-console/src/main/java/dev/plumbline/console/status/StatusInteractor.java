package dev.plumbline.console.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.plumbline.console.feed.Server;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.inbox.LastTold;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.console.inbox.OpenOrders.Hanging;
import dev.plumbline.console.status.PartRow.Heard;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.wire.DeskMessage.Item.ServiceItem;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;
import dev.plumbline.wire.DeskMessage.Line;
import dev.plumbline.wire.DeskMessage.Pong;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// Says in words how the console stands with the desk, and the desk with its brokers and services: what each source last said,
/// and when.
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
    private final Instant startedAt;
    private Optional<Instant> heardAt = Optional.empty();
    private Instant phaseSince;
    private Instant lastGapAt = Instant.EPOCH;
    private List<Server> servers = List.of();
    private Map<String, LineTold> lines = Map.of();
    private boolean isAsking;

    private record Key(String kind, String name) {}

    /// The way to the desk and back.
    ///
    /// @param nanos it took so long
    record Way(long nanos, Pong pong) {}

    /// @param age of its last word, when the desk told of it: by the desk's clock alone, which may differ from ours
    private record LineTold(Line line, Duration age, Instant toldAt) {}

    StatusInteractor(StatusModel model, InstantSource time, OpenOrders openOrders) {
        this.model = model;
        this.time = time;
        this.openOrders = openOrders;
        startedAt = time.instant();
        lastSecond = startedAt;
        phaseSince = startedAt;
        show(FeedStatus.STARTING);
        showServers(List.of());
        showHeard(startedAt);
    }

    void show(FeedStatus status) {
        var before = model.feed.get();
        var now = time.instant();
        if (status.gaps() > before.gaps()) lastGapAt = now;
        if (status.phase() != before.phase()) phaseSince = now;
        if (isWord(status, before)) heardAt = Optional.of(now);
        model.feed.set(status);
        model.lamp.set(lamp(status));
        model.lock.set(lock(status));
        model.cancelLock.set(status.phase() == Phase.STALE ? "" : lock(status));
        showOld(now);
        showParts();
        if (!status.isMerelyFurther(before)) showRows();
        model.numbers.set("seq " + Show.count(status.seq()) + " · gaps " + Show.count(status.gaps())
                + (status.gaps() == 0 ? "" : ", last " + CLOCK.format(lastGapAt)));
    }

    /// Whether the desk has said something since.
    private static boolean isWord(FeedStatus status, FeedStatus before) {
        if (status.isLive()) return status.seq() != before.seq() || !before.isLive();
        return status.phase() == Phase.LOADING && !status.reason().equals(before.reason());
    }

    void showServers(List<Server> now) {
        servers = now;
        model.servers.set(switch (now.size()) {
            case 0 -> "no server";
            case 1 -> "1 server";
            default -> now.size() + " servers";
        });
        showRows();
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
        model.old.set(model.feed.get().phase() == Phase.STALE ? "The data is " + Show.age(silence(now).toNanos()) + " old" : "");
    }

    /// A desk that has never spoken is silent since the start.
    private Duration silence(Instant now) {
        return Duration.between(heardAt.orElse(startedAt), now);
    }

    private String ago(Instant now) {
        return heardAt.isEmpty() ? "nothing heard yet" : "heard " + words(silence(now)) + " ago";
    }

    private static String words(Duration age) {
        return Show.age(age.toNanos());
    }

    void show(SessionItem item) {
        put(new PartRow(
                PartRow.BROKER, item.session(), item.state(), item.text(), item.at(), Hanging.NOTHING, Heard.UNTOLD));
    }

    void show(ServiceItem item) {
        put(new PartRow(
                PartRow.SERVICE, item.service(), item.state(), item.text(), item.at(), Hanging.NOTHING, Heard.UNTOLD));
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
        var all = parts();
        long up = all.stream().filter(PartRow::isUp).count();
        var bad = all.stream().filter(row -> !row.isUp()).findFirst().map(row -> row.label() + " " + row.name());
        var silent = all.stream().filter(PartRow::isSilent).findFirst()
                .map(row -> row.heard().freshness().glyph() + row.name() + " heard " + row.heard().ago() + " ago");
        boolean isKnown = model.feed.get().isLive() && model.freshness.get() != Freshness.STALE;
        var count = up + "/" + all.size() + (isKnown ? " connections up" : " up");
        var parts = bad.or(() -> isKnown ? silent : Optional.empty()).map(what -> what + " · " + count).orElse(count);
        model.parts.set(all.isEmpty() ? "" : isKnown ? parts : "? connections unknown, when last heard " + parts);
    }

    private void showRows() {
        var rows = new ArrayList<PartRow>();
        for (var server : servers)
            rows.add(new PartRow(PartRow.SERVER, server.address(), "UP", "", server.since(), Hanging.NOTHING, Heard.UNTOLD));
        rows.add(feed());
        rows.addAll(parts());
        if (rows.size() != model.rows.size()) model.rows.setAll(rows);
        for (int i = 0; i < rows.size(); i++) if (!rows.get(i).equals(model.rows.get(i))) model.rows.set(i, rows.get(i));
    }

    /// The one stream of numbered messages that the desk sends to all its consoles.
    private PartRow feed() {
        var status = model.feed.get();
        var remarks = !status.reason().isEmpty() || status.gaps() == 0 ? status.reason() : "last gap " + CLOCK.format(lastGapAt);
        var now = time.instant();
        var ago = heardAt.isEmpty() ? "nothing yet" : words(silence(now));
        return new PartRow(
                PartRow.FEED, "desk", status.phase() == Phase.DISCONNECTED ? "DOWN" : status.phase().name(), remarks, nanos(phaseSince), Hanging.NOTHING,
                new Heard(ago, Freshness.of(silence(now)), status.seq(), status.gaps()));
    }

    private static long nanos(Instant at) {
        return TimeUnit.MILLISECONDS.toNanos(at.toEpochMilli());
    }

    private List<PartRow> parts() {
        var now = time.instant();
        return byName.values().stream()
                .map(row -> row.isBroker() ? row.with(openOrders.of(new BrokerSession(row.name()))).with(heard(row.name(), now)) : row)
                .toList();
    }

    private Heard heard(String session, Instant now) {
        var told = lines.get(session);
        if (told == null) return Heard.UNTOLD;
        var line = told.line;
        long seq = line.msgSeqNum() == 0 ? -1 : line.msgSeqNum();
        if (line.heardAt() == 0) return new Heard("nothing yet", Freshness.FRESH, seq, line.gaps());
        var age = told.age.plus(Duration.between(told.toldAt, now));
        var freshness = line.heartbeatMs() == 0 ? Freshness.FRESH : Freshness.of(age, Duration.ofMillis(line.heartbeatMs()));
        return new Heard(words(age), freshness, seq, line.gaps());
    }

    /// Whether to ask how long the way is: not while an answer is due, and not of a desk that is not there.
    boolean wantsPing() {
        return model.feed.get().isLive() && !isAsking;
    }

    void asked() {
        isAsking = true;
    }

    /// @param answer empty where none came
    void answered(Optional<Way> answer) {
        isAsking = false;
        answer.ifPresent(this::answered);
    }

    private void answered(Way way) {
        var now = time.instant();
        heardAt = Optional.of(now);
        latency.add(way.nanos, now);
        lines = way.pong.lines().stream().collect(Collectors.toMap(Line::session, line -> told(line, way.pong.at(), now), (_, last) -> last));
    }

    private static LineTold told(Line line, long at, Instant now) {
        return new LineTold(line, Duration.ofNanos(Math.max(0, at - line.heardAt())), now);
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
        showHeard(now);
        model.latency.set(latency.text(now));
        showOld(now);
        showRows();
        showParts();
        lastReceived = received;
        lastSecond = now;
    }

    private void showHeard(Instant now) {
        model.freshness.set(Freshness.of(silence(now)));
        model.heard.set(model.freshness.get().glyph() + ago(now));
    }
}
