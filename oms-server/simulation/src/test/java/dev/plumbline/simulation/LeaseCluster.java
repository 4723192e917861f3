package dev.plumbline.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import dev.plumbline.server.lease.LeaseTerms;

/// Servers, the lines between them, and the arbiter at which they register.
class LeaseCluster {
    static final List<String> LEASES = List.of("shard-0", "shard-1", "shard-2", "shard-3", "session-ALPHA", "session-BRAVO");
    static final Duration SPAN = Duration.ofSeconds(2);
    private static final String ARBITER = "arbiter";

    final World world;
    final LeaseWitness witness;
    /// After so long without a word a server is out of sight.
    final long silence;
    private final LeaseFault fault;
    private final LeaseTerms terms;
    private final LeaseTables tables;
    private final Map<String, Member> members = new TreeMap<>();
    /// Each way by itself: `A>B` is cut where A's words do not reach B.
    private final Set<String> cut = new HashSet<>();
    private final Map<String, Long> lastAt = new HashMap<>();

    LeaseCluster(World world, int size, LeaseFault fault) {
        this.world = world;
        this.fault = fault;
        this.witness = new LeaseWitness(world);
        this.silence = 200 * World.MS + world.below(1_200 * World.MS);
        var names = new TreeSet<String>();
        for (int i = 0; i < size; i++) names.add("S" + (i + 1));
        terms = new LeaseTerms(names, SPAN);
        tables = new LeaseTables(world, terms, fault);
    }

    List<String> names() {
        return terms.servers().stream().sorted().toList();
    }

    List<String> others(String name) {
        return names().stream().filter(other -> !other.equals(name)).toList();
    }

    /// Where it runs already: it is paused or well, and stays so.
    void start(String name) {
        if (isUp(name)) return;
        world.trace(name + " starts");
        boolean isLong = fault == LeaseFault.SPANS_DIFFER && name.equals("S1");
        members.put(name, member(name, isLong ? new LeaseTerms(terms.servers(), SPAN.multipliedBy(3)) : terms));
    }

    /// Its next process.
    Member member(String name, LeaseTerms its) {
        return new Member(name, this, its, fault);
    }

    /// Each hears the other.
    boolean isLinked(String one, String other) {
        return !cut.contains(one + ">" + other) && !cut.contains(other + ">" + one);
    }

    boolean reachesArbiter(String name) {
        return isLinked(name, ARBITER);
    }

    boolean isUp(String name) {
        var member = members.get(name);
        return member != null && !member.isDead();
    }

    void kill(String name) {
        if (!isUp(name)) return;
        world.trace(name + " is killed");
        members.get(name).kill();
    }

    /// As it should be: it gives back what it has, and then ends.
    void end(String name) {
        if (!isUp(name)) return;
        world.trace(name + " ends");
        members.get(name).end();
    }

    void pause(String name) {
        if (!isUp(name)) return;
        world.trace(name + " is paused");
        members.get(name).pause();
    }

    void wake(String name) {
        if (!isUp(name)) return;
        world.trace(name + " wakes");
        members.get(name).wake();
    }

    void cut(String from, String to) {
        if (cut.add(from + ">" + to)) world.trace(from + " does not reach " + to);
    }

    void cutBoth(String one, String other) {
        cut(one, other);
        cut(other, one);
    }

    void cutFromArbiter(String name) {
        cutBoth(name, ARBITER);
    }

    void mend(String from, String to) {
        if (cut.remove(from + ">" + to)) world.trace(from + " reaches " + to + " again");
    }

    void mendToArbiter(String name) {
        mend(name, ARBITER);
        mend(ARBITER, name);
    }

    void mendAll() {
        world.trace("all lines are mended");
        cut.clear();
    }

    void setArbitersClock(long by) {
        tables.jump(by);
    }

    void act() {
        for (var member : new ArrayList<>(members.values())) member.act();
    }

    /// Who may act on it now.
    List<String> mayAct(String lease) {
        return members.values().stream().filter(member -> !member.isDead() && member.may(lease)).map(member -> member.name).toList();
    }

    // ---- lines

    /// Keeps the order of one sender to one receiver, as a connection does; what is sent while the line is cut is lost.
    void send(String from, String to, Consumer<Member> arrival) {
        arrive(from, to, () -> {
            var there = members.get(to);
            if (there != null) there.here(() -> arrival.accept(there));
        });
    }

    private void arrive(String from, String to, Runnable arrival) {
        var way = from + ">" + to;
        if (cut.contains(way)) return;
        long at = Math.max(lastAt.getOrDefault(way, 0L) + 1, world.now() + world.micros(100, 30_000));
        lastAt.put(way, at);
        world.at(at, () -> {
            if (!cut.contains(way)) arrival.run();
        });
    }

    /// A statement to the arbiter: it may get lost on its way, be done with its answer lost, or be done long after the
    /// sender has given it up, as a statement that hangs in a connection that is thought dead.
    <T> Future<T> ask(Member from, Function<LeaseTables, T> statement) {
        var answer = Promise.<T>promise();
        world.in(SPAN.toNanos(), () -> from.here(() -> answer.tryFail("no answer")));
        Runnable done = () -> {
            var result = Member.tried(() -> statement.apply(tables));
            arrive(ARBITER, from.name, () -> from.here(() -> {
                if (result.succeeded()) answer.tryComplete(result.result());
                else answer.tryFail(result.cause());
            }));
        };
        boolean isCut = cut.contains(from.name + ">" + ARBITER);
        if (!isCut && world.happens(20) && !world.isCalm()) world.in(world.below(8 * SPAN.toNanos()), done);
        else if (!isCut) world.in(world.micros(200, 200_000), done);
        return answer.future();
    }
}
