package dev.plumbline.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;

/// Knows what has left of each server, and on what history: the hash of an input is that of all before it, too. So two that have
/// the same one have the same history up to there.
final class SuccessionWitness {
    private final World world;
    /// What has left, by shard and number of its input.
    private final Map<Integer, TreeMap<Long, Left>> left = new TreeMap<>();
    /// Behind what each input came.
    private final Map<Entry, Buffer> behind = new HashMap<>();
    private long effects;
    private long openings;
    private long setAside;

    private record Left(String by, long epoch, Buffer hash) {}

    SuccessionWitness(World world) {
        this.world = world;
    }

    /// A journal has it.
    /// @param before the hash of the one before it there
    void kept(Kept kept, Buffer before) {
        var first = behind.putIfAbsent(kept.entry(), before);
        if (first != null && !first.equals(before))
            throw new Violation("input " + kept.entry().seq() + " of shard " + kept.entry().shard()
                    + " stands behind another history in one journal than in another");
    }

    /// Something of an input leaves.
    void leaves(String server, long epoch, int shard, long seq, Buffer hash) {
        effects++;
        var before = left.computeIfAbsent(shard, _ -> new TreeMap<>()).putIfAbsent(seq, new Left(server, epoch, hash));
        if (before == null) return;
        if (!before.hash.equals(hash))
            throw new Violation("of shard %d two inputs %d have left: one of %s under epoch %d, and one of %s under epoch %d".formatted(
                    shard, seq, before.by, before.epoch, server, epoch));
        if (before.epoch != epoch)
            throw new Violation("input %d of shard %d leaves twice: under epoch %d of %s, and %d of %s".formatted(
                    seq, shard, before.epoch, before.by, epoch, server));
    }

    /// A server opens, or the history has come to rest.
    /// @param epochs of the shards under which it does. One that was paused, and opens under an epoch that is over, lets nothing
    ///     out, so what left under a later one is not its matter
    void opens(String what, Seat seat, IntToLongFunction epochs) {
        openings++;
        left.forEach((shard, inputs) -> inputs.forEach((seq, one) -> {
            if (one.epoch < epochs.applyAsLong(shard) && !seat.has(shard, seq, one.hash))
                throw new Violation("%s without input %d of shard %d, which %s let out under epoch %d".formatted(
                        what, seq, shard, one.by, one.epoch));
        }));
    }

    /// A journal is put away for people to look at: somebody else must have what it has let out.
    void setAside(String server, Seat seat, Predicate<Place> isElsewhere) {
        setAside++;
        world.trace(server + " sets its journal aside");
        left.forEach((shard, inputs) -> inputs.forEach((seq, one) -> {
            if (seat.has(shard, seq, one.hash) && !isElsewhere.test(new Place(shard, seq, one.hash)))
                throw new Violation("%s sets input %d of shard %d aside, which %s let out under epoch %d, and nobody else has it".formatted(
                        server, seq, shard, one.by, one.epoch));
        }));
    }

    record Place(int shard, long seq, Buffer hash) {}

    long effects() {
        return effects;
    }

    long openings() {
        return openings;
    }

    long journalsSetAside() {
        return setAside;
    }
}
