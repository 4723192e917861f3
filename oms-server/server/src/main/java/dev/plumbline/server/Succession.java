package dev.plumbline.server;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.server.bus.HandOver;
import dev.plumbline.server.bus.OnContext;
import dev.plumbline.server.bus.PeersOnBus;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Clustering;
import dev.plumbline.server.lease.LeaseTerms;
import dev.plumbline.server.lease.Leases;
import dev.plumbline.server.lease.PostgresArbiter;
import dev.plumbline.server.replica.Memory;
import dev.plumbline.server.store.LastOwner;
import dev.plumbline.server.store.Store;

/// Which of the servers of a cluster runs its shards and sessions: an heir of the last one ([Heirs]) that has all leases
/// (decision 13), for as long as it keeps them. The others stand by.
final class Succession {
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);
    /// While something is to be taken over nothing is waited for longer than this.
    private static final long HURRY_MS = 50;

    private final Cluster core;
    private final Clustering config;
    private final Set<String> all = new TreeSet<>();
    private final Store store;
    private final Heirs heirs;
    private final Supplier<Memory> memory;
    private final PostgresArbiter arbiter;
    private final Leases leases;
    private final Context context;
    private volatile Map<String, Long> begunWith = Map.of();
    private boolean isAsking;
    /// Another one has just said that it has given all away: what the database says of that is not waited for until the next tick.
    private boolean isGivenAway;
    private long tickedAt;
    private List<String> seen = List.of();
    private long timer = -1;

    /// @param wasLast this server had the shards last, as the database has it, and has the journal of then
    /// @param memory what is in the replica
    /// @param connect opens a connection to the database
    Succession(
            Cluster core, ServerConfig server, Store store, boolean wasLast, Supplier<Memory> memory,
            Supplier<Future<? extends SqlConnection>> connect) {
        this.core = core;
        this.config = server.cluster();
        for (int shard = 0; shard < server.shards(); shard++) all.add(lease(shard));
        for (var session : server.sessions()) all.add(lease(session));
        this.store = store;
        this.heirs = new Heirs(config.server(), wasLast, 2 * config.span().toNanos(), System.nanoTime());
        this.memory = memory;
        this.context = core.vertx().getOrCreateContext();
        var terms = new LeaseTerms(new TreeSet<>(config.servers().keySet()), config.span());
        this.arbiter = new PostgresArbiter(terms, connect);
        this.leases = new Leases(
                config.server(), terms, arbiter, new PeersOnBus(core.vertx().eventBus(), terms), System::nanoTime);
    }

    /// The name of a shard's lease.
    static String lease(int shard) {
        return "shard-" + shard;
    }

    static String lease(BrokerSession session) {
        return "session-" + session;
    }

    /// Completes once others can ask.
    Future<Void> begin() {
        return OnContext.run(context, () -> PeersOnBus.answer(core.vertx().eventBus(), config.server(), leases).onSuccess(_ -> {
            HandOver.onGivenAway(core.vertx(), by -> {
                LOG.info("{} has gone, or gives all away", by);
                isGivenAway = true;
                look();
            });
            tick();
            timer = core.vertx().setPeriodic(HURRY_MS, _ -> hurry());
        }));
    }

    /// Each 50 ms while there is something to be had, at once when somebody comes or goes, else four times a span.
    private void hurry() {
        boolean isIdle = seen.equals(core.servers()) && (holdsAll() || !wants());
        if (isIdle && System.nanoTime() - tickedAt < config.span().toNanos() / 4) return;
        tick();
    }

    private void tick() {
        tickedAt = System.nanoTime();
        seen = core.servers();
        leases.see(core.processes());
        if (!holdsAll()) look();
        leases.want(wants() ? all : Set.of());
        leases.tick();
    }

    private void look() {
        lookAround();
        if (isAsking) return;
        isAsking = true;
        store.lastOwner().onComplete(answered -> context.runOnContext(_ -> {
            isAsking = false;
            if (answered.failed()) LOG.debug("not known who had the shards last", answered.cause());
            else heirs.told(answered.result());
            if (!isGivenAway) return;
            isGivenAway = false;
            tick();
        }));
    }

    private void lookAround() {
        heirs.see(new Heirs.Sight(core.servers(), leases::isInSight, memory.get(), System.nanoTime()));
    }

    private boolean wants() {
        return holdsAll() || heirs.wants();
    }

    /// All is ours, to begin with or still.
    boolean holdsAll() {
        return leases.held().keySet().containsAll(all);
    }

    /// Under which epoch each lease is held now.
    Map<String, Long> epochs() {
        return leases.held();
    }

    /// To be called by who has all leases, before it acts: from here on others are heirs of this one.
    /// @param held the leases with which it took over
    /// @param incarnation of the run that took over, which its folder remembers
    /// @throws IllegalStateException where that run is over
    void begun(Map<String, Long> held, long incarnation) {
        if (incarnation() != incarnation) throw new IllegalStateException("the run of " + config.server() + " that took over is over");
        begunWith = held;
        Await.done(store.lastOwner(new LastOwner(config.server(), incarnation, false), epoch(held)));
    }

    private static long epoch(Map<String, Long> held) {
        return Objects.requireNonNull(held.get(lease(0)));
    }

    /// For who asks for an order here; empty while orders are taken.
    String takesNoOrdersBecause() {
        return begunWith.isEmpty() || epochs().equals(begunWith) ? "" : "another server may have taken over: no new orders here";
    }

    /// Of the run that has the leases. Blocks.
    /// @throws IllegalStateException where it is over
    long incarnation() {
        return Await.done(OnContext.run(context, () -> leases.run()
                .map(run -> Future.succeededFuture(run.incarnation()))
                .orElseGet(() -> Future.failedFuture("this run of " + config.server() + " is over"))));
    }

    /// To be called by who has all leases: whether it is an heir still, as the database has it now, and with the members that there
    /// are now. It may have been told so before others began and ended, or went with a part of the replica, and have been asleep
    /// since. Blocks.
    boolean isHeir() {
        var owner = Await.done(store.lastOwner());
        return Await.done(OnContext.run(context, () -> {
            lookAround();
            heirs.told(owner);
            return Future.succeededFuture(heirs.isHeir());
        }));
    }

    /// [#isHeir()] by what was last heard, at once.
    boolean seemsHeir() {
        return heirs.isHeir();
    }

    /// See [Heirs#hasEndOfHistory()].
    boolean hasEndOfHistory() {
        return heirs.hasEndOfHistory();
    }

    /// See [Heirs#isOwnHeir()].
    boolean isOwnHeir() {
        return heirs.isOwnHeir();
    }

    /// To be asked just before something leaves.
    /// @param epoch under which whoever asks has begun: a later one is of another life of this server
    BooleanSupplier mayAct(String lease, long epoch) {
        return () -> leases.epoch(lease).orElse(-1) == epoch && leases.mayAct(lease);
    }

    /// Who has begun to act and has not ended as it should, as the database has it; empty for nobody. It may be dead.
    String acting() {
        return heirs.acting();
    }

    /// Why this server does not run the shards.
    Heirs.Standing standing() {
        return heirs.standing();
    }

    /// Another one that runs the shards, as far as is known; empty for none.
    String otherActing() {
        return heirs.otherActing();
    }

    /// Who had the shards before this server; empty for nobody.
    String formerOwner() {
        return heirs.formerOwner();
    }

    /// How long it is that another one was last seen running the shards, or else since the start.
    long nobodyForNanos() {
        return heirs.nobodyForNanos(System.nanoTime());
    }

    /// There is something to lean on: all that it holds it may act on now.
    boolean mayActNow() {
        return all.stream().allMatch(leases::mayAct);
    }

    /// Gives the leases back, where all that was acted on is in Postgres: then anybody may go on. What acts must have stopped.
    Future<Void> end(boolean isStored) {
        return OnContext.run(context, () -> {
            core.vertx().cancelTimer(timer);
            var run = leases.run();
            var noted = isStored && run.isPresent() && holdsAll()
                    ? store.lastOwner(new LastOwner(config.server(), run.get().incarnation(), true), epoch(epochs()))
                    : Future.<Void>succeededFuture();
            return noted.eventually(() -> leases.end()).eventually(arbiter::close)
                    .onSuccess(_ -> HandOver.sayGivenAway(core.vertx(), config.server()));
        });
    }
}
