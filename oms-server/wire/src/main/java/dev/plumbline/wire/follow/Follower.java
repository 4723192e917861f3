package dev.plumbline.wire.follow;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// Follows one desk: snapshot first, then batches with consecutive numbers, a new snapshot on a gap or in a new epoch,
/// stale after a silence. It says what it has, so that a new snapshot may bring only what has changed. Pure: time is an argument (milliseconds that only grow), what to do is the result.
///
/// For one thread.
public final class Follower {
    /// The desk sends a heartbeat each second; three missed are a silence.
    public static final long STALE_AFTER_MS = 3_000;
    /// A part of a snapshot that has not come by then is asked for anew.
    static final long PART_AFTER_MS = 5_000;
    /// Snapshots are not asked for more often than this, whatever the gaps.
    static final long RETRY_MS = 500;
    /// Parts of a snapshot that are on their way at a time: so the desk makes one while another is read.
    static final int PARTS_AHEAD = 4;
    /// Batches that are kept while a snapshot is on its way: more than a minute of a busy desk.
    static final int KEPT_MAX = 10_000;

    /// What the follower wants done.
    public sealed interface Effect {
        record AskSnapshot(SnapshotRequest request) implements Effect {}

        record ShowSnapshot(boolean anew, List<Item> items) implements Effect {}

        record ShowNews(List<Item> items) implements Effect {}

        record ShowMissed(List<Item> items) implements Effect {}

        record ShowStatus(FeedStatus status) implements Effect {}
    }

    private final String name;
    private final List<Batch> kept = new ArrayList<>();
    private final List<Item> loaded = new ArrayList<>();
    private List<Effect> effects = new ArrayList<>();

    private Phase phase = Phase.CONNECTING;
    private String reason = "starting";
    private String epoch = "";
    private long seq;
    private long gaps;
    private long heardAt;
    private long askedAt = Long.MIN_VALUE / 2;
    private boolean isAsked;
    private int snapshots;
    /// The cursor that was asked for last, of the snapshot on its way.
    private int cursor;
    private Snapshot firstPart = new Snapshot("", "", 0, -1, 0, List.of());
    private FeedStatus shown = FeedStatus.STARTING;

    /// @param name marks the snapshots of this follower: no other one has the same
    public Follower(String name) {
        this.name = name;
    }

    /// Of the desk whose picture it has; empty where it has none.
    public String epoch() {
        return epoch;
    }

    /// The last batch that is in what it has shown.
    public long seq() {
        return seq;
    }

    public boolean isOnline() {
        return phase != Phase.CONNECTING && phase != Phase.DISCONNECTED;
    }

    /// How long nothing was heard from the desk.
    public long silentMs(long now) {
        return now - heardAt;
    }

    /// The console is on the desk's bus and hears its batches.
    public List<Effect> connected(long now) {
        heardAt = now;
        load("taking a snapshot", now);
        return done();
    }

    /// The console is not on the bus (any more).
    public List<Effect> disconnected(String why) {
        phase = phase == Phase.CONNECTING ? Phase.CONNECTING : Phase.DISCONNECTED;
        reason = why;
        forget();
        return done();
    }

    public List<Effect> batch(Batch batch, long now) {
        if (isOnline()) heardAt = now;
        switch (phase) {
            case LIVE, STALE -> follow(batch, now);
            case LOADING -> keep(batch, now);
            case CONNECTING, DISCONNECTED -> {} // the last words of a bus that was left
        }
        return done();
    }

    private void follow(Batch batch, long now) {
        if (!batch.epoch().equals(epoch)) {
            load("the server has started anew", now);
            keep(batch, now);
        } else if (batch.seq() > seq + 1) {
            gaps++;
            load("lost " + (batch.seq() - seq - 1) + " of the desk's batches", now);
            keep(batch, now);
        } else {
            apply(batch);
            phase = Phase.LIVE;
            reason = "";
        }
    }

    /// Batches that are known already, doubled or older than the snapshot, change nothing.
    private void apply(Batch batch) {
        if (batch.seq() <= seq) return;
        seq = batch.seq();
        if (!batch.items().isEmpty()) effects.add(new Effect.ShowNews(batch.items()));
    }

    private void keep(Batch batch, long now) {
        if (kept.size() == KEPT_MAX) load("more than " + KEPT_MAX + " batches came while loading", now);
        kept.add(batch);
    }

    public List<Effect> snapshot(Snapshot part, long now) {
        if (phase != Phase.LOADING || !isAsked || !part.snapshotId().equals(snapshotId())) return done();
        heardAt = now;
        if (part.seq() == Snapshot.GONE) {
            load("the desk has given the snapshot up", now);
            return done();
        }
        if (loaded.isEmpty() && firstPart.snapshotId().isEmpty()) firstPart = part;
        if (!part.epoch().equals(firstPart.epoch())) {
            load("the server has started anew", now);
            return done();
        }
        loaded.addAll(part.items());
        if (!part.isLast()) askAhead(now);
        else if (loaded.size() == firstPart.total()) complete(now);
        else load("the snapshot came with a gap", now);
        return done();
    }

    /// All parts but the last have as many items as the first; they come in the order of asking.
    private void askAhead(long now) {
        reason = "loading " + loaded.size() + " of " + firstPart.total();
        askedAt = now;
        int size = firstPart.items().size();
        while (cursor + size < firstPart.total() && cursor + size < loaded.size() + PARTS_AHEAD * size) {
            cursor += size;
            effects.add(new Effect.AskSnapshot(new SnapshotRequest(snapshotId(), cursor)));
        }
    }

    /// Of a partial one all is news that was missed.
    private void complete(long now) {
        if (!firstPart.isPartial())
            effects.add(new Effect.ShowSnapshot(!firstPart.epoch().equals(epoch), List.copyOf(loaded)));
        else if (!loaded.isEmpty()) effects.add(new Effect.ShowMissed(List.copyOf(loaded)));
        epoch = firstPart.epoch();
        seq = firstPart.seq();
        phase = Phase.LIVE;
        reason = "";
        var later = List.copyOf(kept);
        forget();
        for (var batch : later) {
            // Of another epoch: old words, or the new server's, whose next heartbeat will tell.
            if (!batch.epoch().equals(epoch)) continue;
            if (phase == Phase.LIVE) follow(batch, now);
            else keep(batch, now);
        }
    }

    /// The desk did not answer to the request for a snapshot, or could not.
    public List<Effect> snapshotFailed(String snapshotId, String why, long now) {
        if (phase == Phase.LOADING && isAsked && snapshotId.equals(snapshotId())) load(why, now);
        return done();
    }

    /// Time has passed. To be called a few times each second.
    public List<Effect> tick(long now) {
        switch (phase) {
            case LIVE, STALE -> {
                if (silentMs(now) >= STALE_AFTER_MS) {
                    phase = Phase.STALE;
                    reason = "no word from the desk for " + silentMs(now) / 1000 + " s";
                }
            }
            case LOADING -> {
                if (isAsked && now - askedAt >= PART_AFTER_MS) load("the desk does not answer", now);
                else if (!isAsked && now - askedAt >= RETRY_MS) ask(now);
            }
            case CONNECTING, DISCONNECTED -> {}
        }
        return done();
    }

    private void load(String why, long now) {
        phase = Phase.LOADING;
        reason = why;
        forget();
        if (now - askedAt >= RETRY_MS) ask(now);
    }

    private void ask(long now) {
        snapshots++;
        isAsked = true;
        askedAt = now;
        cursor = 0;
        effects.add(new Effect.AskSnapshot(new SnapshotRequest(snapshotId(), 0, epoch, seq)));
    }

    private void forget() {
        isAsked = false;
        kept.clear();
        loaded.clear();
        firstPart = new Snapshot("", "", 0, -1, 0, List.of());
    }

    private String snapshotId() {
        return name + "-" + snapshots;
    }

    private List<Effect> done() {
        var status = new FeedStatus(phase, reason, seq, gaps);
        if (!status.equals(shown)) effects.add(new Effect.ShowStatus(status));
        shown = status;
        var result = effects;
        effects = new ArrayList<>();
        return result;
    }
}
