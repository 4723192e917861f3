package dev.plumbline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.AdapterFactory;
import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Refusal;
import dev.plumbline.journal.Durability;
import dev.plumbline.server.Heirs.Standing;
import dev.plumbline.server.brokers.BrokerVerticle;
import dev.plumbline.server.brokers.OrderIDs;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.bus.EveryShard;
import dev.plumbline.server.bus.HandOver;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.cluster.Strangers;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.config.ServerConfig.Site;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.server.history.OrderHistory;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.JournalConfig;
import dev.plumbline.server.journal.JournalException;
import dev.plumbline.server.journal.JournalFigures;
import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.ops.Insight;
import dev.plumbline.server.ops.Management;
import dev.plumbline.server.ops.Metrics;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.orders.Figures;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.OrdersVerticle;
import dev.plumbline.server.orders.Ports;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.orders.Snapshooting;
import dev.plumbline.server.replica.HazelcastReplica;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.server.store.StoreState;
import dev.plumbline.server.store.StoredInput;
import dev.plumbline.server.store.StoredOrder;
import dev.plumbline.server.store.StoredPosition;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Line;
import dev.plumbline.wire.DeskMessage.Wish;

/// One server: it opens the store, founds or joins the two clusters, takes back what the last run left, and only then
/// lets traders and brokers in. [#start()] and [#stop()] are sequential chores that block their caller; never call them
/// on an event loop.
public final class OmsServer {
    /// The memory of inputs that Postgres lacks, of this server and as much of another.
    private static final int REPLICAS_PART_OF_HEAP = 8;
    private static final Logger LOG = LoggerFactory.getLogger(OmsServer.class);
    private static final String STOPPING = "the server is stopping";
    private static final Duration RETRY = Duration.ofSeconds(5);
    /// Between two looks at what the desk is told of the servers.
    private static final long SERVERS_MS = 1_000;
    /// So long the names of hosts are waited for at the start; longer than a JVM remembers that it did not know one (10 s).
    private static final Duration NAMES = Duration.ofSeconds(30);
    private static final Duration NAME = Duration.ofMillis(500);
    /// What the store has not taken by then, it takes from the journal after the next start.
    private static final Duration DRAIN = Duration.ofSeconds(5);
    /// So long a server that has given its shards away stays for what it was asked.
    private static final Duration HELD = Duration.ofSeconds(5);
    /// So long the shards may take for their last answers, and between two looks at that.
    private static final Duration ANSWERS = Duration.ofSeconds(1);
    private static final long LOOK_NANOS = 1_000_000;
    /// So long what is asked of a server that has taken over waits for its sessions, and how much of it at most.
    private static final Duration LOGONS = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 10_000;

    private final ServerConfig config;
    private final Consumer<String> progress = this::step;
    private final Consumer<String> told;
    private final LongSupplier nanos;
    private final List<Desk> followers;
    private final long runStartedAtMs;

    private Function<Restart, Snapshooting> snapshots = _ -> Snapshooting.NEVER;
    private final List<OrdersVerticle> shards = new CopyOnWriteArrayList<>();
    private final Deque<Step> done = new ArrayDeque<>();
    private volatile Optional<DeskGateway.Orders> door = Optional.empty();
    private volatile Optional<Doors> doors = Optional.empty();
    private volatile Optional<Store> store = Optional.empty();
    private volatile Optional<OrderHistory> history = Optional.empty();
    private volatile Optional<FileJournal> journal = Optional.empty();
    private volatile Optional<StoreConfig> reached = Optional.empty();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final CompletableFuture<Void> serving = new CompletableFuture<>();
    private volatile String notReadyBecause = "starting";
    private volatile boolean stopping;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final AtomicBoolean toldToStop = new AtomicBoolean();
    /// Of what it is asked.
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Supplier<Optional<Heir>> heir = Optional::empty;
    private volatile Optional<HandOver> handingOver = Optional.empty();
    private volatile boolean hasLeft;
    private volatile Optional<SessionsUp> sessionsUp = Optional.empty();
    private final ReentrantLock undoing = new ReentrantLock();

    /// @param progress told each step in a few words
    /// @param nanos the time, nanoseconds since the epoch, UTC
    /// @param followers who besides the desk hears of changes, on the shards' event loops
    public OmsServer(ServerConfig config, Consumer<String> progress, LongSupplier nanos, List<Desk> followers) {
        this.config = config;
        this.told = progress;
        this.nanos = nanos;
        this.followers = List.copyOf(followers);
        this.runStartedAtMs = nanos.getAsLong() / 1_000_000;
    }

    /// Where another server leaves the cluster in the middle of it, this one cannot stand in: see [#lost()].
    /// @throws ConfigException where something of the configuration stands in the way, in one line
    public void start() {
        try {
            openWithoutStrays();
        } catch (RuntimeException failed) {
            boolean toldToStop = stopping;
            if (!toldToStop && !config.cluster().isAlone() && Cluster.isBecauseAMemberLeft(failed)) {
                lost("another server left while this one was joining", failed);
                return;
            }
            stop();
            if (!toldToStop)
                throw failed instanceof JournalException ? new ConfigException(String.valueOf(failed.getMessage())) : failed;
            LOG.debug("stopped while it was starting", failed);
            throw stoppedEarly();
        }
    }

    /// Whatever failed then, that it was told to stop is the reason.
    private static ConfigException stoppedEarly() {
        return new ConfigException("stopped while it was starting");
    }

    /// Each step is told, and is meanwhile why the server is not ready.
    private void step(String step) {
        synchronized (done) {
            if (!stopping && !notReadyBecause.isEmpty()) notReadyBecause = "starting: " + step;
        }
        told.accept(step);
    }

    private String notReadyBecause(Lookout lookout) {
        if (!notReadyBecause.isEmpty()) return notReadyBecause;
        var heldUp = lookout.heldUpBecause();
        return heldUp.isEmpty() ? journal().closedBecause() : heldUp;
    }

    private void openWithoutStrays() {
        try {
            open();
        } catch (StrayedException strayed) {
            undoAll();
            setAside(strayed);
            open();
        }
    }

    /// Another server took over, and the history went on without what is at the end of the journal here. That is kept for
    /// people to look at; the journal goes on from where the two part, or else anew, with what the history has.
    private void setAside(StrayedException strayed) {
        var aside = journalFolder().resolveSibling("journal-set-aside-" + runStartedAtMs);
        var what = strayed.from().isPresent() ? "its end, from record " + strayed.from().getAsLong() + " on," : "all of it";
        LOG.error("ALARM: {}: another server has taken over since; of that journal {} is set aside in {}", strayed.getMessage(), what, aside);
        progress.accept("this server's journal went another way than the history (" + strayed.getMessage() + "): " + what + " is set aside in " + aside);
        if (strayed.from().isPresent()) FileJournal.setEndAside(journalConfig(), strayed.from().getAsLong(), aside);
        else move(journalFolder(), aside);
    }

    private static void move(Path folder, Path to) {
        try {
            Files.move(folder, to);
        } catch (IOException failed) {
            throw new ConfigException("cannot move " + folder + " to " + to + ": " + failed);
        }
    }

    private void open() {
        var plain = Vertx.vertx();
        undo("management", () -> Await.done(plain.close()));
        var lookout = new Lookout(
                plain, config, TimeUnit.MILLISECONDS.toNanos(runStartedAtMs), nanos, this::standing);
        Await.done(plain.deployVerticle(new Management(config.management(), () -> notReadyBecause(lookout), insight(lookout))));

        var kept = openJournal();
        journal = Optional.of(kept);
        var books = SnapshotBooks.of(kept, config.shards());
        undo("snapshots", books::close);

        var sites = config.cluster().servers().values();
        awaitNames(sites);
        progress.accept("forming cluster " + Cluster.CORE + " at " + config.core());
        var core = Await.done(Cluster.join(
                Cluster.CORE, config.cluster().server(), config.core(), sites.stream().map(Site::core).toList(), "core"));
        undo("leave " + Cluster.CORE, () -> {
            hasLeft = handingOver.isPresent();
            Await.done(core.leave());
        });
        Await.done(lookout.joined(core));
        progress.accept("forming cluster " + Cluster.DESK + " at " + config.deskCluster());
        var deskCluster = Await.done(Cluster.join(
                Cluster.DESK, config.cluster().server(), config.deskCluster(), sites.stream().map(Site::desk).toList(), "desk"));
        undo("leave " + Cluster.DESK, () -> Await.done(deskCluster.leave()));

        var adapters = adapters(core.vertx());
        var bus = Bus.of(core.vertx(), config.shards());
        var orders = asking(core.vertx(), bus, adapters);
        door = Optional.of(orders);
        var gateway = new DeskGateway(
                config.desk(), config.shards(), config.rules().releaseBy(), orders, fixed(), nanos);
        var desk = new Desks(gateway, followers);
        var opened = openStore(core.vertx(), desk, kept);
        store = Optional.of(opened);
        lookout.opened(opened);
        var told = new OrderHistory(opened, new JournalTail(kept));
        undo("histories", told::close);
        history = Optional.of(told);
        if (config.doors().hasAny()) openDoors(deskCluster.vertx(), opened, gateway);
        var house = new House(core.vertx(), deskCluster, adapters, bus, gateway, desk, opened, kept);
        if (config.cluster().isAlone()) {
            refuseClustersDatabase(opened);
            var recovery = recovery(house, books, () -> "");
            progress.accept("taking back the orders of the last run");
            var restarts = recovery.run();
            var prepared = prepare(house, restarts, () -> prepared(house, restarts), Warrant.ALWAYS, _ -> SessionCopies.NONE);
            serve(house, restarts, prepared, Warrant.ALWAYS);
        } else standBy(house, books, core, lookout);
    }

    private void openDoors(Vertx desks, Store opened, DeskGateway gateway) {
        var its = Doors.of(desks, config, opened.users(), nanos, progress);
        undo("doors", its::close);
        doors = Optional.of(its);
        gateway.guardedBy(its);
        its.open(progress);
    }

    /// Where its bridge listens for frames over TCP, and for SockJS and WebSocket; 0 for nowhere.
    public BridgePorts bridgePorts() {
        return doors.flatMap(Doors::bridge)
                .map(bridge -> new BridgePorts(bridge.tcpPort(), bridge.webPort()))
                .orElse(new BridgePorts(0, 0));
    }

    public record BridgePorts(int tcp, int web) {}

    /// Where all servers are started at once, the names of some may be known a little later: who does not find the others would
    /// found a cluster of its own. Not for ever: one of them may be no more.
    private void awaitNames(Collection<Site> sites) {
        if (config.cluster().isAlone()) return;
        long until = System.nanoTime() + NAMES.toNanos();
        var unknown = "";
        while (!stopping && System.nanoTime() - until < 0) {
            var still = sites.stream().flatMap(site -> Stream.of(site.core(), site.desk()))
                    .map(Endpoint::host).filter(host -> !Cluster.isKnown(host)).distinct().collect(Collectors.joining(", "));
            if (still.isEmpty()) return;
            if (!still.equals(unknown))
                progress.accept("waiting up to " + NAMES.toSeconds() + " s for hosts that are not known here yet: " + still);
            unknown = still;
            pause(NAME);
        }
    }

    /// Its servers would not know of this one, nor it of them.
    private static void refuseClustersDatabase(Store opened) {
        if (!Await.done(opened.epochs()).isEmpty())
            throw new ConfigException("cluster: is missing, but the database is that of a cluster of servers; name all of them,"
                    + " as each of their configurations does, or name another database");
    }

    /// All that is there before it is known whether this server runs the shards.
    private record House(
            Vertx core, Cluster desks, List<BrokerAdapter> adapters, Bus bus, DeskGateway gateway, Desk desk, Store store,
            FileJournal journal) {}

    /// All that can be done before this server acts: its sessions are taken, and meanwhile the rest.
    private Prepared prepare(
            House house, List<Restart> restarts, Supplier<Prepared> preparing, Warrant warrant, Function<BrokerSession, SessionCopies> copies) {
        var sessions = takeSessions(house, warrant, copies);
        try {
            var prepared = preparing.get();
            refuseMovedHalts(house.bus, restarts);
            prepared.complete();
            return prepared;
        } finally {
            Await.done(sessions);
        }
    }

    private static Prepared prepared(House house, List<Restart> restarts) {
        return Prepared.of(
                restarts, house.adapters.stream().map(BrokerAdapter::session).toList(), house.bus::shardOf,
                (after, limit) -> house.store.inputs(StoredInput.Kind.PARKED, after, limit), house.gateway);
    }

    private void serve(House house, List<Restart> restarts, Prepared prepared, Warrant warrant) {
        var laps = new Laps();
        startShards(house, restarts, warrant);
        laps.done("shards");
        Await.done(house.desks.vertx().deployVerticle(house.gateway));
        laps.done("desk");
        startBrokers(house, prepared);
        laps.done("brokers");
        LOG.info("open: {}", laps);
        ready();
        progress.accept("ready: consoles may connect to " + config.deskCluster());
    }

    /// With what a server that acts gives its shards to another.
    private record Heir(HandOver handOver, StandBy standBy, DeskGateway gateway) {}

    /// Returns once this server can take over; it does so on a thread of its own.
    private void standBy(House house, SnapshotBooks books, Cluster core, Lookout lookout) {
        var replica = new HazelcastReplica(core.hazelcast(), config.shards(), house.store::committed, Runtime.getRuntime().maxMemory() / REPLICAS_PART_OF_HEAP);
        var lastRun = new LastRun(config.data());
        boolean wasLast = LastRun.isLast(lastRun.read(), config.cluster().server(), Await.done(house.store.lastOwner()));
        var database = reached.orElseThrow();
        var succession = new Succession(
                core, config, house.store, wasLast, replica::memory, () -> Store.connect(house.core, database));
        var recovery = recovery(house, books, () -> takesNoOrdersBecause(succession, replica)).standingBy(wasLast);
        progress.accept("taking back what the history has");
        var restarts = recovery.run();
        var prepared = prepared(house, restarts);
        recovery.tell(prepared);
        var handOver = new HandOver(core.vertx());
        var standBy = new StandBy(config.shards(), succession, Strangers.of(config.cluster(), core, house.desks), replica, house.store, recovery, lastRun, progress, new StandBy.Turn() {
            @Override
            public void takeSessions(Warrant warrant, Function<BrokerSession, SessionCopies> copies) {
                prepare(house, restarts, () -> prepared, warrant, copies);
            }

            @Override
            public void serve(Warrant warrant) {
                var coming = new SessionsUp(house.core, config.brokers().keySet(), LOGONS);
                sessionsUp = Optional.of(coming);
                var heard = house.bus.sessions(coming::on);
                coming.future().onComplete(_ -> heard.unregister());
                OmsServer.this.serve(house, restarts, prepared, warrant);
                var orders = door.orElseThrow();
                Await.done(handOver.answer(() -> !stopping && !lost.isDone() && succession.mayActNow(), (account, ask) ->
                        account.map(its -> orders.ask(its, ask)).orElseGet(() -> orders.askAll(ask))));
                lookout.tookOver(succession.nobodyForNanos(), succession.formerOwner());
                tellServers(house, lookout);
            }

            @Override
            public void lost(String why, Exception cause) {
                if (!stopping) OmsServer.this.lost(why, cause);
            }
        });
        lookout.standsBy(succession, replica);
        Await.done(succession.begin());
        undo("what is asked meanwhile", () -> handingOver.ifPresent(to -> to.await(standBy.hasGivenAway() ? HELD : Duration.ZERO)));
        undo("leases", standBy::end);
        undo("stand by", standBy::stop);
        heir = () -> serving.isDone() && !lost.isDone() && core.servers().size() > 1 ? Optional.of(new Heir(handOver, standBy, house.gateway)) : Optional.empty();
        standBy.start();
    }

    /// Asked for each new order.
    private static String takesNoOrdersBecause(Succession succession, HazelcastReplica replica) {
        var why = succession.takesNoOrdersBecause();
        if (!why.isEmpty() || !replica.isNearlyFull()) return why;
        return "the database has been away for so long that what it lacks fills the servers' memory: no new orders until it is back";
    }

    /// From here on the desk sees the servers as this one does.
    private void tellServers(House house, Lookout lookout) {
        var items = new ServerItems();
        var isLooking = new AtomicBoolean();
        long timer = house.core.setPeriodic(0, SERVERS_MS, _ -> {
            if (!isLooking.compareAndSet(false, true)) return;
            lookout.all().onComplete(all -> {
                if (all.succeeded()) items.news(all.result(), nanos.getAsLong()).forEach(house.desk::tell);
                else LOG.debug("the desk is not told of the servers now", all.cause());
                isLooking.set(false);
            });
        });
        undo("servers on the desk", () -> house.core.cancelTimer(timer));
    }

    private void lost(String why, Exception cause) {
        if (serving.isDone()) LOG.error("ALARM: this server acts no more: {}", why, cause);
        else LOG.warn("this server begins anew: {}", why, cause);
        synchronized (done) {
            if (!stopping) notReadyBecause = why;
        }
        lost.complete(why);
    }

    /// Completes when this server has lost what it ran to another one, or cannot stand in: it does nothing any more. Stop it,
    /// and start another in its place, which stands by.
    public CompletionStage<String> lost() {
        return lost;
    }

    /// Completes when this server runs the shards: at once where it is the only one.
    public CompletionStage<Void> serving() {
        return serving;
    }

    /// What this server does, as far as it is no matter of the succession.
    private Standing standing() {
        if (stopping) return new Standing(State.STOPPING, "stopping");
        if (lost.isDone()) return new Standing(State.FENCED, notReadyBecause);
        if (serving.isDone()) return new Standing(State.ACTING, "runs the shards");
        return new Standing(State.STARTING, notReadyBecause);
    }

    private Insight insight(Lookout lookout) {
        return new Insight() {
            @Override
            public Future<String> metrics() {
                return figures().compose(figures -> lookout.own().map(picture -> Metrics.text(
                        figures, picture, store.map(Store::givenUp).orElse(0L),
                        journal.map(FileJournal::figures).orElse(JournalFigures.NONE), ownLines())));
            }

            @Override
            public String notStandingBecause() {
                return lookout.notStandingBecause();
            }

            @Override
            public Future<List<ClusterPicture>> cluster() {
                return lookout.all();
            }

            @Override
            public Future<List<StoredInput>> inputs(StoredInput.Kind kind, StoredInput.After after, int limit) {
                return store.map(opened -> opened.inputs(kind, after, limit))
                        .orElseGet(() -> Future.failedFuture("the store is not open: " + notReadyBecause));
            }
        };
    }

    /// Of all shards, each at one moment.
    private Future<Figures> figures() {
        var parts = shards.stream().map(OrdersVerticle::figures).toList();
        return Future.all(parts).map(_ -> parts.stream().map(Future::result).reduce(Figures.NONE, Figures::plus));
    }

    private void ready() {
        synchronized (done) {
            if (stopping) throw stoppedEarly();
            notReadyBecause = "";
        }
        serving.complete(null);
    }

    /// Keeps trying: a server whose database is away stays up, says so, and opens once it is back.
    private Store openStore(Vertx vertx, Desk desk, FileJournal kept) {
        var database = database();
        reached = Optional.of(database);
        while (!stopping) {
            try {
                progress.accept("opening the store at " + database);
                var opened = Await.done(Store.open(vertx, database, kept, state -> tell(desk, state)));
                undo("store", () -> close(opened));
                return opened;
            } catch (StoreException unreachable) {
                progress.accept(unreachable.getMessage() + "; trying again every " + RETRY.toSeconds() + " s");
                pause(RETRY);
            }
        }
        throw stoppedEarly();
    }

    private void close(Store opened) {
        try {
            if (opened.backlog() > 0) progress.accept("writing " + opened.backlog() + " inputs to the store");
            int left = Await.done(opened.drain(DRAIN));
            if (left > 0)
                LOG.warn("{} inputs are in the journal and not yet in the store, which gets them after the next start", left);
        } finally {
            Await.done(opened.close());
        }
    }

    private StoreConfig database() {
        return switch (config.database()) {
            case Database.External external -> new StoreConfig(
                    external.host(), external.port(), external.database(),
                    new StoreConfig.Login(external.user(), external.password()),
                    new StoreConfig.Login(external.owner(), external.ownerPassword()));
            case Database.Embedded(var fresh) -> {
                var folder = config.data().resolve("postgres");
                progress.accept("starting our Postgres in " + folder);
                var postgres = new EmbeddedDatabase(folder, progress);
                undo("Postgres", postgres::stop);
                var reached = postgres.start();
                if (fresh) EmbeddedDatabase.empty(reached);
                yield reached;
            }
        };
    }

    private void tell(Desk desk, StoreState state) {
        var item = switch (state) {
            case StoreState.Up() -> new Item.ServiceItem("store", "UP", "", nanos.getAsLong());
            case StoreState.Behind(var backlog) ->
                new Item.ServiceItem("store", "BEHIND", backlog + " inputs wait to be written", nanos.getAsLong());
            case StoreState.Down(var reason, var backlog) -> new Item.ServiceItem(
                    "store", "DOWN", reason + "; " + backlog + " inputs wait to be written", nanos.getAsLong());
            case StoreState.Taken(var shard, _, var dropped) -> new Item.ServiceItem(
                    "store of shard " + shard, "DOWN",
                    "another server writes it; " + dropped + " inputs of this one are dropped", nanos.getAsLong());
        };
        desk.tell(item);
    }

    private void pause(Duration time) {
        try {
            if (stopAsked.await(time.toMillis(), TimeUnit.MILLISECONDS)) LOG.debug("told to stop");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /// Before the store, which finds in it what it lacks.
    private FileJournal openJournal() {
        progress.accept("opening the journal in " + journalFolder());
        var opened = FileJournal.open(journalConfig());
        undo("journal", opened::close);
        opened.cut().ifPresent(cut -> progress.accept("the journal had a torn end, as after a crash: " + cut));
        return opened;
    }

    private JournalConfig journalConfig() {
        return new JournalConfig(journalFolder(), config.journal().durability(), config.journal().retain());
    }

    private Path journalFolder() {
        return config.data().resolve("journal");
    }

    private static String closedBecause(FileJournal journal, Desk desk) {
        var slow = journal.closedBecause();
        if (!slow.isEmpty()) return slow;
        return desk.isBehind() ? "the desk is too far behind: no new orders until it has caught up" : "";
    }

    private Recovery recovery(House house, SnapshotBooks books, Supplier<String> notOurs) {
        if (Await.done(house.store.lastShard()) >= config.shards()) throw Prepared.otherShards(config.shards());
        Supplier<String> closedBecause = () -> {
            var because = notOurs.get();
            return because.isEmpty() ? closedBecause(house.journal, house.desk) : because;
        };
        var settings = new Restart.Settings(
                config.rules(), Handling.after(config.unknownAfter()), nanos, runStartedAtMs, closedBecause);
        return new Recovery(house.journal, books, house.store, config.shards(), settings, progress).snapshooting(snapshooters());
    }

    /// Of each shard one, whether it is followed or owned.
    private Function<Restart, Snapshooting> snapshooters() {
        var writer = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("snapshots").daemon().factory());
        undo("snapshots", writer::close);
        var byShard = new ConcurrentHashMap<Integer, Snapshooter>();
        snapshots = restart -> byShard.computeIfAbsent(restart.number(), _ ->
                new Snapshooter(journal(), writer, config.journal().snapshotEvery(), restart.begunAt()));
        return snapshots;
    }

    private void startShards(House house, List<Restart> restarts, Warrant warrant) {
        for (var restart : restarts) {
            var ports = new Ports(
                    house.journal, warrant.replica(), house.bus, new StoreHistory(house.store), house.desk, snapshots.apply(restart),
                    warrant.shard().apply(restart.number()));
            var shard = new OrdersVerticle(restart, house.bus, ports, nanos);
            var id = Await.done(house.core.deployVerticle(shard));
            undo("shard " + restart.number(), () -> Await.done(house.core.undeploy(id)));
            shards.add(shard);
        }
    }

    /// From here on the number of shards is that of this run.
    private void refuseMovedHalts(Bus bus, List<Restart> restarts) {
        var last = new LastShards(config.data());
        MovedHalts.refuse(restarts, bus::shardOf, last.read());
        last.write(config.shards());
    }

    /// Made early, so that a wrong setting is told before a database is opened.
    private List<BrokerAdapter> adapters(Vertx vertx) {
        var factories = ServiceLoader.load(AdapterFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(AdapterFactory::type, factory -> factory));
        var adapters = new ArrayList<BrokerAdapter>();
        config.brokers().forEach((session, broker) -> {
            var factory = factories.get(broker.type());
            if (factory == null)
                throw new ConfigException("brokers." + session + ".type: is '" + broker.type() + "'; there is: "
                        + String.join(", ", factories.keySet()));
            adapters.add(adapter(vertx, session, broker, factory));
        });
        return adapters;
    }

    /// All at once: each waits for what it kept to be read and copied.
    private Future<?> takeSessions(House house, Warrant warrant, Function<BrokerSession, SessionCopies> copies) {
        undo("sessions", () -> Await.done(Future.join(house.adapters.stream().map(BrokerAdapter::stop).toList())));
        return Future.join(house.adapters.stream().map(adapter -> takeSession(house, adapter, warrant, copies)).toList());
    }

    private static Future<Void> takeSession(
            House house, BrokerAdapter adapter, Warrant warrant, Function<BrokerSession, SessionCopies> copies) {
        var session = adapter.session();
        return house.core.executeBlocking(() -> copies.apply(session), false)
                .compose(its -> adapter.take(its, warrant.session().apply(session)));
    }

    /// All at once, and so they stop: each waits for its broker to say goodbye.
    private void startBrokers(House house, Prepared prepared) {
        var starting = house.adapters.stream()
                .map(adapter -> startBroker(house, adapter, prepared.orderIDs(adapter.session())))
                .toList();
        try {
            Await.done(Future.join(starting));
        } finally {
            undo("brokers", () -> Await.done(Future.join(starting.stream()
                    .filter(Future::succeeded)
                    .map(started -> house.core.undeploy(started.result()))
                    .toList())));
        }
    }

    private Future<String> startBroker(House house, BrokerAdapter adapter, OrderIDs orderIDs) {
        progress.accept("connecting to broker " + adapter.session());
        return house.core.deployVerticle(new BrokerVerticle(adapter, house.bus, house.desk, orderIDs));
    }

    private BrokerAdapter adapter(
            Vertx vertx, BrokerSession session, ServerConfig.Broker broker, AdapterFactory factory) {
        try {
            var settings = new HashMap<>(broker.settings());
            // What a session keeps is part of the same promise.
            if (config.journal().durability() == Durability.POWER) settings.putIfAbsent("durability", "power");
            return factory.create(
                    vertx, session, settings, config.data().resolve("brokers").resolve(session.value()));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException("brokers." + session + ": " + wrong.getMessage());
        }
    }

    /// Asks a shard from any context and answers on the context that asked.
    private DeskGateway.Orders asking(Vertx core, Bus bus, List<BrokerAdapter> adapters) {
        return new DeskGateway.Orders() {
            @Override
            public Future<Answer> ask(Account account, Ask ask) {
                return counted(() -> asked(Optional.of(account), ask, () -> bus.ask(bus.shardOf(account), ask)));
            }

            @Override
            public Future<Answer> askAll(Ask ask) {
                return counted(() -> asked(Optional.empty(), ask, () -> EveryShard.ask(ask, bus.shards(), shard -> bus.ask(shard, ask))));
            }

            /// The kill switch waits for nothing.
            private Future<Answer> asked(Optional<Account> account, Ask ask, Supplier<Future<Answer>> shards) {
                if (stopping) return stopping(core, account, ask);
                if (ask.wish() instanceof Wish.OnHalt || !isComing()) return across(core, shards);
                return across(core, () -> sessionsUp.orElseThrow().future())
                        .compose(_ -> stopping ? stopping(core, account, ask) : across(core, shards));
            }

            @Override
            public Future<Checked> check(Account account, Check check) {
                if (stopping) return Future.succeededFuture(Bus.closed(check, STOPPING));
                return across(core, () -> bus.check(bus.shardOf(account), check));
            }

            @Override
            public Future<History> history(HistoryRequest request) {
                var histories = history;
                if (stopping || histories.isEmpty()) return Future.failedFuture("the server is not open for questions");
                return across(core, () -> histories.get().of(request));
            }

            @Override
            public List<Line> lines() {
                return adapters.stream().map(OmsServer::line).toList();
            }
        };
    }

    /// Of who stands by there are none: it hears nobody.
    private List<Line> ownLines() {
        return serving.isDone() && !lost.isDone() ? door.map(DeskGateway.Orders::lines).orElse(List.of()) : List.of();
    }

    private static Line line(BrokerAdapter adapter) {
        var heard = adapter.lastHeard();
        return new Line(adapter.session().value(), heard.at(), heard.heartbeatMs(), heard.msgSeqNum(), heard.gaps());
    }

    private static <T> Future<T> across(Vertx to, Supplier<Future<T>> ask) {
        var answer = Promise.<T>promise();
        var asker = Vertx.currentContext();
        to.runOnContext(_ -> ask.get().onComplete(result -> {
            if (asker == null) answer.handle(result);
            else asker.runOnContext(_ -> answer.handle(result));
        }));
        return answer.future();
    }

    /// While the sessions of a server that has just taken over are coming up, what is asked waits for that, where it is not too much.
    private boolean isComing() {
        return sessionsUp.filter(coming -> !coming.isOver()).isPresent() && unanswered.get() < MOST_WAITING;
    }

    /// Counted before it is looked at whether this server stops.
    private <T> Future<T> counted(Supplier<Future<T>> asked) {
        unanswered.incrementAndGet();
        return asked.get().onComplete(_ -> unanswered.decrementAndGet());
    }

    /// Another server is asked where one goes on.
    private Future<Answer> stopping(Vertx core, Optional<Account> account, Ask ask) {
        if (hasLeft) return Future.failedFuture("this server has left");
        return handingOver
                .map(to -> across(core, () -> to.ask(account, ask)))
                .orElseGet(() -> Future.succeededFuture(new Answer(ask.requestId(), "", Refusal.NOT_CONNECTED.name(), STOPPING)));
    }

    private List<Item> fixed() {
        var items = new ArrayList<Item>();
        config.rules().referencePx().forEach((symbol, px) -> items.add(new Item.InstrumentItem(symbol, px)));
        config.rules().accounts().forEach(account -> items.add(new Item.AccountItem(account)));
        return items;
    }

    /// Asks for an account's shard, as the desk does.
    public Future<Answer> ask(Account account, Ask ask) {
        return door.orElseThrow(OmsServer::notStarted).ask(account, ask);
    }

    /// Everything that the shards hold, each shard at one moment.
    public Picture picture() {
        var orders = new ArrayList<Order>();
        var positions = new ArrayList<Position>();
        var counts = Counts.NONE;
        for (var shard : shards) {
            var picture = Await.done(shard.picture());
            orders.addAll(picture.orders());
            positions.addAll(picture.positions());
            counts = counts.plus(picture.counts());
        }
        return new Picture(orders, positions, counts);
    }

    public record Picture(List<Order> orders, List<Position> positions, Counts counts) {}

    /// Inputs that are not yet written.
    public int backlog() {
        return store().backlog();
    }

    /// Waits until all is written that has happened so far.
    public void drainStore() {
        Await.done(store().drain(), DRAIN);
    }

    public List<StoredOrder> storedOrders() {
        return Await.done(store().orders());
    }

    public List<StoredPosition> storedPositions() {
        return Await.done(store().positions());
    }

    /// Reports that had to wait for what they refer to, as the store knows it; see [Store#everParked()].
    public long everParked() {
        return Await.done(store().everParked());
    }

    private FileJournal journal() {
        return journal.orElseThrow(OmsServer::notStarted);
    }

    private Store store() {
        return store.orElseThrow(OmsServer::notStarted);
    }

    private static IllegalStateException notStarted() {
        return new IllegalStateException("the server has not started");
    }

    /// Lets nothing in any more, writes what is written behind, and leaves. Any thread may call it, also while the
    /// server starts, and more than once: each call returns once all has stopped.
    public void stop() {
        if (toldToStop.compareAndSet(false, true)) beginHandOver();
        synchronized (done) {
            stopping = true;
            notReadyBecause = "stopping";
        }
        stopAsked.countDown();
        undoing.lock();
        try {
            undoAll();
        } finally {
            undoing.unlock();
        }
    }

    private void beginHandOver() {
        try {
            heir.get().ifPresent(this::beginHandOver);
        } catch (RuntimeException failed) {
            LOG.warn("what is asked from here on is refused: {}", failed.getMessage());
        }
    }

    /// While this server still acts: what takes long and can be done before.
    private void beginHandOver(Heir to) {
        var laps = new Laps();
        progress.accept("giving the shards away");
        to.standBy.keepSoFar();
        laps.done("what the sessions have kept");
        Await.done(to.handOver.begin(to.gateway::retire), ANSWERS);
        handingOver = Optional.of(to.handOver);
        synchronized (done) {
            stopping = true;
        }
        long until = System.nanoTime() + ANSWERS.toNanos();
        while (unanswered.get() > 0 && System.nanoTime() - until < 0) LockSupport.parkNanos(LOOK_NANOS);
        laps.done("the last answers");
        progress.accept("ready to give away: " + laps);
    }

    private void undoAll() {
        var laps = new Laps();
        for (var step = lastDone(); step.isPresent(); step = lastDone()) {
            try {
                step.get().undo().run();
                laps.done(step.get().what());
            } catch (RuntimeException failed) {
                LOG.warn("stopping: {}: {}", step.get().what(), failed.getMessage());
            }
        }
        LOG.info("stopped: {}", laps);
    }

    private Optional<Step> lastDone() {
        synchronized (done) {
            return Optional.ofNullable(done.pollFirst());
        }
    }

    /// Notes how to undo what comes next. A server that has been told to stop begins nothing more: a process of ours
    /// could outlive us.
    private void undo(String what, Runnable undo) {
        synchronized (done) {
            if (!stopping) {
                done.addFirst(new Step(what, undo));
                return;
            }
        }
        undo.run();
        throw stoppedEarly();
    }

    private record Step(String what, Runnable undo) {}
}
