package dev.plumbline.server.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.plumbline.core.Book;
import dev.plumbline.core.Command;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Released;
import dev.plumbline.core.Result;
import dev.plumbline.core.Rules;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FirstAnswer;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.DeskMessage.Item.WaitingItem;

/// One shard on its way back: from a snapshot, or from nothing, over what the journal has behind it, to the verticle that
/// will own it. One thread; nothing leaves meanwhile.
public final class Restart {
    private static final int DOUBTFUL_KEPT = 5_000;

    private final int number;
    private final long begunAt;
    private final Shard shard;
    private Optional<Kept> unsnapped = Optional.empty();
    private final Map<Long, WaitingItem> doubtful = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, WaitingItem> eldest) {
            return size() > DOUBTFUL_KEPT;
        }
    };

    /// What shards share.
    ///
    /// @param nanos the time, nanoseconds since the epoch, UTC
    /// @param closedBecause why no new orders are taken, empty where they are
    public record Settings(
            Rules rules, Handling handling, LongSupplier nanos, long runStartedAtMs, Supplier<String> closedBecause) {}

    /// @param book as after the input `lastSeq`
    public Restart(
            int number, Book book, long lastSeq, List<Command> inFlight, List<FirstAnswer> answers, Settings settings) {
        this.number = number;
        this.begunAt = lastSeq;
        this.shard = new Shard(
                number, book, new Ids(number, settings.runStartedAtMs()), settings.rules(), settings.handling(), lastSeq,
                settings.nanos(), settings.closedBecause());
        shard.restore(inFlight, answers);
    }

    /// A shard that has never had an input.
    public static Restart empty(int number, Book book, Settings settings) {
        return new Restart(number, book, 0, List.of(), List.of(), settings);
    }

    /// Does once more what the next input did, and returns what changed by it, for the store.
    public StoreBatch.Entry again(Kept kept) {
        unsnapped = Optional.of(kept);
        var again = shard.again(kept);
        Doubtful.of(kept.entry()).ifPresent(item -> doubtful.put(item.seq(), item));
        for (var released : again.released()) released(released);
        return again;
    }

    private void released(Released released) {
        var item = doubtful.get(released.input());
        if (item == null) return;
        if (released.outcome() == Outcome.QUARANTINED) doubtful.put(item.seq(), Doubtful.quarantined(item, released.reason()));
        else doubtful.remove(item.seq());
    }

    /// Of the inputs that were done once more, the newest that wait or are quarantined, oldest first. Those from before
    /// are in the store.
    public List<WaitingItem> doubtful() {
        return List.copyOf(doubtful.values());
    }

    /// The same for who compares: what came of it this time, whatever it was then.
    public Result redo(Entry entry) {
        return shard.redo(entry);
    }

    public int number() {
        return number;
    }

    public Book book() {
        return shard.book();
    }

    /// The number of the last input that was in the snapshot with which it began; 0 where there was none.
    public long begunAt() {
        return begunAt;
    }

    /// The number of the last input that is in it.
    public long lastSeq() {
        return shard.lastSeq();
    }

    /// Of a shard that is followed and not owned yet.
    public void snapshotIfDue(Snapshooting snapshots) {
        if (unsnapped.isEmpty() || !snapshots.isDue(lastSeq())) return;
        snapshots.take(state(), unsnapped.get());
        unsnapped = Optional.empty();
    }

    /// The last input that is in no snapshot, if there is one.
    Optional<Kept> unsnapped() {
        return unsnapped;
    }

    /// Everything that a restart needs, as after the last input.
    public Snapshooting.State state() {
        return shard.state();
    }

    /// With all that the last run left: what was unanswered then is waited for from now on.
    Shard recovered() {
        shard.recovered();
        return shard;
    }
}
