package dev.plumbline.oms;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.plumbline.server.config.ServerConfig;

/// `oms serve`: the server, until it is told to stop.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a server, until it is told to stop.",
            "It keeps its data where the configuration says, takes back what the last run " +
            "left, and connects to the brokers. Ctrl-C, or SIGTERM, lets nothing more in, writes what is left " +
            "and ends.",
            ""
        },
        footer = {"", "The documented example of a configuration is packaging/config/oms.yaml."})
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "YAML or JSON: data folder, ports, Postgres, brokers, accounts, symbols, limits")
    private Path config = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        ServerLoop.run(ServerConfig.read(config), _ -> Say.progress("running; Ctrl-C ends it"));
        return 0;
    }
}
