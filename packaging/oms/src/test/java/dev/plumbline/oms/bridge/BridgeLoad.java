package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.RawClient.object;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import org.HdrHistogram.Histogram;

import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;

/// What many followers of one bridge cost, by hand: `BridgeLoad [CLIENTS] [ORDERS PER SECOND] [SECONDS]`. All in one process, broker and
/// clients too. The delay is from TransactTime of an order, which the server stamps when it has the report, to where a client has the
/// whole message. First with all reading, then with one that has stopped.
final class BridgeLoad {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSSSSSSSS");
    private static final byte[] TIME = "\"TransactTime\":\"".getBytes(US_ASCII);
    private static final int TIME_LENGTH = 27;
    private static final int WARM_UP_S = 5;

    private final BridgeHouse house;
    private final Histogram delays = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
    private final AtomicLong messages = new AtomicLong();
    private volatile boolean isMeasuring;

    private BridgeLoad(BridgeHouse house) {
        this.house = house;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        int clients = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        int rate = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (var house = new BridgeHouse(Files.createTempDirectory("bridge-load"))) {
            var load = new BridgeLoad(house);
            String token;
            try (var first = house.client("algo")) {
                token = first.token();
                var sockets = new ArrayList<NetSocket>();
                // Held on to: a client that nobody holds closes its connections.
                var net = vertx.createNetClient();
                for (int i = 0; i < clients; i++) sockets.add(load.follow(net, token));
                load.run("all read", first, rate, seconds);
                try (var stopped = stopped(house.tcp(), token)) {
                    load.run("one has stopped reading", first, rate, seconds);
                    if (!stopped.isConnected()) throw new IllegalStateException("not connected");
                }
                sockets.forEach(NetSocket::close);
                Await.done(net.close());
            }
        } finally {
            Await.done(vertx.close());
        }
    }

    /// Opens the stream and never reads: its receive buffer is small, so that this shows soon.
    private static Socket stopped(int port, String token) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
        var frame = register(token).getBytes();
        new DataOutputStream(socket.getOutputStream()).write(frame);
        return socket;
    }

    private static Buffer register(String token) {
        var frame = object("type", "register", "address", "oms.stream");
        frame.putObject("headers").put("token", token);
        var json = Buffer.buffer(frame.toString());
        return Buffer.buffer().appendInt(json.length()).appendBuffer(json);
    }

    private NetSocket follow(NetClient net, String token) {
        var socket = Await.done(net.connect(house.tcp(), "127.0.0.1"));
        var parser = RecordParser.newFixed(4);
        parser.handler(new io.vertx.core.Handler<>() {
            private boolean isLength = true;

            @Override
            public void handle(Buffer record) {
                if (isLength) parser.fixedSizeMode(record.getInt(0));
                else {
                    message(record.getBytes());
                    parser.fixedSizeMode(4);
                }
                isLength = !isLength;
            }
        });
        socket.handler(parser);
        Await.done(socket.write(register(token)));
        return socket;
    }

    private void message(byte[] frame) {
        if (!isMeasuring) return;
        int at = indexOf(frame);
        if (at < 0) return;
        messages.incrementAndGet();
        var told = LocalDateTime.parse(new String(frame, at + TIME.length, TIME_LENGTH, US_ASCII), UTC).toInstant(ZoneOffset.UTC);
        long nanos = Nanos.CLOCK.getAsLong() - (told.getEpochSecond() * 1_000_000_000L + told.getNano());
        delays.recordValue(Math.max(0, nanos));
    }

    private static int indexOf(byte[] frame) {
        for (int i = 0; i + TIME.length + TIME_LENGTH < frame.length; i++) {
            int j = 0;
            while (j < TIME.length && frame[i + j] == TIME[j]) j++;
            if (j == TIME.length) return i;
        }
        return -1;
    }

    private void run(String name, RawClient driver, int rate, int seconds) throws InterruptedException {
        trade(driver, rate, WARM_UP_S);
        delays.reset();
        messages.set(0);
        isMeasuring = true;
        trade(driver, rate, seconds);
        TimeUnit.SECONDS.sleep(1);
        isMeasuring = false;
        System.out.printf("%s: %,d messages/s, delay p50 %.1f, p99 %.1f, worst %.1f ms%n", name, messages.get() / seconds,
                ms(50), ms(99), delays.getMaxValue() / 1e6);
    }

    private double ms(double percentile) {
        return delays.getValueAtPercentile(percentile) / 1e6;
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
