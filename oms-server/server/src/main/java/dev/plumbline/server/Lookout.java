package dev.plumbline.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.Heirs.Standing;
import dev.plumbline.server.bus.PicturesOnBus;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.ops.ClusterForm;
import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.server.ops.ClusterPicture.Lease;
import dev.plumbline.server.ops.ClusterPicture.Member;
import dev.plumbline.server.ops.ClusterPicture.Promise;
import dev.plumbline.server.ops.ClusterPicture.Replica;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.ops.ClusterPicture.TakeOver;
import dev.plumbline.server.replica.HazelcastReplica;
import dev.plumbline.server.store.LeaseRow;
import dev.plumbline.server.store.Store;

/// What this server says of itself and of its cluster when somebody asks. It only looks: nothing is decided here. What it looks at
/// comes one by one while the server starts. Any thread may call any of this.
final class Lookout {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    /// Who asks wants to know that the database does not answer, too.
    private static final long DATABASE_MS = 1_000;
    private static final String HELD_UP = "held up: neither the database nor a majority of the servers answers, so nothing is sent";

    private final Vertx vertx;
    private final ServerConfig config;
    private final long startedAt;
    private final LongSupplier nanos;
    private final Supplier<Standing> standing;
    private volatile Optional<Cluster> core = Optional.empty();
    private volatile Optional<Store> store = Optional.empty();
    private volatile Optional<Succession> succession = Optional.empty();
    private volatile Optional<HazelcastReplica> replica = Optional.empty();
    private volatile Optional<TakeOver> takeOver = Optional.empty();
    private final AtomicBoolean isAsking = new AtomicBoolean();
    private volatile List<Lease> lastKnown = List.of();

    /// @param startedAt nanoseconds since the epoch, UTC, as those of `nanos`
    /// @param standing what this server does, as far as it is no matter of the succession
    Lookout(Vertx vertx, ServerConfig config, long startedAt, LongSupplier nanos, Supplier<Standing> standing) {
        this.vertx = vertx;
        this.config = config;
        this.startedAt = startedAt;
        this.nanos = nanos;
        this.standing = standing;
    }

    /// Completes once other servers can ask this one.
    Future<Void> joined(Cluster joined) {
        core = Optional.of(joined);
        return PicturesOnBus.answer(joined.vertx().eventBus(), config.cluster().server(), () -> own().map(ClusterForm::json));
    }

    void opened(Store opened) {
        store = Optional.of(opened);
    }

    void standsBy(Succession ofThis, HazelcastReplica itsReplica) {
        succession = Optional.of(ofThis);
        replica = Optional.of(itsReplica);
    }

    /// @param took nanoseconds, to be open
    void tookOver(long took, String from) {
        takeOver = Optional.of(new TakeOver(nanos.getAsLong(), took, from));
    }

    /// What this server says of itself. Takes a second where the database does not answer.
    Future<ClusterPicture> own() {
        return register().compose(register -> vertx.executeBlocking(() -> picture(register)));
    }

    /// What each of the servers says of itself, this one first. Takes some seconds where one does not answer.
    Future<List<ClusterPicture>> all() {
        return own().compose(own -> {
            var others = own.servers().stream().filter(one -> !one.server().equals(own.server())).map(this::ask).toList();
            return Future.all(others).map(_ -> {
                var all = new ArrayList<>(List.of(own));
                for (var other : others) all.add(other.result());
                return all;
            });
        });
    }

    private Future<ClusterPicture> ask(Member other) {
        var here = core;
        if (here.isEmpty() || !other.isInSight())
            return Future.succeededFuture(without(other, State.ABSENT, "is no member of " + Cluster.CORE));
        return PicturesOnBus.ask(here.get().vertx().eventBus(), other.server())
                .map(ClusterForm::picture)
                .otherwise(_ -> without(other, State.SILENT, "is a member of " + Cluster.CORE + ", and has not answered"));
    }

    private ClusterPicture without(Member other, State state, String says) {
        return ClusterPicture.of(other.server(), nanos.getAsLong(), state, says);
    }

    /// Empty where the database does not answer. One question at a time: who hangs is not asked again and again.
    private Future<Optional<List<Lease>>> register() {
        var opened = store;
        if (opened.isEmpty() || !isAsking.compareAndSet(false, true)) return Future.succeededFuture(Optional.empty());
        return opened.get().leases()
                .onComplete(_ -> isAsking.set(false))
                .timeout(DATABASE_MS, TimeUnit.MILLISECONDS)
                .map(rows -> {
                    lastKnown = rows.stream().map(Lookout::lease).toList();
                    return Optional.of(lastKnown);
                })
                .otherwise(away -> {
                    LOG.debug("the register of leases cannot be read now", away);
                    return Optional.empty();
                });
    }

    private static Lease lease(LeaseRow row) {
        return new Lease(row.lease(), row.server(), row.epoch(), row.isOver());
    }

    private ClusterPicture picture(Optional<List<Lease>> register) {
        var stands = stands();
        return new ClusterPicture(
                config.cluster().server(), nanos.getAsLong(), startedAt, stands.state(), stands.says(), servers(),
                acting(stands.state()), promise(stands.state()), replica(stands.state()),
                store.map(opened -> new ClusterPicture.Store(register.isPresent(), opened.backlog(), opened.lagNanos()))
                        .orElse(ClusterPicture.Store.UNKNOWN),
                leases(register), takeOver);
    }

    /// Why a server that runs the shards sends nothing now; empty where it may. Returns at once.
    String heldUpBecause() {
        return succession.isEmpty() || succession.get().mayActNow() ? "" : HELD_UP;
    }

    /// Why this server neither acts nor could take over now; empty where it does, or could. Returns at once.
    String notStandingBecause() {
        var stands = stands();
        return switch (stands.state()) {
            case ACTING -> "";
            case STANDING_BY -> replica.map(HazelcastReplica::isSafe).orElse(false) ? "" : "not all that " + acting(stands.state()) + " has is here yet";
            default -> stands.says();
        };
    }

    private Standing stands() {
        var told = standing.get();
        return switch (told.state()) {
            case ACTING -> heldUpBecause().isEmpty() ? told : new Standing(State.HELD_UP, HELD_UP);
            case STARTING -> succession.map(Succession::standing).orElse(told);
            default -> told;
        };
    }

    private List<Member> servers() {
        Map<String, Long> seen = core.map(Cluster::members).orElse(List.of()).stream()
                .collect(Collectors.toMap(Cluster.Member::server, Cluster.Member::startedAt, Math::max));
        if (config.cluster().isAlone()) seen = Map.of(config.cluster().server(), startedAt);
        var all = new ArrayList<Member>();
        for (var name : config.cluster().servers().keySet())
            all.add(new Member(name, seen.containsKey(name), seen.getOrDefault(name, 0L)));
        return all;
    }

    private String acting(State state) {
        return state == State.ACTING ? config.cluster().server() : succession.map(Succession::otherActing).orElse("");
    }

    private Promise promise(State state) {
        if (state != State.ACTING) return Promise.NONE;
        return replica.map(one -> one.isSafe() ? Promise.SECOND_SERVER : Promise.DATABASE).orElse(Promise.JOURNAL);
    }

    private Replica replica(State state) {
        if (state == State.STOPPING) return Replica.NONE; // it may be no member any more
        return replica.map(HazelcastReplica::figures)
                .map(now -> new Replica(now.inputs(), now.bytes(), now.memoryBytes(), now.isSafe(), now.misses()))
                .orElse(Replica.NONE);
    }

    /// What this server holds it knows without the database.
    private List<Lease> leases(Optional<List<Lease>> register) {
        var held = succession.map(Succession::epochs).orElse(Map.of());
        var byName = register.orElse(lastKnown).stream().collect(Collectors.toMap(Lease::lease, Function.identity()));
        held.forEach((lease, epoch) -> byName.put(lease, new Lease(lease, config.cluster().server(), epoch, false)));
        return byName.values().stream().sorted((a, b) -> a.lease().compareTo(b.lease())).toList();
    }
}
