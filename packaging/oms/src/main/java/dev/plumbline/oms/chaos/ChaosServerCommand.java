package dev.plumbline.oms.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.plumbline.oms.Say;
import dev.plumbline.oms.UntilStopped;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.config.ServerConfig;

/// The server that `oms chaos` starts and kills: `oms serve` with a door of its own.
@Command(name = "chaos-server", hidden = true, description = "The server of `oms chaos`.")
public final class ChaosServerCommand implements Callable<Integer> {
    @Option(names = "--config", required = true)
    private Path config = Path.of("");

    @Option(names = "--door", required = true)
    private int door;

    @Override
    public Integer call() throws InterruptedException {
        var server = new OmsServer(ServerConfig.read(config), Say::progress, Nanos.CLOCK, List.of());
        var vertx = Vertx.vertx();
        var stop = UntilStopped.hook(() -> {
            server.stop();
            Await.done(vertx.close());
        });
        server.start();
        Await.done(vertx.deployVerticle(new Door(server, door)));
        Say.progress("open");
        stop.await();
        return 0;
    }
}
