package dev.plumbline.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import dev.plumbline.server.lease.Arbiter;
import dev.plumbline.server.lease.LeaseTerms;
import dev.plumbline.server.lease.Leases;
import dev.plumbline.server.lease.Peers;
import dev.plumbline.server.lease.Run;

/// One process of a server: the product's [Leases], and around them a model of what the cluster tells it (who is in sight,
/// and by that whose turn each lease is) and of its lines. It can be killed, and paused: then what comes waits, and is
/// worked off when it wakes, in the order in which it came.
class Member {
    private static final long BEAT = 100 * World.MS;

    final String name;
    private final LeaseCluster cluster;
    private final World world;
    final Clock clock;
    final Leases leases;
    private final LeaseFault fault;
    private final Map<String, Long> heardAt = new TreeMap<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Optional<Run> lastRun = Optional.empty();
    private boolean paused;
    private boolean dead;

    Member(String name, LeaseCluster cluster, LeaseTerms terms, LeaseFault fault) {
        this.name = name;
        this.cluster = cluster;
        this.world = cluster.world;
        this.fault = fault;
        this.clock = new Clock(world, 10);
        this.leases = new Leases(name, terms, new Line(), new Others(), clock::now);
        beat();
        every(clock.real(tickEvery(terms)), this::tick);
    }

    long tickEvery(LeaseTerms terms) {
        return terms.renewEvery().toNanos();
    }

    private void beat() {
        every(BEAT, () -> cluster.others(name).forEach(other -> cluster.send(name, other, there -> there.heard(name))));
    }

    /// A timer that a paused process misses is late, and then comes once.
    void every(long nanos, Runnable action) {
        world.in(world.below(nanos), () -> again(nanos, action));
    }

    private void again(long nanos, Runnable action) {
        if (dead) return;
        here(() -> {
            action.run();
            world.in(nanos, () -> again(nanos, action));
        });
    }

    /// Does it once the process runs.
    void here(Runnable action) {
        if (dead) return;
        if (paused) waiting.add(action);
        else action.run();
    }

    private void heard(String other) {
        heardAt.put(other, clock.now());
    }

    void tick() {
        var inSight = new TreeSet<>(Set.of(name));
        heardAt.forEach((other, at) -> {
            if (clock.now() - at < cluster.silence) inSight.add(other);
        });
        leases.see(inSight.stream().collect(Collectors.toMap(other -> other, _ -> 0L)));
        leases.want(share(List.copyOf(inSight)));
        leases.tick();
    }

    private Set<String> share(List<String> members) {
        var mine = new HashSet<String>();
        for (int i = 0; i < LeaseCluster.LEASES.size(); i++)
            if (members.get(i % members.size()).equals(name)) mine.add(LeaseCluster.LEASES.get(i));
        return mine;
    }

    // ---- what is done to it

    void kill() {
        dead = true;
        waiting.clear();
    }

    void end() {
        leases.end().onComplete(_ -> kill());
    }

    boolean isPaused() {
        return paused;
    }

    boolean isDead() {
        return dead;
    }

    void pause() {
        paused = true;
    }

    /// The first thing that a process does when it wakes is what it was about to do.
    void wake() {
        paused = false;
        if (dead) return;
        act();
        while (!waiting.isEmpty() && !paused) waiting.remove().run();
    }

    /// Acts on each lease that it may.
    void act() {
        if (dead || paused) return;
        for (var lease : LeaseCluster.LEASES) if (may(lease)) cluster.witness.acted(name, lease, leases.epoch(lease).orElseThrow());
    }

    boolean may(String lease) {
        return fault == LeaseFault.NEVER_LOOKS ? leases.epoch(lease).isPresent() : leases.mayAct(lease);
    }

    // ---- its lines

    private final class Line implements Arbiter {
        @Override
        public Future<Long> lastIncarnation(String server) {
            return cluster.ask(Member.this, tables -> tables.lastIncarnation(server));
        }

        @Override
        public Future<Registered> register(String server, long after, Set<String> inSight) {
            return cluster.ask(Member.this, tables -> tables.register(server, after, inSight))
                    .onSuccess(begun -> lastRun = Optional.of(begun.run()));
        }

        @Override
        public Future<Map<String, Tenure>> renew(Run by, long number, Set<String> wanted, Set<Run> quiet) {
            return cluster.ask(Member.this, tables -> tables.renew(by, number, wanted, quiet));
        }

        @Override
        public Future<Boolean> fence(Run by, Run whom, Set<Run> refusers, Set<Run> quiet, boolean seen) {
            return cluster.ask(Member.this, tables -> tables.fence(by, whom, refusers, quiet, seen));
        }

        @Override
        public Future<Void> end(Run by) {
            return cluster.ask(Member.this, tables -> {
                tables.end(by);
                return by;
            }).mapEmpty();
        }
    }

    private final class Others implements Peers {
        @Override
        public Future<Run> promise(String server, Run to) {
            return question(server, there -> there.promise(to));
        }

        @Override
        public Future<Run> refuse(String server, Run whom) {
            return question(server, there -> there.leases.refuse(whom));
        }

        /// An answer that never comes is as good as none.
        private Future<Run> question(String server, Question question) {
            var answer = Promise.<Run>promise();
            cluster.send(name, server, there -> question.ask(there).ifPresent(
                    run -> cluster.send(there.name, name, back -> {
                        if (back == Member.this) answer.tryComplete(run);
                    })));
            return answer.future();
        }
    }

    private Optional<Run> promise(Run to) {
        var promised = leases.promise(to);
        if (promised.isPresent()) return promised;
        return switch (fault) {
            case REFUSAL_FORGOTTEN -> promiseToStranger();
            case FENCED_PROMISES -> promiseToStranger().isEmpty() ? lastRun : promised;
            default -> promised;
        };
    }

    /// What it says to somebody that it knows nothing of.
    private Optional<Run> promiseToStranger() {
        return leases.promise(new Run("stranger", 1));
    }

    private interface Question {
        Optional<Run> ask(Member there);
    }

    static <T> Future<T> tried(Supplier<T> statement) {
        try {
            return Future.succeededFuture(statement.get());
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }
}
