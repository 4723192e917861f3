package dev.plumbline.oms;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Callable;

import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.plumbline.adapter.simulator.Chaos;
import dev.plumbline.adapter.simulator.Simulator;
import dev.plumbline.adapter.simulator.SimulatorConfig;
import dev.plumbline.oms.demo.Market;
import dev.plumbline.server.Await;
import dev.plumbline.server.config.ConfigException;

/// `oms simulate`: the simulated brokers alone, for a server started by hand.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the simulated brokers alone.",
            "ALPHA speaks FIX 4.4 on port 9844, BRAVO FIX 4.2 on port 9842, " +
            "both on the loopback. They match orders by price and time against participants of their own. The " +
            "server of packaging/config/oms.yaml connects to them.",
            ""
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "added to both ports, where they are taken (default: ${DEFAULT-VALUE})")
    private int portOffset;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "what they draw from (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--flow",
            paramLabel = "N",
            defaultValue = "500",
            description = "orders and cancels a second of the other participants (default: ${DEFAULT-VALUE})")
    private int flow;

    @Option(names = "--chaos", paramLabel = "KIND", defaultValue = "none", description = "how badly they behave: none, rough or hostile (default: ${DEFAULT-VALUE})")
    private String chaos = "none";

    @Override
    public Integer call() throws InterruptedException {
        var behaviour = Market.chaos(chaos);
        var vertx = Vertx.vertx();
        var stop = UntilStopped.hook(() -> Await.done(vertx.close()));
        var data = Say.dataFolder().resolve("simulate");
        for (var config : configs(data, behaviour)) {
            var simulator = new Simulator(config);
            try {
                Await.done(vertx.deployVerticle(simulator));
            } catch (IllegalStateException failed) {
                throw new ConfigException(String.valueOf(failed.getMessage()));
            }
            Say.progress("broker " + config.name() + " speaks " + config.beginString() + " on port " + simulator.port());
        }
        Say.progress("running; Ctrl-C ends it");
        stop.await();
        return 0;
    }

    private Iterable<SimulatorConfig> configs(Path data, Chaos behaviour) {
        var configs = new ArrayList<SimulatorConfig>();
        for (var broker : Market.BROKERS)
            configs.add(SimulatorConfig.of(
                            broker.name(), broker.beginString(), Set.copyOf(Market.ACCOUNTS), Market.REFERENCE_PX)
                    .listeningOn("127.0.0.1", broker.port() + portOffset)
                    .keptIn(data.resolve(broker.name()))
                    .withSeed(seed)
                    .withFlowPerSecond(flow)
                    .withChaos(behaviour));
        return configs;
    }
}
