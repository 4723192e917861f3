package dev.plumbline.server;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.bridge.BridgeFigures;
import dev.plumbline.server.bridge.BridgeVerticle;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.DemoUser;
import dev.plumbline.server.desk.DeskOnBus;
import dev.plumbline.server.desk.Guard;
import dev.plumbline.server.tls.Tls;
import dev.plumbline.server.users.Directory;
import dev.plumbline.server.users.Entitlements;
import dev.plumbline.server.users.LogIns;
import dev.plumbline.server.users.OutsideTokens;
import dev.plumbline.server.users.Passwords;
import dev.plumbline.server.users.Reach;
import dev.plumbline.server.users.Role;
import dev.plumbline.server.users.User;
import dev.plumbline.server.users.UserAdmin;
import dev.plumbline.server.users.UserStore;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage.LogIn;
import dev.plumbline.wire.DeskMessage.LoggedIn;

/// The users of a server and its doors for who is no member of a cluster: open on each server, whether it acts or stands by.
final class Doors implements Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
    private static final Duration STOPPED = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final ServerConfig config;
    private final Directory directory;
    private final LogIns logIns;
    private final Optional<OutsideTokens> outside;
    private final LongSupplier nanos;
    private final Tls tls;
    private final BridgeFigures figures = new BridgeFigures();
    private final AtomicReference<Optional<BridgeVerticle>> bridge = new AtomicReference<>(Optional.empty());

    private Doors(
            Vertx vertx, ServerConfig config, Directory directory, LogIns logIns, Optional<OutsideTokens> outside, LongSupplier nanos, Tls tls) {
        this.vertx = vertx;
        this.config = config;
        this.directory = directory;
        this.logIns = logIns;
        this.outside = outside;
        this.nanos = nanos;
        this.tls = tls;
    }

    /// Reads the users. Blocks.
    ///
    /// @param vertx of the desk's cluster
    /// @param told the first administrator's password, once
    /// @param tls for each of them
    static Doors of(Vertx vertx, ServerConfig config, UserStore users, LongSupplier nanos, Consumer<String> told, Tls tls) {
        var demo = config.doors().demoUsers().stream().map(Doors::user).toList();
        if (!demo.isEmpty())
            told.accept("DEMO USERS, with passwords that everybody may know: "
                    + config.doors().demoUsers().stream().map(user -> user.name() + "/" + user.password()).collect(Collectors.joining(", ")));
        var directory = Await.done(Directory.open(vertx, users, demo, config.doors().hasAny(), nanos, told));
        if (config.doors().consolesLogIn() && demo.isEmpty() && config.doors().bridge().isEmpty())
            LOG.warn("consoles have to log in, and 'oms user', which makes users, comes through a bridge, of which there is none here: set bridge.tcp,"
                    + " or consoles.logIn to none");
        var outside = config.doors().outside().map(wanted -> new OutsideTokens(vertx, wanted));
        return new Doors(vertx, config, directory, new LogIns(vertx, directory, outside.map(LogIns.Outside.class::cast), nanos), outside, nanos, tls);
    }

    private static User user(DemoUser demo) {
        var roles = demo.roles().stream()
                .map(label -> Role.of(label).orElseThrow(() -> new ConfigException("no role '" + label + "'; there is " + Role.labels())))
                .collect(Collectors.toSet());
        return new User(
                demo.name(), Set.copyOf(roles), Reach.of(demo.accounts()), Reach.EVERYWHERE, Passwords.hash(demo.password()), false, false);
    }

    /// Opens them. Blocks.
    ///
    /// @throws ConfigException where a port is taken
    void open(Consumer<String> progress) {
        config.doors().bridge().ifPresent(wanted -> {
            var verticle = new BridgeVerticle(
                    wanted, config.desk(), new DeskOnBus(vertx, config.desk(), servers()), directory, logIns,
                    new UserAdmin(vertx, directory, config.desk()), figures, nanos, tls);
            Await.done(vertx.deployVerticle(verticle));
            bridge.set(Optional.of(verticle));
            progress.accept("the bridge is open" + (tls.isOn() ? ", with TLS" : "") + (verticle.tcpPort() == 0 ? "" : ", TCP at " + wanted.host() + ":" + verticle.tcpPort())
                    + (verticle.webPort() == 0 ? "" : ", SockJS and WebSocket at " + tls.http() + "://" + wanted.host() + ":" + verticle.webPort() + "/eventbus"));
        });
    }

    /// Ends them. Blocks.
    void close() {
        bridge.getAndSet(Optional.empty()).ifPresent(open -> Await.done(vertx.undeploy(open.deploymentID()).otherwiseEmpty(), STOPPED));
        logIns.close();
        outside.ifPresent(OutsideTokens::close);
        directory.close();
    }

    /// The bridge, where there is one.
    Optional<BridgeVerticle> bridge() {
        return bridge.get();
    }

    Directory directory() {
        return directory;
    }

    LogIns logIns() {
        return logIns;
    }

    BridgeFigures figures() {
        return figures;
    }

    @Override
    public Future<Entitlements> of(String token) {
        return directory.of(token).map(user -> new Entitlements(user, config.desk()));
    }

    @Override
    public Future<LoggedIn> logIn(LogIn asked) {
        return logIns.logIn(asked).map(in -> new LoggedIn(
                in.user(), in.token(), in.until(), in.roles(), in.accounts(), directory.find(in.user()).map(this::feedOf).orElse("")));
    }

    @Override
    public String feedOf(User user) {
        return directory.feedOf(user, config.desk());
    }

    @Override
    public Servers servers() {
        var tokens = directory.tokens();
        return new Servers(
                Addresses.desk(config.desk()) + "." + tokens.derived("feed of the servers on " + config.desk()),
                tokens.derived("token of the servers on " + config.desk()));
    }
}
