package dev.plumbline.bench;

import java.nio.file.Path;
import java.util.List;

import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.config.ServerConfig;

/// What a [RestartMeasurement] starts: a server that says when it is open, and ends.
final class RestartedServer {
    /// The line on stdout once orders may come; the number of orders follows in a line of its own.
    static final String OPEN = "open";

    private RestartedServer() {}

    /// @param arguments a file of configuration
    public static void main(String[] arguments) {
        var server = new OmsServer(ServerConfig.read(Path.of(arguments[0])), System.err::println, Nanos.CLOCK, List.of());
        server.start();
        System.out.println(OPEN);
        System.out.println(server.picture().orders().size());
        server.stop();
    }
}
