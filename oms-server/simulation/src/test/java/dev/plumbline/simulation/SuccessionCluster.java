package dev.plumbline.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.plumbline.server.lease.LeaseTerms;
import dev.plumbline.server.store.LastOwner;

/// Servers that stand by for each other: their leases and lines as in [LeaseCluster], and besides a replica in their memory, a
/// database, and a disk each.
final class SuccessionCluster extends LeaseCluster {
    final Tables tables;
    final Grid grid;
    final SuccessionFault fault;
    final SuccessionWitness seen;
    private final Map<String, Seat> seats = new TreeMap<>();
    private final Map<String, Candidate> running = new HashMap<>();
    private boolean begins = true;

    SuccessionCluster(World world, int size, SuccessionFault fault) {
        super(world, size, LeaseFault.NONE);
        this.fault = fault;
        tables = new Tables(Fault.NONE, world.tally);
        seen = new SuccessionWitness(world);
        grid = new Grid(world, this, fault);
        for (var name : names()) seats.put(name, new Seat());
    }

    Seat seat(String name) {
        var seat = seats.get(name);
        if (seat == null) throw new IllegalArgumentException(name);
        return seat;
    }

    boolean reachesStore(String name) {
        return reachesArbiter(name) && !tables.isAway();
    }

    /// As the statement does.
    void lastOwner(LastOwner owner, long epoch) {
        boolean isFenced = fault != SuccessionFault.OWNER_NOT_FENCED;
        if (!tables.lastOwner(owner, isFenced ? epoch : Long.MAX_VALUE)) throw new IllegalStateException("another server has begun since");
    }

    /// Waits for the database, as a server does.
    @Override
    void start(String name) {
        if (isUp(name)) return;
        if (!reachesStore(name)) {
            world.in(200 * World.MS, () -> start(name));
            return;
        }
        try {
            super.start(name);
        } catch (Crash crash) {
            died(name, crash.getMessage());
        }
    }

    @Override
    Member member(String name, LeaseTerms its) {
        var candidate = new Candidate(name, this, its, seat(name), begins ? 0 : effectsToLive());
        running.put(name, candidate);
        return candidate;
    }

    private int effectsToLive() {
        if (world.isCalm() || world.below(3) > 0) return 0;
        return world.below(3) == 0 ? 1 + world.below(30) : 1 + world.below(2_000);
    }

    /// From now on a process may die of what it does.
    void hasBegun() {
        begins = false;
    }

    @Override
    void kill(String name) {
        if (!isUp(name)) return;
        super.kill(name);
        seat(name).journalDisk = seat(name).journalDisk.afterKill(false, world::below);
    }

    /// At one of its effects.
    void died(String name, String where) {
        world.trace(name + " CRASHES " + where);
        if (isUp(name)) kill(name);
        else seat(name).journalDisk = seat(name).journalDisk.afterKill(false, world::below);
        world.in(world.micros(50_000, 6_000_000), () -> start(name));
    }

    /// It has ended itself, and another begins in its place.
    void ended(String name, long again) {
        seat(name).journalDisk = seat(name).journalDisk.afterKill(false, world::below);
        world.in(again, () -> start(name));
    }

    /// Between two steps of a take-over, for long enough that another may begin.
    void mayFallAsleep(String name) {
        if (world.isCalm() || begins || world.below(10) > 0) return;
        pause(name);
        world.in(world.below(15_000 * World.MS), () -> wake(name));
    }

    List<Candidate> serving() {
        return names().stream().flatMap(name -> Optional.ofNullable(running.get(name)).stream())
                .filter(one -> !one.isDead() && one.isServing()).toList();
    }

    Optional<Candidate> candidate(String name) {
        return isUp(name) ? Optional.ofNullable(running.get(name)) : Optional.empty();
    }

    /// The database or another server's disk has it.
    boolean isElsewhere(String than, SuccessionWitness.Place place) {
        var events = tables.shard(place.shard()).events;
        if (events.size() >= place.seq() && events.get((int) place.seq() - 1).hash().equals(place.hash())) return true;
        return others(than).stream().anyMatch(other -> {
            candidate(other).ifPresent(Candidate::look);
            return seat(other).has(place.shard(), place.seq(), place.hash());
        });
    }
}
