package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.RawClient.object;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What many followers of one bridge cost, by hand: `BridgeLoad [CLIENTS] [ORDERS PER SECOND] [SECONDS]`. Server, broker and who trades are in
/// this process, the clients in another one: [BridgeLoadFollowers]. The delay is from TransactTime of an order, which the server
/// stamps when it has the report, to where a client has the whole message. First with all reading, then with one that has stopped.
final class BridgeLoad {
    private static final int WARM_UP_S = 10;

    private final BridgeHouse house;
    private final BufferedReader says;
    private final OutputStream tells;

    private BridgeLoad(BridgeHouse house, Process followers) throws IOException {
        this.house = house;
        says = followers.inputReader(US_ASCII);
        tells = followers.getOutputStream();
        if (!"ready".equals(says.readLine())) throw new IOException("the followers did not come up");
    }

    public static void main(String... args) throws IOException, InterruptedException {
        int clients = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        int rate = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        try (var house = new BridgeHouse(Files.createTempDirectory("bridge-load")); var first = house.client("algo")) {
            var followers = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp", System.getProperty("java.class.path"),
                    BridgeLoadFollowers.class.getName(), Integer.toString(house.tcp()), first.token(), Integer.toString(clients))
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try {
                var load = new BridgeLoad(house, followers);
                load.run("all read", first, rate, seconds);
                try (var stopped = stopped(house.tcp(), first.token())) {
                    load.run("one has stopped reading", first, rate, seconds);
                    if (!stopped.isConnected()) throw new IllegalStateException("not connected");
                }
            } finally {
                followers.destroy();
            }
        }
    }

    /// Opens the stream and never reads: its receive buffer is small, so that this shows soon.
    private static Socket stopped(int port, String token) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        new DataOutputStream(socket.getOutputStream()).write(BridgeLoadFollowers.register(token).getBytes());
        return socket;
    }

    private void run(String name, RawClient driver, int rate, int seconds) throws IOException, InterruptedException {
        trade(driver, rate, WARM_UP_S);
        tell("begin");
        trade(driver, rate, seconds);
        TimeUnit.SECONDS.sleep(1);
        tell("end");
        var figures = says.readLine().split(" ");
        System.out.printf("%s: %,d messages/s, delay p50 %s, p99 %s, worst %s ms%n", name, Long.parseLong(figures[0]) / seconds, figures[1], figures[2],
                figures[3]);
    }

    private void tell(String line) throws IOException {
        tells.write((line + "\n").getBytes(US_ASCII));
        tells.flush();
    }

    private void trade(RawClient driver, int rate, int seconds) throws InterruptedException {
        List<String> sides = List.of("1", "2");
        for (int i = 0; i < rate * seconds; i++) {
            driver.ask("oms.order.enter", object(
                    "ClOrdID", house.freshId(), "ExDestination", "ALPHA", "Account", i % 2 == 0 ? "BUYER" : "SELLER", "Symbol", "ACME",
                    "Side", sides.get(i % 2), "OrderQty", "10", "OrdType", "2", "Price", "10.00"));
            TimeUnit.NANOSECONDS.sleep(1_000_000_000L / rate);
        }
    }
}
