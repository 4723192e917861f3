package dev.plumbline.simulation;

import java.util.List;
import java.util.Optional;

/// A minute or two of two or three servers that trade while they die, are paused and cut off, and the database goes away; then all
/// is mended, and one of them must act, with the whole history.
final class SuccessionHistory {
    private static final long SECOND = 1_000 * World.MS;
    private static final long UNREST = 45 * SECOND;
    /// Everything has to come to rest in that time.
    private static final long REST_WITHIN = 120 * SECOND;

    private final World world;
    private final SuccessionCluster cluster;
    private final Clients clients;
    private final int trouble;
    private final int askEvery;

    record Result(
            long seed, Optional<String> violation, List<String> lastLines, long hash, long effects, long takeOvers, long setAside) {}

    private SuccessionHistory(World world, SuccessionFault fault) {
        this.world = world;
        cluster = new SuccessionCluster(world, 2 + world.below(2), fault);
        clients = new Clients(world, (shard, ask, reply) -> {
            var serving = cluster.serving();
            if (!serving.isEmpty()) serving.get(world.below(serving.size())).ask(shard, ask, reply);
        });
        trouble = 1 + world.below(12);
        askEvery = 400 + world.below(4_000);
    }

    static Result of(long seed, SuccessionFault fault, boolean aloud) {
        var world = new World(seed, aloud);
        var history = new SuccessionHistory(world, fault);
        var violation = history.live();
        var seen = history.cluster.seen;
        return new Result(
                seed, violation, world.lastLines(), world.hash(), seen.effects(), seen.openings(), seen.journalsSetAside());
    }

    private Optional<String> live() {
        try {
            for (var name : cluster.names()) world.in(world.below(6 * SECOND), () -> cluster.start(name));
            pass(8 * SECOND);
            cluster.hasBegun();
            requests();
            trouble();
            pass(UNREST);
            rest();
            return Optional.empty();
        } catch (Violation violated) {
            world.trace("VIOLATED: " + violated.getMessage());
            return Optional.of(String.valueOf(violated.getMessage()));
        } catch (RuntimeException fell) {
            world.trace("FAILED: " + fell);
            return Optional.of("failed: " + fell + " at " + fell.getStackTrace()[0]);
        }
    }

    private void pass(long nanos) {
        for (long until = world.now() + nanos; world.step(until);) {}
    }

    private void requests() {
        if (world.isCalm()) return;
        clients.makeRequest();
        world.in(world.micros(1_000, 1_000 * askEvery), this::requests);
    }

    // ---- what goes wrong

    private void trouble() {
        if (world.isCalm()) return;
        if (world.below(12) < trouble) makeTrouble();
        world.in(world.below(3 * SECOND), this::trouble);
    }

    private void makeTrouble() {
        var one = any();
        var other = cluster.others(one).get(world.below(cluster.names().size() - 1));
        switch (world.below(16)) {
            case 0, 1 -> kill(one);
            case 2 -> cluster.serving().stream().findFirst().ifPresent(serving -> kill(serving.name));
            case 3 -> {
                kill(one);
                world.in(world.below(SECOND), () -> kill(other));
            }
            case 4, 5 -> {
                cluster.pause(one);
                world.in(aWhile(), () -> cluster.wake(one));
            }
            case 6 -> forAWhile(() -> cluster.cut(one, other), () -> cluster.mend(one, other));
            case 7 -> forAWhile(() -> cluster.cutBoth(one, other), () -> {
                cluster.mend(one, other);
                cluster.mend(other, one);
            });
            case 8 -> flap(one, other, 2 + world.below(12));
            case 9 -> {
                for (var each : cluster.others(one)) cluster.cutBoth(one, each);
                if (world.below(2) == 0) cluster.cutFromArbiter(one);
                world.in(aWhile(), cluster::mendAll);
            }
            case 10 -> forAWhile(() -> cluster.cutFromArbiter(one), () -> cluster.mendToArbiter(one));
            case 11 -> storeAway(aWhile());
            case 12 -> comesBackJustBeforeTheOwnerDies();
            case 13 -> cluster.candidate(one).ifPresent(Candidate::stop);
            default -> loseDisk(one);
        }
    }

    /// While it gets its share of the replica, and the database is away.
    private void comesBackJustBeforeTheOwnerDies() {
        var serving = cluster.serving();
        if (serving.isEmpty()) return;
        var owner = serving.getFirst().name;
        for (var other : cluster.others(owner)) {
            cluster.kill(other);
            world.in(SECOND, () -> cluster.start(other));
        }
        world.in(SECOND + world.below(SECOND), () -> storeAway(3 * SECOND));
        world.in(SECOND + world.below(3 * SECOND), () -> kill(owner));
    }

    private void kill(String name) {
        cluster.kill(name);
        world.in(world.below(2) == 0 ? world.below(2 * SECOND) : world.below(15 * SECOND), () -> cluster.start(name));
    }

    private void flap(String one, String other, int times) {
        cluster.cutBoth(one, other);
        world.in(world.micros(20_000, 1_500_000), () -> {
            cluster.mend(one, other);
            cluster.mend(other, one);
            if (times > 0) world.in(world.micros(20_000, 1_500_000), () -> flap(one, other, times - 1));
        });
    }

    private void storeAway(long nanos) {
        if (cluster.tables.isAway()) return;
        world.trace("store: away");
        cluster.tables.away(true);
        world.in(nanos, this::storeBack);
    }

    private void storeBack() {
        if (!cluster.tables.isAway()) return;
        world.trace("store: back");
        cluster.tables.away(false);
    }

    /// Of a server that stands by while another acts: nobody needs what it has.
    private void loseDisk(String name) {
        var owner = cluster.tables.lastOwner();
        boolean isNeeded = owner.isEmpty() || owner.get().server().equals(name)
                || cluster.serving().stream().noneMatch(serving -> serving.name.equals(owner.get().server()));
        if (isNeeded) return;
        cluster.kill(name);
        world.trace(name + " has lost its disk");
        cluster.seat(name).loseDisk();
        world.in(world.below(10 * SECOND), () -> cluster.start(name));
    }

    private void forAWhile(Runnable begin, Runnable end) {
        begin.run();
        world.in(aWhile(), end);
    }

    private long aWhile() {
        return world.below(4) == 0 ? world.below(30 * SECOND) : world.below(5 * SECOND);
    }

    private String any() {
        return cluster.names().get(world.below(cluster.names().size()));
    }

    // ---- to rest

    private void rest() {
        world.calm();
        long until = world.now() + REST_WITHIN;
        while (!isAtRest()) {
            if (world.now() >= until) throw new Violation("does not come to rest: " + why());
            storeBack();
            cluster.mendAll();
            for (var name : cluster.names()) {
                cluster.wake(name);
                cluster.start(name);
            }
            pass(2 * SECOND);
        }
        var serving = cluster.serving().getFirst();
        serving.look();
        cluster.seen.opens("in the end " + serving.name + " serves", cluster.seat(serving.name), _ -> Long.MAX_VALUE);
    }

    private boolean isAtRest() {
        var serving = cluster.serving();
        return serving.size() == 1 && serving.getFirst().isQuiet() && clients.areAnswered()
                && LeaseCluster.LEASES.subList(0, Terms.SHARDS).stream().allMatch(lease -> cluster.mayAct(lease).size() == 1);
    }

    private String why() {
        return "serving " + cluster.serving().stream().map(one -> one.name).toList()
                + (clients.areAnswered() ? "" : "; not all requests are answered") + ", last owner " + cluster.tables.lastOwner();
    }
}
