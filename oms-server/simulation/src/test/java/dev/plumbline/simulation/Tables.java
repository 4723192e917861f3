package dev.plumbline.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Account;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Symbol;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.LastOwner;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.server.store.StoredShard;

/// What the database holds, as the server's statements would leave it: events are added by (shard, seq) and never
/// changed, states are those after the highest input that was written. Survives every crash of the server.
final class Tables {
    private final Fault fault;
    private final Tally tally;
    private final Map<Integer, Shard> shards = new HashMap<>();
    private final Map<Integer, Long> epochs = new TreeMap<>();
    private Optional<LastOwner> lastOwner = Optional.empty();
    private long lastOwnersEpoch;
    private boolean away;

    record Holding(Account account, Symbol symbol) {}

    /// The rows of one shard.
    static final class Shard {
        final List<Kept> events = new ArrayList<>();
        final Map<OrderKey, Order> orders = new LinkedHashMap<>();
        final Map<Holding, Position> positions = new LinkedHashMap<>();
        long stateSeq;
        Buffer stateHash = Buffer.buffer();

        long lastSeq() {
            return events.isEmpty() ? 0 : events.getLast().entry().seq();
        }
    }

    Tables(Fault fault, Tally tally) {
        this.fault = fault;
        this.tally = tally;
    }

    void away(boolean isAway) {
        away = isAway;
    }

    boolean isAway() {
        return away;
    }

    Shard shard(int number) {
        return shards.computeIfAbsent(number, _ -> new Shard());
    }

    StoredShard position(int number) {
        var shard = shard(number);
        var lastHash = shard.events.isEmpty() ? Buffer.buffer() : shard.events.getLast().hash();
        return new StoredShard(shard.lastSeq(), lastHash, shard.stateSeq, shard.stateHash);
    }

    /// Under which epochs shards are written, of those that ever had one.
    Map<Integer, Long> epochs() {
        return Map.copyOf(epochs);
    }

    /// Raises it, unless there is a higher one; returns the one that there is then.
    long own(int shard, long epoch) {
        return epochs.merge(shard, epoch, Math::max);
    }

    Optional<LastOwner> lastOwner() {
        return lastOwner;
    }

    /// @return whether nobody has begun, or begins, under a higher epoch
    boolean lastOwner(LastOwner owner, long epoch) {
        if (epoch < lastOwnersEpoch || epoch < epochs.getOrDefault(0, 0L)) return false;
        lastOwner = Optional.of(owner);
        lastOwnersEpoch = epoch;
        return true;
    }

    /// One transaction.
    void write(List<StoreBatch> batches) {
        for (var batch : batches) for (var entry : batch.entries()) write(shard(batch.shard()), entry);
    }

    private void write(Shard shard, StoreBatch.Entry entry) {
        var kept = entry.kept();
        long seq = kept.entry().seq();
        boolean isThere = seq <= shard.lastSeq();
        if (isThere) had(shard, kept);
        if (!isThere && seq != shard.lastSeq() + 1)
            throw new Violation("the store is given input " + seq + " of shard " + kept.entry().shard() + " and has "
                    + shard.lastSeq());
        if (!isThere || fault == Fault.STORE_NOT_IDEMPOTENT) shard.events.add(kept);
        if (seq > shard.stateSeq) states(shard, entry);
    }

    private void had(Shard shard, Kept kept) {
        tally.met(Met.STORE_HAD_IT);
        var there = shard.events.get((int) kept.entry().seq() - 1);
        if (there.entry().seq() == kept.entry().seq() && !there.hash().equals(kept.hash()))
            throw new Violation("input " + kept.entry().seq() + " of shard " + kept.entry().shard()
                    + " is given to the store again, and is another");
    }

    private static void states(Shard shard, StoreBatch.Entry entry) {
        for (var change : entry.changes()) {
            shard.orders.put(change.order().key(), change.order());
            position(shard, change.position());
        }
        for (var gone : entry.gone()) {
            shard.orders.remove(gone.key());
            position(shard, gone.position());
        }
        shard.stateSeq = Math.max(shard.stateSeq, entry.kept().entry().seq());
        shard.stateHash = entry.kept().hash();
    }

    private static void position(Shard shard, Position position) {
        shard.positions.put(new Holding(position.account(), position.symbol()), position);
    }
}
