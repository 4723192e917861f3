package dev.plumbline.adapter.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// A simulated broker: listens for one FIX client, takes its orders, matches them by price and time against each other
/// and against other participants that it makes up, and keeps a [Ledger] of what is true.
///
/// Deploy it on an event loop, which then runs everything but the socket. Once it is deployed, its methods may be called
/// from any thread. It is for demonstrations and tests: it clears nothing and has no trading hours.
public final class Simulator extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int TICK_MS = 5;
    /// Requests answered in one turn of the event loop, so that others on it have theirs.
    private static final int TURN_MAX = 256;

    private final SimulatorConfig config;
    private final Engine engine;
    private final Inbox inbox;
    private final Delivery delivery;
    private final List<Command> requests = new ArrayList<>(TURN_MAX);
    private final Spoiler spoiler;
    private final Troubles troubles;
    private volatile @Nullable FixLine line;
    private volatile @Nullable Relay relay;
    private Ledger.@Nullable Snapshot last;
    private boolean flowing;
    private boolean mute;
    private boolean quiet;
    private long askAt;
    private long flowedUntil;
    private long timer;
    private long latest;

    public Simulator(SimulatorConfig config) {
        this.config = config;
        this.engine = new Engine(config, Long.toString(System.currentTimeMillis(), Character.MAX_RADIX));
        this.delivery = Delivery.of(
                config.chaos(), new SplittableRandom(~config.seed()), engine.ledger()::did);
        var chance = new SplittableRandom(config.seed() * 31 + 7);
        this.spoiler = new Spoiler(config.chaos().line(), chance.split(), engine.ledger()::did, this::now);
        this.troubles = new Troubles(config.chaos().line(), chance.split(), engine.ledger()::did);
        this.inbox = new Inbox(
                new FixDecoder(new BrokerSession(config.name())), Simulator::clock,
                () -> context.runOnContext(_ -> answer()));
    }

    /// Complete once the socket listens. Fails with an [IllegalStateException] that names the port and the mend where it
    /// cannot.
    @Override
    public Future<?> start() {
        if (!config.chaos().line().isFaithful()) return behindRelay().map(this::opened);
        return vertx.executeBlocking(() -> FixLine.open(config, inbox)).map(this::opened);
    }

    /// The socket of the FIX session is one that nobody knows: the client meets the relay.
    private Future<FixLine> behindRelay() {
        return vertx.executeBlocking(() -> {
                    FixLine.requireFreePort(config);
                    return FixLine.open(config.listeningOn("127.0.0.1", 0), inbox);
                })
                .compose(behind -> Relay.open(vertx, config, behind.port(), spoiler).map(before -> {
                    relay = before;
                    return behind;
                }));
    }

    private FixLine opened(FixLine opened) {
        line = opened;
        LOG.info("broker {} takes {} orders on {} port {}", config.name(), config.beginString(), config.host(), port());
        flowing = config.flowPerSecond() > 0;
        flowedUntil = now();
        if (flowing) engine.open();
        timer = vertx.setPeriodic(TICK_MS, _ -> tick());
        answer();
        return opened;
    }

    /// Logs out, closes the socket and ends every thread of its own.
    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        flowing = false;
        inbox.close();
        last = engine.ledger().snapshot();
        var open = line;
        if (open == null) return Future.succeededFuture();
        return vertx.executeBlocking(() -> {
            open.close();
            return null;
        });
    }

    /// The port that it listens on.
    /// @throws IllegalStateException where it has not been started
    public int port() {
        var open = line;
        if (open == null) throw new IllegalStateException("simulated broker '" + config.name() + "' is not started");
        var before = relay;
        return before == null ? open.port() : before.port();
    }

    /// What the broker knows to be true at this moment, also after it was stopped.
    public Future<Ledger.Snapshot> snapshot() {
        return onLoop(() -> last == null ? engine.ledger().snapshot() : last);
    }

    /// Ends the doings of the other participants and all misbehaviour: what is planned is done now, every request that is
    /// pending is answered, and everything that was held back or queued is handed to the socket. Orders rest as they
    /// are, and new requests are still answered.
    public Future<Void> quiesce() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(_ -> {
            flowing = false;
            settle(done);
        });
        return done.future();
    }

    /// Tells the client that a trade never happened. Fails with an [IllegalArgumentException] where there is no such
    /// trade or it is busted already.
    public Future<Void> bust(ExecID execID) {
        return onLoop(() -> {
            deliver(engine.bust(execID, now()));
            return null;
        });
    }

    /// Tells the client that a trade was of this quantity and price. Fails with an [IllegalArgumentException] where there
    /// is no such trade, it is busted, or the figures cannot be.
    public Future<Void> correct(ExecID execID, Qty qty, Px px) {
        return onLoop(() -> {
            deliver(engine.correct(execID, qty, px, now()));
            return null;
        });
    }

    /// While it is mute it does what it is asked and tells nobody; what it does not tell then is never told. The session
    /// goes on.
    public Future<Void> mute(boolean silent) {
        return onLoop(() -> {
            mute = silent;
            return null;
        });
    }

    // ---- on the event loop

    private void answer() {
        if (line == null) return;
        inbox.take(requests, TURN_MAX);
        if (requests.isEmpty()) return;
        var said = new ArrayList<BrokerMessage>(requests.size() * 2);
        for (var request : requests) said.addAll(answered(request));
        requests.clear();
        deliver(said);
    }

    /// A request on which the engine fails, which would be a fault of ours, must not take the others with it.
    private List<BrokerMessage> answered(Command request) {
        try {
            return engine.on(request, now());
        } catch (RuntimeException fault) {
            LOG.error("broker {} could not answer {}", config.name(), request, fault);
            return List.of();
        }
    }

    private void tick() {
        var said = new ArrayList<>(engine.due(now()));
        if (flowing) flow(said);
        deliver(said);
        disturb();
    }

    /// Once it is quiet, it asks the client now and then whether it is there: what was lost last of all would otherwise
    /// be missed only with the next heartbeat.
    private void disturb() {
        var open = line;
        var before = relay;
        if (open == null || before == null) return;
        if (!quiet) {
            troubles.pass(now(), open, before);
        } else if (now() >= askAt && open.isLoggedOn()) {
            askAt = now() + NANOS_PER_SECOND;
            open.ask();
        }
    }

    /// As many events as have fallen due since the last tick; after a stall no more than a tenth of a second's.
    private void flow(List<BrokerMessage> said) {
        long interval = NANOS_PER_SECOND / config.flowPerSecond();
        long now = now();
        flowedUntil = Math.max(flowedUntil, now - NANOS_PER_SECOND / 10);
        for (; flowedUntil + interval <= now; flowedUntil += interval) said.addAll(engine.flow(now));
    }

    private void settle(Promise<Void> done) {
        answer();
        if (inbox.isEmpty()) {
            deliver(engine.settle(now()));
            send(delivery.drain());
            endTroubles();
            done.complete();
        } else {
            context.runOnContext(_ -> settle(done));
        }
    }

    private void endTroubles() {
        quiet = true;
        var before = relay;
        if (before != null) before.end();
    }

    private void deliver(List<BrokerMessage> fresh) {
        send(mute ? List.of() : delivery.pass(fresh, now()));
    }

    private void send(List<Outgoing> due) {
        var open = line;
        if (open != null && !due.isEmpty()) open.send(due);
    }

    private <T extends @Nullable Object> Future<T> onLoop(Supplier<T> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> {
            try {
                promise.complete(work.get());
            } catch (IllegalArgumentException wrong) {
                promise.fail(wrong);
            }
        });
        return promise.future();
    }

    /// Never goes back, whatever the machine's clock does.
    private long now() {
        latest = Math.max(latest, clock());
        return latest;
    }

    private static long clock() {
        var now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }
}
