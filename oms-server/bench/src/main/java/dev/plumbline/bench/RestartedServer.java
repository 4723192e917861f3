package dev.plumbline.bench;

import java.nio.file.Path;
import java.util.List;

import dev.plumbline.server.Nanos;
import dev.plumbline.server.OmsServer;
import dev.plumbline.server.config.ServerConfig;

/// What a [RestartMeasurement] starts: a server that says when it is open, and ends.
final class RestartedServer {
    /// The line on stdout once orders may come; then comes another, with the number of orders behind [#ORDERS]. What else
    /// is there is the log's.
    static final String OPEN = "open for business";

    static final String ORDERS = "orders: ";

    private RestartedServer() {}

    /// @param arguments a file of configuration
    public static void main(String[] arguments) {
        var server = new OmsServer(ServerConfig.read(Path.of(arguments[0])), System.err::println, Nanos.CLOCK, List.of());
        server.start();
        System.out.println(OPEN);
        System.out.println(ORDERS + server.picture().orders().size());
        server.stop();
    }
}
