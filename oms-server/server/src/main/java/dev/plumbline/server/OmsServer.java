package dev.plumbline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.server.Heirs.Standing;
import dev.plumbline.server.bridge.BridgeFigures;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.bus.HandOver;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.cluster.Strangers;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
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
import dev.plumbline.server.ops.Meters;
import dev.plumbline.server.ops.Metrics;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.orders.Figures;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.OrdersVerticle;
import dev.plumbline.server.orders.Ports;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.orders.Snapshooting;
import dev.plumbline.server.replica.HazelcastReplica;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.StoredInput;
import dev.plumbline.server.store.StoredOrder;
import dev.plumbline.server.store.StoredPosition;
import dev.plumbline.server.tls.Tls;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Line;

/// One server: it opens the store, founds or joins the two clusters, takes back what the last run left, and only then
/// lets traders and brokers in. [#start()] and [#stop()] are sequential chores that block their caller; never call them
/// on an event loop.
public final class OmsServer {
    /// The memory of inputs that Postgres lacks, of this server and as much of another.
    private static final int REPLICAS_PART_OF_HEAP = 8;
    private static final Logger LOG = LoggerFactory.getLogger(OmsServer.class);
    /// Between two looks at what the desk is told of the servers.
    private static final long SERVERS_MS = 1_000;
    /// So long the names of hosts are waited for at the start; longer than a JVM remembers that it did not know one (10 s).
    private static final Duration NAMES = Duration.ofSeconds(30);
    private static final Duration NAME = Duration.ofMillis(500);
    /// So long what is asked of a server that has taken over waits for its sessions.
    private static final Duration LOGONS = Duration.ofSeconds(1);
    /// So long a run of a test or a demo may wait for the store.
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final ServerConfig config;
    private final Lifetime life;
    private final Consumer<String> progress;
    /// What only who started the server may read: it is not why the server is not ready, which anybody is told.
    private final Consumer<String> told;
    private final LongSupplier nanos;
    private final List<Desk> followers;
    private final long runStartedAtMs;

    private Function<Restart, Snapshooting> snapshots = _ -> Snapshooting.NEVER;
    private final List<OrdersVerticle> shards = new CopyOnWriteArrayList<>();
    private volatile Optional<Asking> asking = Optional.empty();
    private volatile Optional<Doors> doors = Optional.empty();
    private final Meters meters = new Meters();
    private volatile Tls tls = Tls.NONE;
    private volatile Optional<Store> store = Optional.empty();
    private volatile Optional<FileJournal> journal = Optional.empty();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final CompletableFuture<Void> serving = new CompletableFuture<>();
    private final AtomicBoolean toldToStop = new AtomicBoolean();
    /// Where another server is there to go on.
    private volatile Supplier<Optional<GivingAway>> givingAway = Optional::empty;

    /// @param progress told each step in a few words
    /// @param nanos the time, nanoseconds since the epoch, UTC
    /// @param followers who besides the desk hears of changes, on the shards' event loops
    public OmsServer(ServerConfig config, Consumer<String> progress, LongSupplier nanos, List<Desk> followers) {
        this.config = config;
        this.life = new Lifetime(progress);
        this.progress = life::step;
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
            boolean toldToStop = life.isStopping();
            if (!toldToStop && !config.cluster().isAlone() && Cluster.isBecauseAMemberLeft(failed)) {
                lost("another server left while this one was joining", failed);
                return;
            }
            stop();
            if (!toldToStop)
                throw failed instanceof JournalException ? new ConfigException(String.valueOf(failed.getMessage())) : failed;
            LOG.debug("stopped while it was starting", failed);
            throw Lifetime.stoppedEarly();
        }
    }

    private String notReadyBecause(Lookout lookout) {
        var because = life.notReadyBecause();
        if (!because.isEmpty()) return because;
        var heldUp = lookout.heldUpBecause();
        return heldUp.isEmpty() ? journal().closedBecause() : heldUp;
    }

    private void openWithoutStrays() {
        try {
            open();
        } catch (StrayedException strayed) {
            life.undoAll();
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
        var certificate = Tls.open(config.tls(), nanos);
        tls = certificate;
        Await.done(plain.deployVerticle(new Management(config.management(), () -> notReadyBecause(lookout), insight(lookout), certificate)));
        certificate.watch(plain);

        var kept = openJournal();
        journal = Optional.of(kept);
        var books = SnapshotBooks.of(kept, config.shards());
        undo("reading snapshots", books::close);

        var sites = config.cluster().servers().values();
        awaitNames(sites);
        progress.accept("forming cluster " + Cluster.CORE + " at " + config.core());
        var core = Await.done(Cluster.join(
                Cluster.CORE, config.cluster().server(), config.core(), sites.stream().map(Site::core).toList(), "core", certificate));
        undo("leave " + Cluster.CORE, () -> {
            asking.ifPresent(Asking::left);
            Await.done(core.leave());
        });
        Await.done(lookout.joined(core));
        progress.accept("forming cluster " + Cluster.DESK + " at " + config.deskCluster());
        var deskCluster = Await.done(Cluster.join(
                Cluster.DESK, config.cluster().server(), config.deskCluster(), sites.stream().map(Site::desk).toList(), "desk", certificate));
        undo("leave " + Cluster.DESK, () -> Await.done(deskCluster.leave()));

        var brokers = Brokers.of(core.vertx(), config, life);
        var bus = Bus.of(core.vertx(), config.shards());
        var asked = new Asking(core.vertx(), bus, brokers.adapters(), life::isStopping);
        asking = Optional.of(asked);
        var gateway = new DeskGateway(
                config.desk(), config.shards(), config.rules().releaseBy(), asked, fixed(), nanos);
        gateway.observedBy(meters);
        var clients = config.doors().clients().map(wanted -> ClientDoor.of(core.vertx(), config, wanted, new GatewayDesk(
                wanted, config.desk(), this::doors, gateway, this::store, account -> shards.get(bus.shardOf(account)), nanos), certificate));
        var desk = new Desks(gateway, Stream.concat(followers.stream(), clients.stream()).toList());
        var opening = new StoreOpening(config, life, nanos);
        var database = opening.database();
        var opened = opening.open(core.vertx(), database, desk, kept);
        store = Optional.of(opened);
        lookout.opened(opened);
        var told = new OrderHistory(opened, new JournalTail(kept));
        undo("histories", told::close);
        asked.tells(told);
        if (config.doors().hasAny() || !config.cluster().isAlone()) openDoors(deskCluster.vertx(), opened, gateway);
        var house = new House(core.vertx(), deskCluster, brokers, bus, asked, gateway, desk, opened, kept, clients);
        if (config.cluster().isAlone()) {
            refuseClustersDatabase(opened);
            var recovery = recovery(house, books, () -> "");
            progress.accept("taking back the orders of the last run");
            var restarts = recovery.run();
            var prepared = prepare(house, restarts, () -> prepared(house, restarts), Warrant.ALWAYS, _ -> SessionCopies.NONE);
            serve(house, restarts, prepared, Warrant.ALWAYS);
        } else standBy(house, books, core, lookout, database);
    }

    private void openDoors(Vertx desks, Store opened, DeskGateway gateway) {
        var its = Doors.of(desks, config, opened.users(), nanos, told, tls);
        undo("doors", its::close);
        doors = Optional.of(its);
        gateway.guardedBy(its, config.doors().consolesLogIn());
        its.open(progress);
    }

    /// Where its bridge listens for frames over TCP, and for SockJS and WebSocket; 0 for nowhere.
    public BridgePorts bridgePorts() {
        return doors.flatMap(Doors::bridge)
                .map(bridge -> new BridgePorts(bridge.tcpPort(), bridge.webPort()))
                .orElse(new BridgePorts(0, 0));
    }

    public record BridgePorts(int tcp, int web) {}

    /// What its bridge has counted.
    public BridgeFigures bridgeFigures() {
        return doors.map(Doors::figures).orElseThrow(OmsServer::notStarted);
    }

    /// Where all servers are started at once, the names of some may be known a little later: who does not find the others would
    /// found a cluster of its own. Not for ever: one of them may be no more.
    private void awaitNames(Collection<Site> sites) {
        if (config.cluster().isAlone()) return;
        long until = System.nanoTime() + NAMES.toNanos();
        var unknown = "";
        while (!life.isStopping() && System.nanoTime() - until < 0) {
            var still = sites.stream().flatMap(site -> Stream.of(site.core(), site.desk()))
                    .map(Endpoint::host).filter(host -> !Cluster.isKnown(host)).distinct().collect(Collectors.joining(", "));
            if (still.isEmpty()) return;
            if (!still.equals(unknown))
                progress.accept("waiting up to " + NAMES.toSeconds() + " s for hosts that are not known here yet: " + still);
            unknown = still;
            life.pause(NAME);
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
            Vertx core, Cluster desks, Brokers brokers, Bus bus, Asking asking, DeskGateway gateway, Desk desk, Store store,
            FileJournal journal, Optional<ClientDoor> clients) {}

    /// All that can be done before this server acts: its sessions are taken, and meanwhile the rest.
    private Prepared prepare(
            House house, List<Restart> restarts, Supplier<Prepared> preparing, Warrant warrant, Function<BrokerSession, SessionCopies> copies) {
        var sessions = house.brokers.take(warrant, copies);
        try {
            var prepared = preparing.get();
            refuseMovedHalts(house.bus, restarts);
            prepared.complete();
            house.clients.ifPresent(clients -> takeClients(house, clients, warrant, copies));
            return prepared;
        } finally {
            Await.done(sessions);
        }
    }

    private static Prepared prepared(House house, List<Restart> restarts) {
        return Prepared.of(
                restarts, house.brokers.sessions(), house.bus::shardOf,
                (after, limit) -> house.store.inputs(StoredInput.Kind.PARKED, after, limit), house.gateway);
    }

    private void serve(House house, List<Restart> restarts, Prepared prepared, Warrant warrant) {
        var laps = new Laps();
        startShards(house, restarts, warrant);
        laps.done("shards");
        Await.done(house.desks.vertx().deployVerticle(house.gateway));
        laps.done("desk");
        house.brokers.start(house.bus, house.desk, prepared::orderIDs);
        laps.done("brokers");
        LOG.info("open: {}", laps);
        var clients = openClients(house);
        // A server that takes over is open for all others meanwhile.
        if (config.cluster().isAlone()) Await.done(clients);
        ready();
        progress.accept("ready: consoles may connect to " + config.deskCluster());
    }

    private Future<?> openClients(House house) {
        if (house.clients.isEmpty()) return Future.succeededFuture();
        return house.clients.get().open(progress)
                .onFailure(failed -> noClients(house, failed))
                .recover(failed -> Future.failedFuture(new ConfigException("clients: " + failed.getMessage())));
    }

    /// Where they cannot be taken all others trade all the same.
    private void takeClients(House house, ClientDoor clients, Warrant warrant, Function<BrokerSession, SessionCopies> copies) {
        undo("clients", clients::close);
        try {
            clients.take(copies, warrant.session());
        } catch (RuntimeException failed) {
            noClients(house, failed);
        }
    }

    private void noClients(House house, Throwable failed) {
        LOG.error("ALARM: clients cannot log on: {}", failed.getMessage());
        house.desk.tell(new Item.AlertItem(
                Item.AlertItem.ALERT, "clients cannot log on until this server is started again: " + failed.getMessage(), "", nanos.getAsLong()));
    }

    private Doors doors() {
        return doors.orElseThrow(OmsServer::notStarted);
    }

    /// Returns once this server can take over; it does so on a thread of its own.
    private void standBy(House house, SnapshotBooks books, Cluster core, Lookout lookout, StoreConfig database) {
        var replica = new HazelcastReplica(core.hazelcast(), config.shards(), house.store::committed, Runtime.getRuntime().maxMemory() / REPLICAS_PART_OF_HEAP);
        var lastRun = new LastRun(config.data());
        boolean wasLast = LastRun.isLast(lastRun.read(), config.cluster().server(), Await.done(house.store.lastOwner()));
        var succession = new Succession(
                core, config, house.store, wasLast, replica::memory, () -> Store.connect(house.core, database));
        var recovery = recovery(house, books, () -> takesNoOrdersBecause(succession, replica)).standingBy(wasLast);
        progress.accept("taking back what the history has");
        var restarts = recovery.run();
        var prepared = prepared(house, restarts);
        recovery.tell(prepared);
        var handOver = new HandOver(core.vertx());
        var standBy = new StandBy(config.shards(), config.sessions(), succession, Strangers.of(config.cluster(), core, house.desks), replica, house.store, recovery, lastRun, progress, new StandBy.Turn() {
            @Override
            public void takeSessions(Warrant warrant, Function<BrokerSession, SessionCopies> copies) {
                prepare(house, restarts, () -> prepared, warrant, copies);
            }

            @Override
            public void serve(Warrant warrant) {
                var coming = new SessionsUp(house.core, config.brokers().keySet(), LOGONS);
                house.asking.waitFor(coming);
                var heard = house.bus.sessions(coming::on);
                coming.future().onComplete(_ -> heard.unregister());
                OmsServer.this.serve(house, restarts, prepared, warrant);
                Await.done(handOver.answer(() -> !life.isStopping() && !lost.isDone() && succession.mayActNow(), house.asking::ask));
                lookout.tookOver(succession.nobodyForNanos(), succession.formerOwner());
                tellServers(house, lookout);
            }

            @Override
            public void lost(String why, Exception cause) {
                if (!life.isStopping()) OmsServer.this.lost(why, cause);
            }
        });
        lookout.standsBy(succession, replica);
        Await.done(succession.begin());
        undo("what is asked meanwhile", () -> GivingAway.end(house.asking, standBy));
        undo("leases", standBy::end);
        undo("stand by", standBy::stop);
        givingAway = () -> serving.isDone() && !lost.isDone() && core.servers().size() > 1
                ? Optional.of(new GivingAway(handOver, standBy, house.gateway))
                : Optional.empty();
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
        life.lost(why);
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
        if (life.isStopping()) return new Standing(State.STOPPING, "stopping");
        if (lost.isDone()) return new Standing(State.FENCED, life.notReadyBecause());
        if (serving.isDone()) return new Standing(State.ACTING, "runs the shards");
        return new Standing(State.STARTING, life.notReadyBecause());
    }

    private Insight insight(Lookout lookout) {
        return new Insight() {
            @Override
            public Future<String> metrics() {
                return figures().compose(figures -> lookout.own().map(picture -> Metrics.text(
                        figures, picture, store.map(Store::givenUp).orElse(0L),
                        journal.map(FileJournal::figures).orElse(JournalFigures.NONE), ownLines(),
                        doors.filter(its -> its.bridge().isPresent()).map(Doors::figures), tls.expiresAt()) + meters.text()));
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
                        .orElseGet(() -> Future.failedFuture("the store is not open: " + life.notReadyBecause()));
            }
        };
    }

    /// Of all shards, each at one moment.
    private Future<Figures> figures() {
        var parts = shards.stream().map(OrdersVerticle::figures).toList();
        return Future.all(parts).map(_ -> parts.stream().map(Future::result).reduce(Figures.NONE, Figures::plus));
    }

    private void ready() {
        life.ready();
        serving.complete(null);
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
        undo("writing snapshots", writer::close);
        var byShard = new ConcurrentHashMap<Integer, Snapshooter>();
        snapshots = restart -> byShard.computeIfAbsent(restart.number(), _ ->
                new Snapshooter(journal(), writer, config.journal().snapshotEvery(), restart.begunAt()));
        return snapshots;
    }

    private void startShards(House house, List<Restart> restarts, Warrant warrant) {
        for (var restart : restarts) {
            var ports = new Ports(
                    house.journal, warrant.replica(), house.bus, new StoreHistory(house.store), house.desk, snapshots.apply(restart),
                    warrant.shard().apply(restart.number()), meters);
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

    /// Of who stands by there are none: it hears nobody.
    private List<Line> ownLines() {
        return serving.isDone() && !lost.isDone() ? asking.map(DeskGateway.Orders::lines).orElse(List.of()) : List.of();
    }

    private List<Item> fixed() {
        var items = new ArrayList<Item>();
        config.rules().referencePx().forEach((symbol, px) -> items.add(new Item.InstrumentItem(symbol, px)));
        config.rules().accounts().forEach(account -> items.add(new Item.AccountItem(account)));
        return items;
    }

    /// Asks for an account's shard, as the desk does.
    public Future<Answer> ask(Account account, Ask ask) {
        return asking.orElseThrow(OmsServer::notStarted).ask(account, ask);
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
        if (toldToStop.compareAndSet(false, true)) giveAway();
        life.stop();
    }

    private void giveAway() {
        try {
            givingAway.get().ifPresent(begins -> begins.begin(asking.orElseThrow(), life, progress));
        } catch (RuntimeException failed) {
            LOG.warn("what is asked from here on is refused: {}", failed.getMessage());
        }
    }

    private void undo(String what, Runnable undo) {
        life.undo(what, undo);
    }
}
