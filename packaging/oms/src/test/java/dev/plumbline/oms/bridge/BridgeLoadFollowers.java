package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.RawClient.object;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import org.HdrHistogram.Histogram;

import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;

/// The clients of [BridgeLoad], in a process of their own: `BridgeLoadFollowers PORT TOKEN CLIENTS`. Says `ready`; told `begin`, it counts anew; told
/// `end`, it says how many messages came, and the delays in ms: half of them, 99 %, the worst. Ends with its input.
final class BridgeLoadFollowers {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSSSSSSSS");
    private static final byte[] TIME = "\"TransactTime\":\"".getBytes(US_ASCII);
    private static final int TIME_LENGTH = 27;

    private final int port;
    private final Histogram delays = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
    private final AtomicLong messages = new AtomicLong();
    private volatile boolean isMeasuring;

    private BridgeLoadFollowers(int port) {
        this.port = port;
    }

    public static void main(String... args) throws IOException {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        var followers = new BridgeLoadFollowers(Integer.parseInt(args[0]));
        var sockets = new ArrayList<NetSocket>();
        // Held on to: a client that nobody holds closes its connections.
        var net = vertx.createNetClient();
        for (int i = 0; i < Integer.parseInt(args[2]); i++) sockets.add(followers.follow(net, args[1]));
        System.out.println("ready");
        var told = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (var line = told.readLine(); line != null; line = told.readLine()) followers.on(line);
        sockets.forEach(NetSocket::close);
        Await.done(net.close());
        Await.done(vertx.close());
    }

    private void on(String line) {
        isMeasuring = line.equals("begin");
        if (!isMeasuring) System.out.printf("%d %.1f %.1f %.1f%n", messages.get(), ms(50), ms(99), delays.getMaxValue() / 1e6);
        delays.reset();
        messages.set(0);
    }

    private double ms(double percentile) {
        return delays.getValueAtPercentile(percentile) / 1e6;
    }

    static Buffer register(String token) {
        var frame = object("type", "register", "address", "oms.stream");
        frame.putObject("headers").put("token", token);
        var json = Buffer.buffer(frame.toString());
        return Buffer.buffer().appendInt(json.length()).appendBuffer(json);
    }

    private NetSocket follow(NetClient net, String token) {
        var socket = Await.done(net.connect(port, "127.0.0.1"));
        var parser = RecordParser.newFixed(4);
        parser.handler(new Handler<>() {
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
}
