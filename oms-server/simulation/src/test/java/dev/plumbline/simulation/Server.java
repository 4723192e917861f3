package dev.plumbline.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.adapter.fix.DrivenSession;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.journal.Disk;
import dev.plumbline.journal.Durability;
import dev.plumbline.server.DrivenRecovery;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.JournalConfig;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.orders.DrivenShard;
import dev.plumbline.server.orders.Effects;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.History;
import dev.plumbline.server.orders.Ids;
import dev.plumbline.server.orders.Ports;
import dev.plumbline.server.orders.Replica;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.orders.Snapshooting;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item;

/// One process, from its start to its crash: the product's journal, recovery, shards and flow, and between them the bus.
final class Server {
    static final Duration UNKNOWN_AFTER = Duration.ofSeconds(2);
    private static final long LOOK = 50 * World.MS;

    private final World world;
    private final Plan plan;
    private final Fault fault;
    private final Machine machine;
    private final Witness witness;
    private final Mortal mortal;
    private final int run;
    private final FileJournal journal;
    private final StoreLine store;
    private final List<DrivenShard> shards = new ArrayList<>();
    private final List<Lane> toShards = new ArrayList<>();
    private final Lane toAdapter;
    private final Lane journalThread;
    private final Adapter adapter;
    private boolean isOpen;
    private boolean lostOnBus;

    /// Starts, which may be the end of it.
    Server(
            World world, Plan plan, Fault fault, Machine machine, Witness witness, BrokerSide broker, Network network,
            Mortal mortal, int run) {
        this.world = world;
        this.plan = plan;
        this.fault = fault;
        this.machine = machine;
        this.witness = witness;
        this.mortal = mortal;
        this.run = run;
        var durability = plan.power() ? Durability.POWER : Durability.PROCESS;
        for (int i = 0; i < Terms.SHARDS; i++) toShards.add(new Lane(world, mortal::isAlive, 5, 400));
        toAdapter = new Lane(world, mortal::isAlive, 5, 400);
        journalThread = new Lane(world, mortal::isAlive, 20, 6_000);

        var config = new JournalConfig(
                Path.of("journal"), durability, Duration.ZERO, plan.segmentBytes(), Duration.ofSeconds(1), 1);
        journal = FileJournal.driven(config, disk(machine.journalDisk), this::writeJournal);
        if (journal.cut().isPresent()) world.tally.met(Met.TORN_JOURNAL);
        witness.begins(journal);
        store = new StoreLine(world, machine.tables, mortal, journal);
        for (var snapshot : journal.snapshots().all())
            if (snapshot.seq() <= machine.tables.position(snapshot.shard()).stateSeq()) world.tally.met(Met.SNAPSHOT_USED);
        var restarts = DrivenRecovery.run(journal, store, Terms.SHARDS, settings());
        var session = session(durability);
        if (session.wasTorn()) world.tally.met(Met.TORN_SESSION);
        witness.expects(session.durableNextTarget(), broker.applicationNumbers());
        for (var restart : restarts) shards.add(shard(restart));
        adapter = new Adapter(world, plan, fault, mortal, session, broker, network, new FromBroker());
        isOpen = true;
        world.trace("run " + run + " is open, " + restarts.stream().map(one -> "shard " + one.number() + " at " + one.lastSeq()).toList());
        adapter.start();
    }

    private MortalDisk disk(Disk disk) {
        return new MortalDisk(disk, mortal, world::below);
    }

    private DrivenSession session(Durability durability) {
        try {
            return new DrivenSession(disk(machine.sessionDisk), durability, world::now);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A run begins at its own millisecond.
    private Restart.Settings settings() {
        return new Restart.Settings(
                Terms.RULES, Handling.after(UNKNOWN_AFTER), world::now, world.now() / World.MS, journal::closedBecause);
    }

    private DrivenShard shard(Restart restart) {
        int number = restart.number();
        var ports = new Ports(
                fault == Fault.EFFECT_BEFORE_APPEND ? new HastyJournal(journal, number) : journal, new SecondMember(),
                new ToBroker(), new Written(number), new Shown(number), snapshooting(restart));
        var shard = new DrivenShard(
                restart, ports, work -> later(() -> turn(number, work)), world::now);
        world.in(0, () -> {
            if (mortal.isAlive()) arm(shard);
        });
        return shard;
    }

    private void later(Runnable work) {
        world.in(world.micros(1, 60), () -> {
            if (mortal.isAlive()) work.run();
        });
    }

    private void turn(int number, Runnable work) {
        work.run();
        arm(shards.get(number));
    }

    /// Looks again and again while there is something to look for: the verticle sets a timer.
    private final long[] armedFor = new long[Terms.SHARDS];

    private void arm(DrivenShard shard) {
        long next = shard.lookAt();
        int number = shard.number();
        if (next == DrivenShard.NEVER || (armedFor[number] > 0 && armedFor[number] <= next)) return;
        armedFor[number] = next;
        world.at(Math.max(next, world.now() + LOOK), () -> {
            if (!mortal.isAlive() || armedFor[number] != next) return;
            armedFor[number] = 0;
            shard.look();
            arm(shard);
        });
    }

    /// During a restart at once, later in the turn of a thread of its own.
    private void writeJournal(Runnable write) {
        if (isOpen) journalThread.send(write);
        else write.run();
    }

    // ---- the bus

    private void toShard(int number, Runnable arrival) {
        if (lost("to shard " + number)) return;
        toShards.get(number).send(() -> {
            arrival.run();
            arm(shards.get(number));
        });
    }

    private boolean lost(String where) {
        if (world.isCalm() || !world.happens(plan.busPerMille())) return false;
        world.tally.met(Met.LOST_ON_THE_BUS);
        world.trace("lost on the bus " + where);
        lostOnBus = true;
        return true;
    }

    private final class FromBroker implements Adapter.Listener {
        @Override
        public void reports(List<Inbound> batch) {
            for (var inbound : batch) {
                int number = shardOf(inbound);
                var told = fault == Fault.NO_DEDUPE ? machine.again.asNew(inbound) : inbound;
                toShard(number, () -> shards.get(number).reports(List.of(told)));
            }
        }

        private int shardOf(Inbound inbound) {
            int shard = inbound.decoded() instanceof Decoded.Read(var report)
                    ? Math.max(Ids.shardOf(report.clOrdID()), Ids.shardOf(report.origClOrdID()))
                    : -1;
            return Math.clamp(shard, 0, Terms.SHARDS - 1);
        }

        /// A logon that is lost would leave everybody waiting for the next one: those get through.
        @Override
        public void session(SessionEvent event) {
            for (var shard : shards)
                toShards.get(shard.number()).send(() -> {
                    shard.session(event);
                    arm(shard);
                });
        }
    }

    // ---- ports

    private final class ToBroker implements Effects {
        @Override
        public void commands(BrokerSession session, List<Outbound> batch) {
            for (var outbound : batch) {
                mortal.effect("command");
                witness.command(journal, outbound);
            }
            if (lost("to the adapter: commands"))
                for (var outbound : batch) machine.lostCommands.add(outbound.command().clOrdID().value());
            else toAdapter.send(() -> adapter.send(batch));
        }

        @Override
        public void acknowledge(BrokerSession session, List<Long> msgSeqNums) {
            for (long number : msgSeqNums) {
                mortal.effect("acknowledgement");
                witness.acknowledged(journal, number);
            }
            if (!lost("to the adapter: acknowledgements")) toAdapter.send(() -> adapter.acknowledge(msgSeqNums));
        }
    }

    private final class SecondMember implements Replica {
        @Override
        public Future<Void> put(int shard, List<Entry> entries) {
            mortal.effect("replica");
            return switch (world.below(20)) {
                case 0 -> late();
                case 1 -> failed();
                default -> Future.succeededFuture();
            };
        }

        private Future<Void> late() {
            world.tally.met(Met.REPLICA_LATE);
            var promise = Promise.<Void>promise();
            later(promise::complete);
            return promise.future();
        }

        private Future<Void> failed() {
            world.tally.met(Met.REPLICA_FAILED);
            return Future.failedFuture("no second member");
        }
    }

    private final class Written implements History {
        private final int number;

        Written(int number) {
            this.number = number;
        }

        @Override
        public void append(StoreBatch batch) {
            witness.stored(journal, number, batch.entries().getLast().kept().entry().seq());
            store.append(batch);
        }

        @Override
        public Future<Void> committed(int shard, long seq) {
            return store.committed(shard, seq);
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
            for (var change : changes) witness.shown(journal, number, change);
        }

        @Override
        public void tell(Item item) {
            mortal.effect("alert");
            if (item instanceof Item.AlertItem alert) world.trace("alert: " + alert.text());
        }
    }

    private Snapshooting snapshooting(Restart restart) {
        Executor writer = work -> world.in(world.micros(100, 30_000), () -> {
            if (!mortal.isAlive()) return;
            world.tally.met(Met.SNAPSHOT);
            work.run();
        });
        var real = DrivenRecovery.snapshooting(journal, writer, plan.snapshotEvery(), restart.lastSeq());
        return fault == Fault.SNAPSHOT_AHEAD ? new Ahead(real, restart.number()) : real;
    }

    /// See [Fault#SNAPSHOT_AHEAD].
    private final class Ahead implements Snapshooting {
        private final Snapshooting real;
        private final int number;

        Ahead(Snapshooting real, int number) {
            this.real = real;
            this.number = number;
        }

        @Override
        public boolean isDue(long seq) {
            return real.isDue(seq);
        }

        @Override
        public boolean isOverdue(long number) {
            return real.isOverdue(number);
        }

        @Override
        public void take(State state, Kept last) {
            real.take(shards.get(number).state(), last);
        }
    }

    // ---- for clients and for the end

    /// @param reply never called where the process dies first
    void ask(int shard, Ask ask, Consumer<Answer> reply) {
        if (!isOpen) return;
        toShard(shard, () -> {
            shards.get(shard).ask(told(ask), answer -> reply(ask, answer, reply), answer -> {
                world.tally.met(Met.STANDS_STILL);
                reply.accept(new Answer(ask.requestId(), "", answer.refusal(), answer.text()));
            });
        });
    }

    /// See [Fault#ANSWERS_FORGOTTEN].
    private Ask told(Ask ask) {
        return fault == Fault.ANSWERS_FORGOTTEN ? new Ask(ask.requestId() + "@" + run, ask.user(), ask.wish(), ask.askedAt()) : ask;
    }

    private void reply(Ask ask, Answer answer, Consumer<Answer> reply) {
        mortal.effect("answer");
        witness.answered(journal, answer);
        if (!lost("answer")) reply.accept(new Answer(ask.requestId(), answer.clOrdID(), answer.refusal(), answer.text()));
    }

    boolean standsStill() {
        return shards.stream().anyMatch(DrivenShard::isBroken);
    }

    /// The broker may then have been asked about it, and have said that it does not know it.
    boolean hasLost(String clOrdID) {
        return machine.lostCommands.contains(clOrdID);
    }

    boolean hasLostOnBus() {
        return lostOnBus;
    }

    boolean isQuiet() {
        return shards.stream().allMatch(DrivenShard::isIdle) && store.isIdle() && adapter.isQuiet()
                && (lostOnBus || adapter.unacknowledged() == 0);
    }

    List<DrivenShard> shards() {
        return shards;
    }

    FileJournal journal() {
        return journal;
    }

    void kill() {
        mortal.kill();
    }

    Optional<String> notQuiet() {
        if (isQuiet()) return Optional.empty();
        return Optional.of("shards idle " + shards.stream().map(DrivenShard::isIdle).toList() + ", store idle "
                + store.isIdle() + ", session quiet " + adapter.isQuiet() + ", unacknowledged " + adapter.unacknowledged());
    }
}
