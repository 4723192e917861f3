package dev.plumbline.oms.chaos;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.plumbline.oms.Say;
import dev.plumbline.oms.ServerLoop;
import dev.plumbline.server.Await;
import dev.plumbline.server.config.ServerConfig;

/// The server that `oms chaos` starts and kills: `oms serve` with a door of its own, open while it runs the shards.
@Command(name = "chaos-server", hidden = true, description = "The server of `oms chaos`.")
public final class ChaosServerCommand implements Callable<Integer> {
    @Option(names = "--config", required = true)
    private Path config = Path.of("");

    /// HOST:PORT
    @Option(names = "--door", required = true)
    private String door = "";

    @Override
    public Integer call() throws InterruptedException {
        var vertx = Vertx.vertx();
        int colon = door.lastIndexOf(':');
        var host = door.substring(0, colon);
        int port = Integer.parseInt(door.substring(colon + 1));
        ServerLoop.run(ServerConfig.read(config), server -> {
            var deployed = new AtomicReference<>("");
            server.serving().thenRun(() -> {
                deployed.set(Await.done(vertx.deployVerticle(new Door(server, host, port))));
                Say.progress("open");
            });
            server.lost().thenRun(() -> {
                if (!deployed.get().isEmpty()) vertx.undeploy(deployed.get());
            });
        });
        return 0;
    }
}
