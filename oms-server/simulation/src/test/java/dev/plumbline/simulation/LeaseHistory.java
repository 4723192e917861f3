package dev.plumbline.simulation;

import java.util.List;
import java.util.Optional;

/// A few minutes of a cluster in which servers die, are paused and come back, lines break one way or both, and the arbiter
/// is away for some or for all; then everything is mended, and each lease must have somebody who may act on it.
final class LeaseHistory {
    private static final long SECOND = 1_000 * World.MS;
    private static final long UNREST = 120 * SECOND;
    private static final long REST = 40 * SECOND;
    private static final long ACT_EVERY = 10 * World.MS;

    private final World world;
    private final LeaseCluster cluster;
    private final int trouble;

    record Result(long seed, Optional<String> violation, List<String> lastLines, long hash, long acts, long moves) {}

    private LeaseHistory(World world, LeaseFault fault) {
        this.world = world;
        cluster = new LeaseCluster(world, List.of(2, 3, 3, 5).get(world.below(4)), fault);
        trouble = 1 + world.below(12);
    }

    static Result of(long seed, LeaseFault fault, boolean aloud) {
        var world = new World(seed, aloud);
        var history = new LeaseHistory(world, fault);
        var violation = history.live(fault);
        return new Result(
                seed, violation, world.lastLines(), world.hash(), history.cluster.witness.acts(), history.cluster.witness.moves());
    }

    private Optional<String> live(LeaseFault fault) {
        try {
            for (var name : cluster.names()) world.in(world.below(3 * SECOND), () -> cluster.start(name));
            act();
            trouble();
            pass(UNREST);
            rest();
            pass(REST);
            if (fault == LeaseFault.NONE) served();
            return Optional.empty();
        } catch (Violation violated) {
            world.trace("VIOLATED: " + violated.getMessage());
            return Optional.of(String.valueOf(violated.getMessage()));
        }
    }

    private void pass(long nanos) {
        for (long until = world.now() + nanos; world.step(until);) {}
    }

    private void act() {
        cluster.act();
        world.in(ACT_EVERY + world.below(ACT_EVERY), this::act);
    }

    private void trouble() {
        if (world.isCalm()) return;
        if (world.below(12) < trouble) makeTrouble();
        world.in(world.below(3 * SECOND), this::trouble);
    }

    private void makeTrouble() {
        var one = any();
        var other = any();
        switch (world.below(12)) {
            case 0 -> {
                cluster.kill(one);
                world.in(world.below(12 * SECOND), () -> cluster.start(one));
            }
            case 1, 2 -> {
                cluster.pause(one);
                world.in(aWhile(), () -> cluster.wake(one));
            }
            case 3 -> forAWhile(() -> cluster.cut(one, other), () -> cluster.mend(one, other));
            case 4 -> forAWhile(() -> cluster.cutBoth(one, other), () -> {
                cluster.mend(one, other);
                cluster.mend(other, one);
            });
            case 5 -> split(1 + world.below(cluster.names().size() - 1));
            case 6 -> forAWhile(() -> cluster.cutFromArbiter(one), () -> cluster.mendToArbiter(one));
            case 7 -> forAWhile(
                    () -> cluster.names().forEach(cluster::cutFromArbiter), () -> cluster.names().forEach(cluster::mendToArbiter));
            case 8 -> oneByOne();
            case 9 -> refuserRestarts();
            case 10 -> clockIsSet();
            default -> world.in(aWhile(), cluster::mendAll);
        }
    }

    /// Two halves, of which each may or may not reach the arbiter.
    private void split(int first) {
        var names = cluster.names();
        for (var one : names.subList(0, first))
            for (var other : names.subList(first, names.size())) {
                cluster.cutBoth(one, other);
                if (world.below(3) == 0) cluster.cutFromArbiter(one);
            }
        world.in(aWhile(), cluster::mendAll);
    }

    /// All but one lose it and the arbiter, one soon after the other, and keep each other.
    private void oneByOne() {
        var names = cluster.names();
        long at = 0;
        for (var lost : names.subList(1, names.size())) {
            world.in(at, () -> {
                cluster.cutFromArbiter(lost);
                cluster.cutBoth(lost, names.getFirst());
            });
            at += world.below(2 * SECOND);
        }
        world.in(at + 8 * SECOND, cluster::mendAll);
    }

    /// The arbiter's clock is set, forth or back, often while somebody has just been ended.
    private void clockIsSet() {
        if (world.below(2) == 0) oneByOne();
        for (int i = world.below(4); i >= 0; i--)
            world.in(world.below(10 * SECOND), () -> cluster.setArbitersClock((world.below(3) - 1) * world.below(600 * SECOND)));
    }

    /// One is lost by all but one, who begins anew just then.
    private void refuserRestarts() {
        var lost = any();
        var others = cluster.others(lost);
        var last = others.get(world.below(others.size()));
        cluster.cutFromArbiter(lost);
        for (var other : others) if (!other.equals(last)) cluster.cutBoth(lost, other);
        long at = world.below(3 * SECOND);
        world.in(at, () -> cluster.kill(last));
        world.in(at + world.below(200 * World.MS), () -> cluster.start(last));
        world.in(at + 8 * SECOND, cluster::mendAll);
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

    private void rest() {
        world.calm();
        cluster.mendAll();
        for (var name : cluster.names()) {
            cluster.wake(name);
            cluster.start(name);
        }
    }

    /// What was to wake or to be mended later has done so by now.
    private void served() {
        for (var lease : LeaseCluster.LEASES) {
            var who = cluster.mayAct(lease);
            if (who.size() != 1) throw new Violation("at rest " + lease + " is acted on by " + who);
        }
    }
}
