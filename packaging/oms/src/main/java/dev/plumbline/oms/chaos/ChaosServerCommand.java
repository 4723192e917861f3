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

    @Option(names = "--door", required = true)
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        var vertx = Vertx.vertx();
        ServerLoop.run(ServerConfig.read(config), server -> {
            var door = new AtomicReference<>("");
            server.serving().thenRun(() -> {
                door.set(Await.done(vertx.deployVerticle(new Door(server, port))));
                Say.progress("open");
            });
            server.lost().thenRun(() -> {
                if (!door.get().isEmpty()) vertx.undeploy(door.get());
            });
        });
        return 0;
    }
}
