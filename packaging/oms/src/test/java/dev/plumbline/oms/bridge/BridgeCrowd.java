package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.RawClient.object;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

import dev.plumbline.server.bridge.BridgeConfig;
import dev.plumbline.server.config.ServerConfig.Clients;

/// What a crowd of connections on which nobody says anything does to who is in, by hand: `BridgeCrowd [CONNECTIONS]`. First at the bridge, then at the
/// port for FIX clients, in a process of its own. Prints how long requests of a client of the bridge take, and what is left in the heap after
/// a collection, before, meanwhile and afterwards.
final class BridgeCrowd {
    private static final int ASKED = 500;

    private final BridgeHouse house;
    private final RawClient client;

    private BridgeCrowd(BridgeHouse house, RawClient client) {
        this.house = house;
        this.client = client;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length == 2) {
            crowd(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
            return;
        }
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int fix = BridgeHouse.freePort();
        var clients = new Clients("fix", "127.0.0.1", fix, Map.of("ALGO", Map.of(
                "beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", "ALGO", "user", "algo", "route", "ALPHA")));
        try (var house = new BridgeHouse(Files.createTempDirectory("bridge-crowd"), BridgeConfig.CLIENTS_MAX, Optional.of(clients));
                var client = house.client("maria")) {
            var one = new BridgeCrowd(house, client);
            one.tell("warming up");
            one.tell("nobody else");
            one.withCrowd("at the bridge", house.tcp(), connections);
            one.withCrowd("at the port for FIX clients", fix, connections);
        }
    }

    private void withCrowd(String where, int port, int connections) throws IOException, InterruptedException {
        var crowd = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp", System.getProperty("java.class.path"),
                BridgeCrowd.class.getName(), Integer.toString(port), Integer.toString(connections))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            System.out.println(where + ": " + crowd.inputReader().readLine());
            tell("with them");
        } finally {
            crowd.destroy();
            crowd.waitFor();
        }
        System.out.println("turned away by the bridge: " + house.server().bridgeFigures().turnedAway());
        TimeUnit.SECONDS.sleep(2);
        tell("without them");
    }

    private void tell(String when) {
        var took = new Histogram(3);
        for (int i = 0; i < ASKED; i++) {
            long askedAt = System.nanoTime();
            client.ask("oms.reference", object());
            took.recordValue(System.nanoTime() - askedAt);
        }
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf("  %s: a request takes %.2f ms, 99 %% within %.2f, the slowest %.2f; heap %d MB%n", when, took.getValueAtPercentile(50) / 1e6,
                took.getValueAtPercentile(99) / 1e6, took.getMaxValue() / 1e6, used >> 20);
    }

    /// Until this process is ended.
    private static void crowd(int port, int connections) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var all = new ArrayList<SocketChannel>();
        for (int i = 0; i < connections; i++) all.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
        System.out.println("%,d connections in %d ms".formatted(all.size(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)));
        while (true) TimeUnit.SECONDS.sleep(1);
    }
}
