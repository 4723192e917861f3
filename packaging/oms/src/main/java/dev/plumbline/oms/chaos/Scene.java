package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;

import dev.plumbline.adapter.simulator.Simulator;
import dev.plumbline.adapter.simulator.SimulatorConfig;
import dev.plumbline.journal.Durability;
import dev.plumbline.oms.Say;
import dev.plumbline.oms.demo.Market;
import dev.plumbline.server.Await;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.StoreConfig;

/// Who takes part in a run: the brokers and the clients' door in this process, Postgres and the servers as processes of
/// their own. One thread.
final class Scene {
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(90);
    private static final int FLOW_FOR_EACH_ORDER = 2;
    private static final int SHARDS = 8;
    private static final String LOOPBACK = "127.0.0.1";

    private final ChaosOptions options;
    private final Patience patience;
    private final List<Member> members;
    private final DoorClient door;
    private final Vertx street = Vertx.vertx();
    private final List<Simulator> brokers = new ArrayList<>();
    private final List<Speakers> speakers = Market.BROKERS.stream().map(broker -> new Speakers(broker.name())).toList();
    /// The lines of each member to Postgres and the brokers, of which there are several.
    private final Map<Member, List<Tap>> taps = new HashMap<>();
    private final Optional<OwnNetwork> network;
    private final OwnDisk disk;
    private final EmbeddedDatabase postgres;
    private Optional<StoreConfig> store = Optional.empty();
    private Optional<Clients> clients = Optional.empty();
    private int starts;
    private long startedAt;
    private long longestToOpenMs;

    Scene(ChaosOptions options, Patience patience) {
        this.options = options;
        this.patience = patience;
        this.disk = disk(options);
        this.network = options.members() > 1 && Inside.hasNetwork() ? Optional.of(new OwnNetwork(options.members())) : Optional.empty();
        this.members = IntStream.range(0, options.members())
                .mapToObj(i -> new Member(
                        "S" + (i + 1), folder().resolve("S" + (i + 1)), SocketAddress.inetSocketAddress(freePort(), host(i)),
                        before(i), options.durability() == Durability.POWER))
                .toList();
        this.door = new DoorClient(members.stream().map(Member::door).toList());
        this.postgres = new EmbeddedDatabase(
                disk.isThere() ? diskFolder(options).resolve("postgres") : folder().resolve("postgres"), Say::progress);
    }

    private List<String> before(int member) {
        var before = new ArrayList<>(network.map(own -> own.on(member)).orElse(List.of()));
        before.addAll(OwnClock.of(member, options.clocksApart()));
        return before;
    }

    private String host(int member) {
        return network.isPresent() ? OwnNetwork.address(member) : LOOPBACK;
    }

    private static OwnDisk disk(ChaosOptions options) {
        return new OwnDisk(diskFolder(options));
    }

    private static Path diskFolder(ChaosOptions options) {
        return options.data().resolve("disk");
    }

    Path folder() {
        return options.data().resolve("run");
    }

    /// With nothing of an earlier run.
    void set() throws InterruptedException {
        empty();
        Say.progress("starting Postgres");
        store = Optional.of(postgres.start());
        startBrokers();
        if (members.size() > 1) startTaps();
        writeConfigs();
        for (var member : members) {
            start(member);
            // The first one makes the tables.
            while (members.size() > 1 && member.isAlive() && !member.hasSaid("taking back") && !patience.isOver()) patience.pause(20);
        }
        Await.done(street.deployVerticle(door));
    }

    private void empty() {
        try {
            if (Files.exists(folder())) {
                try (var files = Files.walk(folder())) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
                }
            }
            Files.createDirectories(folder());
        } catch (IOException stuck) {
            throw new ConfigException(folder() + ": cannot be emptied (" + stuck.getMessage()
                    + "); is another run going on? End it, or set OMS_DATA to another folder");
        }
    }

    private void startBrokers() {
        for (var broker : Market.BROKERS) {
            var simulator = new Simulator(SimulatorConfig.of(
                            broker.name(), broker.beginString(), Set.copyOf(Market.ACCOUNTS), Market.REFERENCE_PX)
                    .withSeed(options.seed() * 31 + broker.name().hashCode())
                    .withChaos(options.chaos())
                    .withFlowPerSecond(Math.max(100, options.rate() * FLOW_FOR_EACH_ORDER / Market.BROKERS.size())));
            Await.done(street.deployVerticle(simulator));
            brokers.add(simulator);
        }
    }

    private void startTaps() {
        for (var member : members) {
            var all = new ArrayList<Tap>();
            all.add(tap(store().port(), () -> _ -> {}));
            for (int i = 0; i < brokers.size(); i++) {
                var heardBy = speakers.get(i);
                all.add(tap(brokers.get(i).port(), () -> heardBy.ear(member.name())));
            }
            taps.put(member, all);
        }
    }

    private Tap tap(int port, Supplier<Tap.Ear> ears) {
        var tap = new Tap(house(), port, ears);
        Await.done(street.deployVerticle(tap));
        return tap;
    }

    /// Where the servers find what is in this process.
    private String house() {
        return network.isPresent() ? OwnNetwork.HOUSE : LOOPBACK;
    }

    private int port(Member member, int line, int direct) {
        return members.size() > 1 ? Objects.requireNonNull(taps.get(member)).get(line).port() : direct;
    }

    /// Its connections stay open, whatever the others do, and what it says on them is heard: for one that is frozen.
    void hold(Member member) {
        taps.getOrDefault(member, List.of()).forEach(Tap::hold);
    }

    void release(Member member) {
        taps.getOrDefault(member, List.of()).forEach(Tap::release);
    }

    Optional<OwnNetwork> network() {
        return network;
    }

    /// Of each broker.
    List<Speakers> speakers() {
        return speakers;
    }

    private void writeConfigs() {
        var cluster = new StringBuilder();
        for (var member : members)
            cluster.append("    %s: {core: \"%s:%d\", desk: \"%s:%d\"}\n".formatted(
                    member.name(), member.door().host(), freePort(), member.door().host(), freePort()));
        for (var member : members) {
            try {
                Files.createDirectories(member.folder());
                Files.writeString(member.config(), configuration(member, cluster.toString()));
            } catch (IOException stuck) {
                throw new ConfigException(member.config() + ": cannot be written: " + stuck.getMessage());
            }
        }
    }

    private String configuration(Member member, String servers) {
        var text = new StringBuilder();
        text.append("""
                data: %s
                shards: %d
                cluster:
                  server: %s
                  servers:
                %s\
                management: {port: 0}
                consoles: {logIn: none}
                unknownAfter: %s
                journal: {durability: %s, snapshotEvery: %d}
                postgres: {host: %s, port: %d, database: %s, user: %s, password: "%s", owner: %s, ownerPassword: "%s"}
                limits: {maxOrderQty: 100000, maxNotional: 50000000}
                accounts: %s
                """.formatted(
                member.data().toAbsolutePath(), SHARDS, member.name(), servers,
                // Of one server, as short as it goes. A take-over alone takes that long.
                members.size() > 1 ? "10s" : "3s",
                options.durability().name().toLowerCase(Locale.ROOT),
                // Often, so that a restart finds some; of several, each writes all that there is.
                members.size() > 1 ? 30_000 : 2_000,
                house(), port(member, 0, store().port()), store().database(), store().user(), store().password(),
                store().migrations().user(), store().migrations().password(),
                Market.ACCOUNTS.stream().map(Object::toString).toList()));
        text.append("symbols:\n");
        Market.REFERENCE_PX.forEach((symbol, px) -> text.append("  ").append(symbol).append(": ").append(px).append('\n'));
        text.append("brokers:\n");
        for (int i = 0; i < brokers.size(); i++) {
            var broker = Market.BROKERS.get(i);
            text.append("  %s: {type: fix, beginString: %s, senderCompID: %s, targetCompID: %s, host: %s, port: %d,"
                    .formatted(
                            broker.name(), broker.beginString(), Market.CLIENT, broker.name(), house(),
                            port(member, i + 1, brokers.get(i).port())));
            text.append(" reconnectIntervalSeconds: 1, heartBtInt: 5}\n");
        }
        return text.toString();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new ConfigException("no free port on the loopback: " + none.getMessage());
        }
    }

    /// Returns at once: see [#awaitOpen].
    void start(Member member) {
        starts++;
        startedAt = System.nanoTime();
        member.start();
    }

    List<Member> members() {
        return members;
    }

    /// The one that had its door open last.
    Member trading() {
        return members.get(door.door());
    }

    /// @throws ConfigException where one has ended by itself, or none opens in time
    void awaitOpen() throws InterruptedException {
        long deadline = System.nanoTime() + OPEN_WITHIN.toNanos();
        while (!door.isConnected()) {
            for (var member : members)
                if (!member.isAlive())
                    throw new ConfigException("the server " + member.name() + " has ended by itself with code "
                            + member.process().exitCode() + ": see " + member.log());
            if (System.nanoTime() > deadline)
                throw new ConfigException("no server did open within " + OPEN_WITHIN.toSeconds() + " s: see " + trading().log());
            patience.pause(20);
        }
        if (startedAt > 0) longestToOpenMs = Math.max(longestToOpenMs, (System.nanoTime() - startedAt) / 1_000_000);
        startedAt = 0;
    }

    /// After a kill with the power cut.
    void cut(PowerCut power, Member member) {
        if (Files.isDirectory(member.data())) power.in(member.data());
    }

    DoorClient door() {
        return door;
    }

    List<Simulator> brokers() {
        return brokers;
    }

    StoreConfig store() {
        return store.orElseThrow();
    }

    EmbeddedDatabase postgres() {
        return postgres;
    }

    OwnDisk disk() {
        return disk;
    }

    /// From now on there is trading.
    void startClients() {
        var started = new Clients(door, options.rate(), options.seed());
        Await.done(street.deployVerticle(started));
        clients = Optional.of(started);
    }

    Clients clients() {
        return clients.orElseThrow();
    }

    /// The processes of Postgres, the postmaster first.
    List<Long> postgresPids() throws InterruptedException {
        long pid = postmaster();
        var all = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid).ifPresent(one -> one.descendants().map(ProcessHandle::pid).forEach(all::add));
        return all;
    }

    private long postmaster() throws InterruptedException {
        long deadline = System.nanoTime() + OPEN_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            var pid = postgres.pid();
            if (pid.isPresent()) return pid.getAsLong();
            patience.pause(50);
        }
        throw new IllegalStateException("Postgres does not run, and is not started again");
    }

    int starts() {
        return starts;
    }

    long longestToOpenMs() {
        return longestToOpenMs;
    }

    /// Ends all of it.
    void clear() {
        for (var member : members) if (member.isAlive()) member.process().kill();
        Await.done(street.close());
        postgres.stop();
        network.ifPresent(OwnNetwork::close);
    }
}
