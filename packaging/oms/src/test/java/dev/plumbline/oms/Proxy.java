package dev.plumbline.oms;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

import dev.plumbline.server.Await;

/// A line between two programs that a test can cut and mend.
final class Proxy implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final int target;
    private final int port;
    private NetServer server;

    Proxy(int target) {
        this.target = target;
        server = listen(0);
        port = server.actualPort();
    }

    int port() {
        return port;
    }

    private NetServer listen(int at) {
        return Await.done(vertx.createNetServer().connectHandler(this::connect).listen(at, "127.0.0.1"));
    }

    private void connect(NetSocket near) {
        near.pause();
        vertx.createNetClient().connect(target, "127.0.0.1").onFailure(_ -> near.close()).onSuccess(far -> {
            open.add(near);
            near.pipeTo(far);
            far.pipeTo(near);
        });
    }

    /// Drops every connection and lets none in.
    void cut() {
        Await.done(server.close());
        for (var socket : open) Await.done(socket.close());
        open.clear();
    }

    void mend() {
        server = listen(port);
    }

    @Override
    public void close() {
        Await.done(vertx.close());
    }
}
