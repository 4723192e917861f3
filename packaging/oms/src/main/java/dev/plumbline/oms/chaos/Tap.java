package dev.plumbline.oms.chaos;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/// The line of one server to Postgres or a broker, through this process, which hears what the server says.
///
/// While the server is [held][#hold], its ends stay open whatever the other side does, and are listened to: a server that was
/// frozen and wakes shall find its connections as it left them, and whatever it sends then is heard.
final class Tap extends VerticleBase {
    /// Hears one connection.
    interface Ear {
        void hear(Buffer bytes);
    }

    private final String host;
    private final int to;
    private final Supplier<Ear> ears;
    private final Set<NetSocket> kept = new HashSet<>();
    private boolean isHeld;
    private @Nullable NetServer server;
    private @Nullable NetClient client;

    /// @param host to listen on
    /// @param to the port on the loopback that it leads to
    /// @param ears makes one for each connection
    Tap(String host, int to, Supplier<Ear> ears) {
        this.host = host;
        this.to = to;
        this.ears = ears;
    }

    @Override
    public Future<?> start() {
        client = vertx.createNetClient();
        var listening = vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true)).connectHandler(this::connected);
        server = listening;
        return listening.listen(0, host);
    }

    int port() {
        if (server == null) throw new IllegalStateException("not started");
        return server.actualPort();
    }

    private void connected(NetSocket ours) {
        if (client == null) throw new IllegalStateException("not started");
        ours.pause();
        client.connect(to, "127.0.0.1").onComplete(opened -> {
            if (opened.succeeded()) join(ours, opened.result());
            else ours.close();
        });
    }

    private void join(NetSocket ours, NetSocket theirs) {
        var ear = ears.get();
        ours.exceptionHandler(_ -> ours.close());
        // Whatever the other side does, what was said is heard at once.
        ours.handler(bytes -> {
            ear.hear(bytes);
            theirs.write(bytes);
        });
        pour(theirs, ours);
        ours.closeHandler(_ -> {
            kept.remove(ours);
            theirs.close();
        });
        theirs.closeHandler(_ -> {
            if (!isHeld) {
                ours.close();
                return;
            }
            kept.add(ours);
            ours.handler(ear::hear);
        });
        ours.resume();
    }

    private static void pour(NetSocket from, NetSocket into) {
        from.exceptionHandler(_ -> from.close());
        from.handler(bytes -> {
            into.write(bytes);
            if (!into.writeQueueFull()) return;
            from.pause();
            into.drainHandler(_ -> from.resume());
        });
    }

    /// Any thread.
    void hold() {
        context.runOnContext(_ -> isHeld = true);
    }

    /// What the other side has closed meanwhile is closed. Any thread.
    void release() {
        context.runOnContext(_ -> {
            isHeld = false;
            for (var one : Set.copyOf(kept)) one.close();
        });
    }
}
