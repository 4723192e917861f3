package dev.plumbline.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.journal.Durability;
import dev.plumbline.journal.MemoryDisk;
import dev.plumbline.server.DrivenStandBy;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.JournalConfig;
import dev.plumbline.server.lease.LeaseTerms;
import dev.plumbline.server.lease.Run;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.orders.DrivenShard;
import dev.plumbline.server.orders.Effects;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.Ports;
import dev.plumbline.server.orders.Replica;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.orders.Snapshooting;
import dev.plumbline.server.replica.HazelcastReplica;
import dev.plumbline.server.replica.Memory;
import dev.plumbline.server.store.LastOwner;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item;

/// One process of a server of which another may take over: the product's recovery, journal, shards, replica and decision about
/// heirs, on the model of a store and of Hazelcast. Around them, as in `Succession` and `StandBy`: who looks when, and what is done
/// once the leases are there or gone.
final class Candidate extends Member {
    private static final long HURRY = 50 * World.MS;
    private static final long LOOK = 100 * World.MS;
    private static final long PATIENCE = 5_000 * World.MS;
    private static final Set<String> ALL = allLeases();

    private final SuccessionCluster cluster;
    private final World world;
    private final Seat seat;
    private final Mortal mortal;
    private final Lane journalThread;
    private FileJournal journal;
    private final EpochLine store;
    private final HazelcastReplica replica;
    private final Grid.Node node;
    private final DrivenStandBy standBy;
    private final List<Restart> restarts;
    private final List<DrivenShard> shards = new ArrayList<>();
    private boolean isOpen;
    private boolean isAsking;
    private boolean isTaking;
    private boolean isLeaving;
    private boolean isCleared;
    private long lossesBefore;
    private Map<String, Long> held = Map.of();
    private long tickedAt;
    private String told = "";

    private static Set<String> allLeases() {
        var all = new TreeSet<String>();
        for (int shard = 0; shard < Terms.SHARDS; shard++) all.add(lease(shard));
        all.add("session-" + Terms.SESSION);
        return all;
    }

    private static String lease(int shard) {
        return "shard-" + shard;
    }

    /// Starts, which may be the end of it.
    Candidate(String name, SuccessionCluster cluster, LeaseTerms terms, Seat seat, int effects) {
        super(name, cluster, terms, LeaseFault.NONE);
        this.cluster = cluster;
        this.world = cluster.world;
        this.seat = seat;
        this.mortal = new Mortal(effects);
        this.journalThread = new Lane(world, () -> !isDead(), 20, 6_000);
        try {
            boolean wasLast = wasLast();
            journal = open();
            var begun = begin(wasLast, terms);
            this.store = begun.store;
            this.node = begun.node;
            this.replica = begun.replica;
            this.standBy = begun.standBy;
            this.restarts = begun.restarts;
        } catch (Crash crash) {
            kill();
            throw crash;
        }
        isOpen = true;
        look();
        world.trace(name + " stands by, " + restarts.stream().map(one -> "shard " + one.number() + " at " + one.lastSeq()).toList());
        every(LOOK, this::watch);
    }

    private boolean wasLast() {
        return switch (cluster.fault) {
            case STRAY_MERGED -> true;
            case EPOCHS_DECIDE -> seat.epochs.equals(cluster.tables.epochs());
            default -> DrivenStandBy.wasLast(seat.lastRun, name, cluster.tables.lastOwner());
        };
    }

    private record Begun(EpochLine store, Grid.Node node, HazelcastReplica replica, DrivenStandBy standBy, List<Restart> restarts) {}

    /// As the server does: where its journal went another way than the history, it begins without it.
    private Begun begin(boolean wasLast, LeaseTerms terms) {
        var line = new EpochLine(cluster, this, mortal, journal);
        var joined = cluster.grid.join(this);
        var copies = new HazelcastReplica(joined.instance(), Terms.SHARDS, line::committed, Long.MAX_VALUE, Runnable::run, put -> put);
        var standing = new DrivenStandBy(
                name, wasLast, journal, line, copies, Terms.SHARDS, settings(), 2 * terms.span().toNanos(), clock.now());
        try {
            return new Begun(line, joined, copies, standing, standing.run());
        } catch (RuntimeException failed) {
            if (!DrivenStandBy.isStray(failed)) throw failed;
            look();
            cluster.seen.setAside(name, seat, place -> cluster.isElsewhere(name, place));
            setAside(DrivenStandBy.strayFrom(failed));
            seat.forget();
            journal = open();
            var anew = new EpochLine(cluster, this, mortal, journal);
            var others = new HazelcastReplica(joined.instance(), Terms.SHARDS, anew::committed, Long.MAX_VALUE, Runnable::run, put -> put);
            var again = new DrivenStandBy(
                    name, wasLast, journal, anew, others, Terms.SHARDS, settings(), 2 * terms.span().toNanos(), clock.now());
            return new Begun(anew, joined, others, again, again.run());
        }
    }

    private void setAside(OptionalLong from) {
        if (from.isEmpty()) {
            seat.journalDisk = new MemoryDisk();
            return;
        }
        journal.close();
        try {
            FileJournal.setEndAside(new MortalDisk(seat.journalDisk, mortal, world::below), from.getAsLong(), new MemoryDisk());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private FileJournal open() {
        var config = new JournalConfig(
                Path.of("journal"), Durability.PROCESS, Duration.ofDays(36_500), 200_000, Duration.ofSeconds(1), 1);
        seat.forget();
        return FileJournal.driven(config, new MortalDisk(seat.journalDisk, mortal, world::below), this::writeJournal);
    }

    /// Until it serves, whoever writes waits for it.
    private void writeJournal(Runnable write) {
        if (!shards.isEmpty()) journalThread.send(() -> here(write));
        else write.run();
    }

    private Restart.Settings settings() {
        return new Restart.Settings(
                Terms.RULES, Handling.after(Server.UNKNOWN_AFTER), world::now, world.now() / World.MS,
                () -> leases.held().equals(held) ? "" : "another server may have taken over: no new orders here");
    }

    /// What it does may kill it.
    @Override
    void here(Runnable action) {
        super.here(() -> {
            try {
                action.run();
            } catch (Crash crash) {
                if (!isDead()) cluster.died(name, crash.getMessage());
            }
        });
    }

    @Override
    void kill() {
        super.kill();
        mortal.kill();
    }

    // ---- whose turn it is

    @Override
    long tickEvery(LeaseTerms terms) {
        return HURRY;
    }

    @Override
    void tick() {
        if (!isOpen || isLeaving) return;
        boolean isIdle = holdsAll() || !standBy.wants();
        if (isIdle && clock.now() - tickedAt < LeaseCluster.SPAN.toNanos() / 4) return;
        tickedAt = clock.now();
        leases.see(node.processes());
        if (!holdsAll()) lookAround();
        leases.want(holdsAll() || standBy.wants() ? ALL : Set.of());
        leases.tick();
    }

    private boolean holdsAll() {
        return leases.held().keySet().containsAll(ALL);
    }

    private void lookAround() {
        standBy.see(node.members(), leases::isInSight, memory(), clock.now());
        if (isAsking) return;
        isAsking = true;
        cluster.ask(this, _ -> lastOwner()).onComplete(answered -> {
            isAsking = false;
            if (answered.succeeded()) standBy.told(answered.result());
        });
    }

    private Optional<LastOwner> lastOwner() {
        if (cluster.tables.isAway()) throw new StoreException("Postgres is away");
        return cluster.tables.lastOwner();
    }

    private Memory memory() {
        return switch (cluster.fault) {
            case UNSAFE_COUNTS -> new Memory(0, true);
            case LOST_PART_COUNTS -> new Memory(0, replica.isSafe());
            default -> replica.memory();
        };
    }

    // ---- from its start to its turn, and to the end of it

    private void watch() {
        if (!isOpen || isTaking || isLeaving) return;
        try {
            replica.look();
            if (isServing()) served();
            else if (holdsAll()) take();
            else follow();
        } catch (RuntimeException failed) {
            lost("cannot stand in: " + failed);
        }
    }

    private void follow() {
        if (cluster.fault == SuccessionFault.NOT_FOLLOWED) return;
        try {
            standBy.follow(cluster.fault != SuccessionFault.STRAY_NOT_SEEN);
        } catch (StoreException away) {
            return;
        }
        if (told.equals(standBy.standing())) return;
        told = standBy.standing();
        world.trace(name + ": " + told);
    }

    private void take() {
        isTaking = true;
        held = leases.held();
        lossesBefore = replica.memory().losses();
        world.trace(name + " takes over, with " + held);
        step(standBy.takeOver(new Means(), Terms.SHARDS, shard -> held.get(lease(shard))), 0);
    }

    /// One after the other, each once nothing is away that it waits for.
    private void step(List<Runnable> steps, int next) {
        if (next == steps.size()) {
            isTaking = false;
            return;
        }
        long wait = world.below(4) == 0 ? world.micros(1_000, 3_000_000) : world.micros(100, 20_000);
        world.in(wait, () -> here(() -> {
            if (isLeaving) return;
            if (store.isAway() || !node.answers()) {
                step(steps, next);
                return;
            }
            mortal.effect("step " + next + " of taking over");
            try {
                steps.get(next).run();
            } catch (RuntimeException failed) {
                lost("cannot stand in: " + failed);
                return;
            }
            step(steps, next + 1);
            cluster.mayFallAsleep(name);
        }));
    }

    private final class Means implements DrivenStandBy.Means {
        private final long incarnation = incarnation();

        @Override
        public void own(int shard, long epoch) {
            if (!store.own(shard, epoch)) throw new IllegalStateException("shard " + shard + " was taken");
            replica.own(shard, epoch);
            if (cluster.fault == SuccessionFault.NOT_FOLLOWED) store.answersFromMemory();
        }

        @Override
        public void seeAgain() {
            if (cluster.fault != SuccessionFault.PARTS_NOT_WATCHED)
                standBy.see(node.members(), leases::isInSight, memory(), clock.now());
        }

        @Override
        public Optional<LastOwner> lastOwner() {
            return cluster.fault == SuccessionFault.OWNER_NOT_ASKED ? Optional.empty() : Candidate.this.lastOwner();
        }

        @Override
        public boolean looksForStrays() {
            return cluster.fault != SuccessionFault.STRAY_NOT_SEEN;
        }

        @Override
        public void remember() {
            seat.lastRun = incarnation;
            seat.epochs = cluster.tables.epochs();
        }

        @Override
        public void begun() {
            mortal.effect("begun");
            if (incarnation() != incarnation) throw new IllegalStateException("the run that took over is over");
            cluster.lastOwner(new LastOwner(name, incarnation, false), held.get(lease(0)));
            mortal.effect("serving");
        }

        @Override
        public void serve() {
            look();
            cluster.seen.opens(name + " opens", seat, shard -> held.get(lease(shard)));
            for (var restart : restarts) shards.add(shard(restart));
            for (var shard : shards) shard.session(new SessionEvent.Up(Terms.SESSION, world.now()));
            every(LOOK, () -> shards.forEach(DrivenShard::look));
            every(20 * World.MS, () -> shards.forEach(DrivenShard::goOn));
            world.trace(name + " serves, from " + shards.stream().map(DrivenShard::lastSeq).toList());
        }
    }

    private long incarnation() {
        return leases.run().map(Run::incarnation).orElseThrow(() -> new IllegalStateException("this run is over"));
    }

    private void served() {
        if (!leases.held().equals(held)) {
            lost("another server has taken over, or may");
            return;
        }
        if (replica.memory().losses() != lossesBefore && cluster.fault != SuccessionFault.OWN_LOSS_NOT_SEEN) {
            lost("servers have gone at once that had what this one may lose");
            return;
        }
        if (isCleared || !store.isIdle() || !node.answers()) return;
        for (int shard = 0; shard < Terms.SHARDS; shard++) replica.clear(shard);
        isCleared = true;
    }

    boolean isServing() {
        return !shards.isEmpty();
    }

    /// It acts no more, and another process takes its place.
    private void lost(String why) {
        world.trace(name + " ends: " + why);
        leave(false);
    }

    /// As it should: it writes what there is, and says so.
    void stop() {
        if (!isOpen || isLeaving) return;
        world.trace(name + " stops");
        isLeaving = true;
        drain(world.now() + PATIENCE);
    }

    private void drain(long until) {
        here(() -> {
            if (store.isIdle() || world.now() > until) leave(store.isIdle());
            else world.in(50 * World.MS, () -> drain(until));
        });
    }

    private void leave(boolean isStored) {
        isLeaving = true;
        if (isStored && isServing() && holdsAll() && leases.run().isPresent() && !store.isAway()) saysThatAllIsStored();
        look();
        shards.clear();
        leases.end().onComplete(_ -> {
            if (isDead()) return;
            kill();
            cluster.ended(name, world.micros(50_000, 3_000_000));
        });
    }

    /// It ends in any case.
    private void saysThatAllIsStored() {
        try {
            cluster.lastOwner(new LastOwner(name, incarnation(), true), held.get(lease(0)));
        } catch (IllegalStateException anotherHasBegun) {
            world.trace(name + ": " + anotherHasBegun.getMessage());
        }
    }

    // ---- its shards

    private DrivenShard shard(Restart restart) {
        int number = restart.number();
        var ports = new Ports(
                new NotedJournal(journal, seat, cluster.seen), copies(), new ToBroker(), store, new Shown(number), Snapshooting.NEVER, () -> mayAct(lease(number)));
        return new DrivenShard(restart, ports, work -> world.in(world.micros(1, 60), () -> here(work)), world::now);
    }

    private boolean mayAct(String lease) {
        if (cluster.fault == SuccessionFault.GATE_OFF) return true;
        return leases.epoch(lease).orElse(-1) == held.get(lease) && leases.mayAct(lease);
    }

    private Replica copies() {
        return switch (cluster.fault) {
            case EFFECT_BEFORE_REPLICA -> (shard, entries) -> {
                replica.put(shard, entries);
                return Future.succeededFuture();
            };
            case ALONE_WITHOUT_POSTGRES -> (shard, entries) -> replica.put(shard, entries).otherwiseEmpty();
            default -> this::put;
        };
    }

    private Future<Void> put(int shard, List<Entry> entries) {
        mortal.effect("replica");
        return replica.put(shard, entries);
    }

    private void acts(String lease) {
        cluster.witness.acted(name, lease, held.get(lease));
    }

    private final class ToBroker implements Effects {
        @Override
        public void commands(BrokerSession session, List<Outbound> batch) {
            mortal.effect("commands");
        }

        @Override
        public void acknowledge(BrokerSession session, List<Long> msgSeqNums) {
            mortal.effect("acknowledgements");
        }
    }

    private final class Shown implements Desk {
        private final int number;

        Shown(int number) {
            this.number = number;
        }

        @Override
        public void changed(List<Change> changes) {
            mortal.effect("desk");
            acts(lease(number));
            for (var change : changes)
                cluster.seen.leaves(name, held.get(lease(number)), number, change.input(), hash(number, change.input()));
        }

        @Override
        public void tell(Item item) {
            if (item instanceof Item.AlertItem alert) world.trace(name + " alert: " + alert.text());
        }
    }

    /// Reads anew what its journal has.
    void look() {
        seat.forget();
        seat.look(journal, cluster.seen);
    }

    private Buffer hash(int shard, long seq) {
        return seat.hash(shard, seq).orElseThrow(() ->
                new Violation(name + " lets out input " + seq + " of shard " + shard + ", which its journal does not have"));
    }

    // ---- for clients

    void ask(int shard, Ask ask, Consumer<Answer> reply) {
        here(() -> {
            if (!isServing()) return;
            shards.get(shard).ask(ask, answer -> {
                mortal.effect("answer");
                acts(lease(shard));
                reply.accept(answer);
            }, _ -> {});
        });
    }

    boolean isQuiet() {
        return shards.stream().allMatch(DrivenShard::isIdle) && store.isIdle();
    }

    @Override
    void act() {
        // What it was about to do waits in its queue.
    }
}
