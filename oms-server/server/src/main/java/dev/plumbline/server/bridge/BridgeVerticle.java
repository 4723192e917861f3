package dev.plumbline.server.bridge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.bridge.DeskCopy.Place;
import dev.plumbline.server.bridge.Fault.Code;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.tls.Tls;
import dev.plumbline.server.users.Directory;
import dev.plumbline.server.users.Entitlements;
import dev.plumbline.server.users.LogIns;
import dev.plumbline.server.users.UserAct;
import dev.plumbline.server.users.UserAdmin;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.follow.FeedStatus;

/// The bridge of one server: takes connections, follows the desk once for all of them, and ends what has had its time. All on one
/// event loop.
public final class BridgeVerticle extends VerticleBase implements Client.Door, DeskCopy.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeVerticle.class);
    /// Where SockJS is; a plain WebSocket is at `/eventbus/websocket`.
    private static final String PATH = "/eventbus";
    private static final long TICK_MS = 200;
    private static final long LOOK_MS = 1_000;
    /// So long a connection may be nobody's.
    private static final long NOBODY_FOR_MS = 30_000;
    private static final int BACKLOG = 1_024;
    /// So long a request waits for a picture of now: longer than another server takes to act.
    private static final long PICTURE_WITHIN_MS = 5_000;

    private final BridgeConfig config;
    private final String deskName;
    private final DeskLine line;
    private final Directory directory;
    private final BridgeFigures figures;
    private final LongSupplier nanos;
    private final DeskCopy desk;
    private final Operations operations;
    private final Tls tls;
    private final Set<Client> clients = new HashSet<>();
    /// Requests that wait for a picture of now; no more than all clients may have waiting.
    private final Set<Promise<Void>> awaited = new LinkedHashSet<>();
    private Optional<NetServer> tcp = Optional.empty();
    private Optional<HttpServer> web = Optional.empty();

    /// @param desk the name of the desk
    /// @param nanos the time, nanoseconds since the epoch, UTC
    /// @param tls for both of its ports
    public BridgeVerticle(
            BridgeConfig config, String desk, DeskLine line, Directory directory, LogIns logIns, UserAdmin admin, BridgeFigures figures,
            LongSupplier nanos, Tls tls) {
        this.config = config;
        this.deskName = desk;
        this.line = line;
        this.directory = directory;
        this.figures = figures;
        this.nanos = nanos;
        this.tls = tls;
        this.desk = new DeskCopy(this, this::askSnapshot);
        this.operations = new Operations(this.desk, line, directory, logIns, admin, this::picture, nanos);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(TICK_MS, _ -> desk.tick(nowMs()));
        vertx.setPeriodic(LOOK_MS, _ -> look());
        return line.follow(batch -> desk.batch(batch, nowMs()))
                .onSuccess(_ -> desk.connected(nowMs()))
                .compose(_ -> listenTcp())
                .compose(_ -> listenWeb());
    }

    private Future<?> listenTcp() {
        if (config.tcp().isEmpty()) return Future.succeededFuture();
        var options = new NetServerOptions().setAcceptBacklog(BACKLOG).setTcpNoDelay(true).setTcpKeepAlive(true);
        var server = vertx.createNetServer(tls.secured(options)).connectHandler(this::came);
        tcp = Optional.of(server);
        return server.listen(config.tcp().getAsInt(), config.host()).onSuccess(tls::follow).recover(no -> cannotListen("tcp", config.tcp(), no));
    }

    private Future<?> listenWeb() {
        if (config.web().isEmpty()) return Future.succeededFuture();
        var options = new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxWebSocketFrameSize(Frame.BYTES_MAX)
                .setMaxWebSocketMessageSize(Frame.BYTES_MAX)
                .setTcpKeepAlive(true);
        var router = Router.router(vertx);
        router.route(PATH + "/*").subRouter(SockJSHandler.create(vertx, sockJs()).socketHandler(this::came));
        var server = vertx.createHttpServer(tls.secured(options)).requestHandler(router);
        web = Optional.of(server);
        return server.listen(config.web().getAsInt(), config.host()).onSuccess(tls::follow).recover(no -> cannotListen("web", config.web(), no));
    }

    /// The WebSocket of it alone: what posts frames one by one reads a body of any size first.
    private static SockJSHandlerOptions sockJs() {
        var options = new SockJSHandlerOptions();
        for (var transport : List.of("XHR", "EVENT_SOURCE", "HTML_FILE", "JSON_P")) options.addDisabledTransport(transport);
        return options;
    }

    private <T> Future<T> cannotListen(String key, OptionalInt port, Throwable failure) {
        return Future.failedFuture(new ConfigException("bridge." + key + ": cannot listen on " + config.host() + ":" + port.orElse(0) + " ("
                + failure.getMessage() + "); end what listens there, or set another port"));
    }

    /// Where it listens for TCP, once it has started.
    public int tcpPort() {
        return tcp.map(NetServer::actualPort).orElse(0);
    }

    /// Where it listens for SockJS and WebSocket, once it has started.
    public int webPort() {
        return web.map(HttpServer::actualPort).orElse(0);
    }

    private void came(NetSocket socket) {
        if (isFull()) {
            socket.close();
            return;
        }
        var its = new One();
        var tcpLine = new TcpLine(socket, its::drained);
        var client = its.is(new Client(tcpLine, operations, this, nowMs()));
        socket.exceptionHandler(broken -> LOG.debug("{}: {}", client, broken.getMessage()));
        socket.closeHandler(_ -> went(client));
        came(client);
        tcpLine.read(client);
    }

    private void came(SockJSSocket socket) {
        if (isFull()) {
            socket.close();
            return;
        }
        var its = new One();
        var client = its.is(new Client(new SockLine(socket, its::drained), operations, this, nowMs()));
        socket.exceptionHandler(broken -> LOG.debug("{}: {}", client, broken.getMessage()));
        socket.closeHandler(_ -> went(client));
        socket.endHandler(_ -> went(client));
        came(client);
        socket.handler(frame -> client.frame(frame.getBytes()));
    }

    /// The line and its client know each other.
    private static final class One {
        private Optional<Client> client = Optional.empty();

        Client is(Client its) {
            client = Optional.of(its);
            return its;
        }

        void drained() {
            client.ifPresent(Client::drained);
        }
    }

    private boolean isFull() {
        if (clients.size() < config.clientsMax()) return false;
        figures.turnedAwayOne();
        return true;
    }

    private void came(Client client) {
        clients.add(client);
        figures.connected();
        LOG.debug("{} has come, of {}", client, clients.size());
    }

    private void went(Client client) {
        if (!clients.remove(client)) return;
        client.closed();
        figures.disconnected();
        LOG.debug("{} has gone, {} are left", client, clients.size());
    }

    private void look() {
        long now = nowMs();
        each(client -> client.look(now, NOBODY_FOR_MS));
    }

    /// One that fails is closed, and comes again: all others go on.
    private void each(Consumer<Client> what) {
        for (var client : all()) each(client, what);
    }

    private static void each(Client client, Consumer<Client> what) {
        try {
            what.accept(client);
        } catch (RuntimeException fault) {
            LOG.error("{} is closed, as we failed on it", client, fault);
            client.close("a fault of the server");
        }
    }

    /// One may go while it is told.
    private List<Client> all() {
        return new ArrayList<>(clients);
    }

    @Override
    public void news(List<Told> news, Place now) {
        each(client -> client.news(news, now));
    }

    /// One after the other, with whatever else there is to do in between.
    @Override
    public void anew() {
        for (var client : all()) context.runOnContext(_ -> each(client, Client::anew));
    }

    @Override
    public void status(FeedStatus status) {
        if (status.isLive()) {
            var now = List.copyOf(awaited);
            awaited.clear();
            now.forEach(Promise::tryComplete);
        }
        each(client -> client.status(status));
    }

    private Future<Void> picture() {
        if (desk.hasPictureOfNow()) return Future.succeededFuture();
        var picture = Promise.<Void>promise();
        awaited.add(picture);
        long limit = vertx.setTimer(PICTURE_WITHIN_MS, _ -> {
            awaited.remove(picture);
            picture.tryFail(Fault.of(
                    Code.NOT_AVAILABLE, "this server does not hear just now how orders stand (" + desk.status().reason() + "): try again"));
        });
        return picture.future().onSuccess(_ -> vertx.cancelTimer(limit));
    }

    private void askSnapshot(SnapshotRequest request) {
        line.snapshot(request)
                .onSuccess(part -> desk.snapshot(part, nowMs()))
                .onFailure(no -> desk.snapshotFailed(request.snapshotId(), "no snapshot: " + no.getMessage(), nowMs()));
    }

    @Override
    public long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public DeskCopy desk() {
        return desk;
    }

    @Override
    public BridgeFigures figures() {
        return figures;
    }

    @Override
    public void record(String user, String from, String what, String answer) {
        directory.record(new UserAct(nanos.getAsLong(), user, from, what, answer));
    }

    @Override
    public Future<Entitlements> of(String token) {
        return directory.of(token).map(user -> new Entitlements(user, deskName));
    }

    @Override
    public Future<?> stop() {
        var why = new Fault(Code.NOT_AVAILABLE, "this server is stopping: connect to another one");
        for (var client : all()) {
            client.unreadable(why);
            client.close("stopping");
        }
        return Future.join(
                tcp.map(NetServer::close).orElse(Future.succeededFuture()), web.map(HttpServer::close).orElse(Future.succeededFuture()));
    }
}
