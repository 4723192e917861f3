package dev.plumbline.adapter.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Between the client and the broker's own socket, where the line misbehaves: the client connects here. All of it runs on
/// the simulator's event loop. What waits in it is bounded by the sockets' write queues.
final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final String LOOPBACK = "127.0.0.1";
    /// So small that a client soon notices when nobody reads, and larger than a segment of the loopback (64 KB): a smaller
    /// one, once full, Linux opens again only when it is empty, and the client's side looks every 200 ms. What the client
    /// sends then crawls at some 70 KB a second, its ResendRequests behind all the rest.
    private static final int RECEIVE_BUFFER = 262_144;

    private final Vertx vertx;
    private final NetServer server;
    private final NetClient client;
    private final int brokerPort;
    private final Spoiler spoiler;
    private final Set<Connection> connections = new HashSet<>();

    private Relay(Vertx vertx, int brokerPort, Spoiler spoiler) {
        this.vertx = vertx;
        this.brokerPort = brokerPort;
        this.spoiler = spoiler;
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer(
                new NetServerOptions().setTcpNoDelay(true).setReceiveBufferSize(RECEIVE_BUFFER));
    }

    /// @param brokerPort of the broker's own socket, on the loopback
    static Future<Relay> open(Vertx vertx, SimulatorConfig config, int brokerPort, Spoiler spoiler) {
        var relay = new Relay(vertx, brokerPort, spoiler);
        return relay.server
                .connectHandler(relay::connected)
                .listen(config.port(), config.host())
                .map(relay);
    }

    int port() {
        return server.actualPort();
    }

    private void connected(NetSocket toClient) {
        toClient.pause();
        client.connect(brokerPort, LOOPBACK)
                .onSuccess(toBroker -> connections.add(new Connection(toClient, toBroker).open()))
                .onFailure(refused -> {
                    LOG.debug("the broker takes no connection", refused);
                    toClient.close();
                });
    }

    /// Ends all connections without a word.
    void cut() {
        for (var connection : copy()) connection.cut();
    }

    /// The client keeps a connection that has no other end.
    void goSilent() {
        for (var connection : copy()) connection.goSilent();
    }

    void readNothingFor(long ms) {
        for (var connection : copy()) connection.readNothingFor(ms);
    }

    /// From now on the line is faithful. A connection without another end is closed, so that the client comes back.
    void end() {
        spoiler.end();
        for (var connection : copy()) if (connection.isSilent) connection.cut();
    }

    private Iterable<Connection> copy() {
        return new ArrayList<>(connections);
    }

    private final class Connection {
        private final NetSocket toClient;
        private final NetSocket toBroker;
        private final Frames frames = new Frames();
        private boolean isSilent;

        Connection(NetSocket toClient, NetSocket toBroker) {
            this.toClient = toClient;
            this.toBroker = toBroker;
        }

        Connection open() {
            for (var socket : new NetSocket[] {toClient, toBroker})
                socket.exceptionHandler(broken -> LOG.debug("a connection has failed", broken));
            toBroker.handler(this::fromBroker);
            toBroker.closeHandler(_ -> {
                if (!isSilent) toClient.close();
            });
            toClient.handler(this::fromClient);
            toClient.closeHandler(_ -> {
                connections.remove(this);
                toBroker.close();
            });
            toClient.resume();
            return this;
        }

        private void fromClient(Buffer bytes) {
            if (!isSilent) write(bytes, toBroker, toClient);
        }

        private void fromBroker(Buffer bytes) {
            if (isSilent) return;
            var passed = Buffer.buffer();
            for (var message : frames.take(bytes)) passed.appendBuffer(spoiler.pass(message));
            if (passed.length() > 0) write(passed, toClient, toBroker);
        }

        /// Who writes faster than the other reads has to wait.
        private void write(Buffer bytes, NetSocket to, NetSocket from) {
            to.write(bytes).onFailure(closed -> LOG.debug("written to a connection that is closed", closed));
            if (!to.writeQueueFull()) return;
            from.pause();
            to.drainHandler(_ -> from.resume());
        }

        void cut() {
            toClient.close();
            toBroker.close();
        }

        /// What the client writes is thrown away: to him that looks like a peer whose machine has lost its power.
        void goSilent() {
            isSilent = true;
            toBroker.close();
        }

        void readNothingFor(long ms) {
            toClient.pause();
            vertx.setTimer(ms, _ -> toClient.resume());
        }
    }
}
