package dev.plumbline.server;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.server.bus.PeersOnBus;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Clustering;
import dev.plumbline.server.lease.LeaseTerms;
import dev.plumbline.server.lease.Leases;
import dev.plumbline.server.lease.PostgresArbiter;
import dev.plumbline.server.lease.Run;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.store.LastOwner;
import dev.plumbline.server.store.Store;

/// Which of the servers of a cluster runs its shards and sessions: an heir of the last one that has all leases (decision 13),
/// for as long as it keeps them. The others stand by.
///
/// An **heir** has all that the last owner let out: it stood by while that one acted, and had its share of the replica; or it was
/// that one itself, and has its journal; or the last owner ended as it should, and all is in Postgres. Anybody else waits, for what
/// Postgres lacks may be in the last owner's journal alone. Of several heirs the member that has been there longest begins.
final class Succession {
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);
    /// While something is to be taken over nothing is waited for longer than this.
    private static final long HURRY_MS = 50;

    private final Cluster core;
    private final Clustering config;
    private final Set<String> all = new TreeSet<>();
    private final Store store;
    private final boolean wasLast;
    private final BooleanSupplier isReplicaSafe;
    private final PostgresArbiter arbiter;
    private final Leases leases;
    private final Context context;
    /// Those of which we have a share of all that they let out.
    private final Set<Run> stoodBy = new HashSet<>();
    private volatile Optional<LastOwner> lastOwner = Optional.empty();
    private volatile boolean isKnown;
    private volatile boolean isHeir;
    private volatile boolean isAnotherActing;
    private volatile Map<String, Long> begunWith = Map.of();
    private boolean isAsking;
    private volatile long nobodySince = System.nanoTime();
    private long tickedAt;
    private List<String> seen = List.of();
    private long timer = -1;

    /// @param wasLast this server had the shards last, as the database has it, and has the journal of then
    /// @param isReplicaSafe a second member has a copy of all that is in the replica
    /// @param connect opens a connection to the database
    Succession(
            Cluster core, ServerConfig server, Store store, boolean wasLast, BooleanSupplier isReplicaSafe,
            Supplier<Future<? extends SqlConnection>> connect) {
        this.core = core;
        this.config = server.cluster();
        for (int shard = 0; shard < server.shards(); shard++) all.add(lease(shard));
        for (var session : server.brokers().keySet()) all.add(lease(session));
        this.store = store;
        this.wasLast = wasLast;
        this.isReplicaSafe = isReplicaSafe;
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
        return on(() -> PeersOnBus.answer(core.vertx().eventBus(), config.server(), leases).onSuccess(_ -> {
            tick();
            timer = core.vertx().setPeriodic(HURRY_MS, _ -> hurry());
        }));
    }

    private <T> Future<T> on(Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        context.runOnContext(_ -> work.get().onComplete(done));
        return done.future();
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
        leases.see(Set.copyOf(seen));
        if (!holdsAll()) look();
        leases.want(wants() ? all : Set.of());
        leases.tick();
    }

    /// Whose heir are we?
    private void look() {
        var acting = lastOwner.filter(owner -> !owner.isStored()).map(Succession::run).filter(leases::isInSight);
        if (isReplicaSafe.getAsBoolean()) acting.ifPresent(stoodBy::add);
        isAnotherActing = acting.isPresent();
        if (isAnotherActing) nobodySince = System.nanoTime();
        if (isAsking) return;
        isAsking = true;
        store.lastOwner().onComplete(answered -> context.runOnContext(_ -> {
            isAsking = false;
            if (answered.failed()) {
                LOG.debug("not known who had the shards last", answered.cause());
                return;
            }
            lastOwner = answered.result();
            isKnown = true;
            isHeir = lastOwner.map(this::isHeirOf).orElse(true);
        }));
    }

    private static Run run(LastOwner owner) {
        return new Run(owner.server(), owner.incarnation());
    }

    private boolean isHeirOf(LastOwner owner) {
        return owner.isStored() || stoodBy.contains(run(owner)) || isOurs(owner);
    }

    private boolean isOurs(LastOwner owner) {
        return wasLast && owner.server().equals(config.server());
    }

    private boolean wants() {
        if (holdsAll()) return true;
        if (!isHeir || isAnotherActing) return false;
        var inSight = core.servers();
        boolean isFirst = !inSight.isEmpty() && inSight.getFirst().equals(config.server());
        // The first one may be no heir.
        return isFirst || System.nanoTime() - nobodySince > 2 * config.span().toNanos();
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
    void begun() {
        begunWith = epochs();
        Await.done(store.lastOwner(new LastOwner(config.server(), incarnation(), false)));
    }

    /// For who asks for an order here; empty while orders are taken.
    String takesNoOrdersBecause() {
        return begunWith.isEmpty() || epochs().equals(begunWith) ? "" : "another server may have taken over: no new orders here";
    }

    private long incarnation() {
        return Await.done(on(() -> Future.succeededFuture(leases.run().map(Run::incarnation).orElse(0L))));
    }

    /// What the last owner kept of its sessions is in our own folder, and all of it only there.
    boolean isOwnHeir() {
        return lastOwner.filter(owner -> !owner.isStored() && !stoodBy.contains(run(owner)) && isOurs(owner)).isPresent();
    }

    /// To be asked just before something leaves.
    /// @param epoch under which whoever asks has begun: a later one is of another life of this server
    BooleanSupplier mayAct(String lease, long epoch) {
        return () -> leases.epoch(lease).orElse(-1) == epoch && leases.mayAct(lease);
    }

    /// Who has begun to act and has not ended as it should, as the database has it; empty for nobody. It may be dead.
    String acting() {
        return lastOwner.filter(owner -> !owner.isStored()).map(LastOwner::server).orElse("");
    }

    /// In words, for people: why this server does not run the shards.
    String standing() {
        return stands().says;
    }

    /// The same, for who asks what it does.
    Standing stands() {
        if (!isKnown) return new Standing(State.WAITING, "waiting for the database");
        var owner = lastOwner.map(LastOwner::server).orElse("");
        if (!isHeir && !core.servers().contains(owner))
            return new Standing(State.WAITING, "waiting for " + owner + ", which ran the shards last: what it has not written to the database is in its journal. Start it");
        if (!isHeir) return new Standing(State.JOINING, "joining: " + owner + " runs the shards, and not all it has is here yet");
        return wants()
                ? new Standing(State.TAKING_OVER, "taking over")
                : new Standing(State.STANDING_BY, "standing by: " + owner + " runs the shards");
    }

    record Standing(State state, String says) {}

    /// Another one that runs the shards, as far as is known; empty for none.
    String otherActing() {
        return isAnotherActing ? lastOwner.map(LastOwner::server).orElse("") : "";
    }

    /// Who had the shards before this server; empty for nobody.
    String formerOwner() {
        return lastOwner.map(LastOwner::server).orElse("");
    }

    /// How long it is that another one was last seen running the shards, or else since the start.
    long nobodyForNanos() {
        return System.nanoTime() - nobodySince;
    }

    /// There is something to lean on: all that it holds it may act on now.
    boolean mayActNow() {
        return all.stream().allMatch(leases::mayAct);
    }

    /// Gives the leases back, where all that was acted on is in Postgres: then anybody may go on. What acts must have stopped.
    Future<Void> end(boolean isStored) {
        return on(() -> {
            core.vertx().cancelTimer(timer);
            var run = leases.run();
            var noted = isStored && run.isPresent() && holdsAll()
                    ? store.lastOwner(new LastOwner(config.server(), run.get().incarnation(), true))
                    : Future.<Void>succeededFuture();
            return noted.eventually(() -> leases.end()).eventually(arbiter::close);
        });
    }
}
