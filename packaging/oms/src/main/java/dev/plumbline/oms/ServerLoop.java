package dev.plumbline.oms;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.config.ServerConfig;

/// A server until it is told to stop. One that has lost what it ran to another begins anew, to stand by.
public final class ServerLoop {
    private ServerLoop() {}

    /// @param started told of each server once it has started; it may stand by
    public static void run(ServerConfig config, Consumer<OmsServer> started) throws InterruptedException {
        var current = new AtomicReference<>(server(config));
        var stop = UntilStopped.hook(() -> current.get().stop());
        while (true) {
            var server = current.get();
            var over = new CountDownLatch(1);
            server.lost().thenRun(over::countDown);
            stop.then(over::countDown);
            server.start();
            started.accept(server);
            over.await();
            if (stop.isAsked()) return;
            Say.progress("this server acts no more: it begins anew, to stand by");
            server.stop();
            current.set(server(config));
        }
    }

    private static OmsServer server(ServerConfig config) {
        return new OmsServer(config, Say::progress, Nanos.CLOCK, List.of());
    }
}
