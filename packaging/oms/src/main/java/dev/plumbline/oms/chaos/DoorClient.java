package dev.plumbline.oms.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Account;
import dev.plumbline.core.Counts;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.Wire;

/// The other side of a [Door], over all lives of the server behind it: it comes back as soon as there is one, and asks
/// everything again that was not answered, under the same request id. Any thread may call it.
final class DoorClient extends VerticleBase {
    private static final int RETRY_MS = 50;
    /// An answer that has not come by then is asked for again: the server may have dropped the question.
    private static final int REPEAT_MS = 12_000;
    private static final int LOOK_AT_HEAP_MS = 500;
    /// A server of several that has said nothing for so long may be frozen, and another one open.
    private static final long SILENT_NANOS = 1_500_000_000;

    /// A map in CBOR, whose first field is called v.
    private static final Buffer BEFORE_VERSION = Buffer.buffer(new byte[] {(byte) 0xBF, 0x61, 'v'});
    private static final int VERSION_AT = BEFORE_VERSION.length();

    private final List<SocketAddress> doors;
    private int tries;
    private volatile int at;
    private long heardAt;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable NetClient client;
    private @Nullable NetSocket socket;
    private @Nullable Picture picture;
    private boolean stopped;
    private volatile boolean connected;
    private volatile long largestHeap;
    private final AtomicLong repeated = new AtomicLong();

    /// @param doors of which one is open at a time
    DoorClient(List<SocketAddress> doors) {
        this.doors = List.copyOf(doors);
    }

    private record Waiting(Buffer frame, Promise<Answer> answer) {}

    /// What a server has in memory.
    record Seen(List<Order> orders, List<Position> positions, Counts counts) {}

    private record Picture(List<Order> orders, List<Position> positions, Promise<Seen> whole) {}

    @Override
    public Future<?> start() {
        client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(1_000));
        connect();
        vertx.setPeriodic(REPEAT_MS, _ -> repeat());
        vertx.setPeriodic(LOOK_AT_HEAP_MS, _ -> lookAtHeap());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.succeededFuture();
    }

    private void connect() {
        if (stopped || client == null) return;
        int next = tries++ % doors.size();
        client.connect(doors.get(next)).onComplete(result -> {
            if (result.failed()) vertx.setTimer(RETRY_MS, _ -> connect());
            else connected(result.result(), next);
        });
    }

    private void connected(NetSocket opened, int door) {
        socket = opened;
        at = door;
        heardAt = System.nanoTime();
        connected = true;
        Frames.read(opened, this::on);
        opened.exceptionHandler(_ -> opened.close());
        opened.closeHandler(_ -> {
            connected = false;
            socket = null;
            if (picture != null) picture.whole.tryFail("the server is gone");
            picture = null;
            vertx.setTimer(RETRY_MS, _ -> connect());
        });
        repeat();
    }

    private void repeat() {
        if (socket == null) return;
        repeated.addAndGet(waiting.size());
        for (var one : waiting.values()) socket.write(one.frame);
    }

    private void lookAtHeap() {
        if (socket != null && doors.size() > 1 && System.nanoTime() - heardAt > SILENT_NANOS) socket.close();
        if (socket != null) socket.write(Frames.of(Door.HEAP, Buffer.buffer()));
    }

    private void on(char kind, Buffer body) {
        heardAt = System.nanoTime();
        switch (kind) {
            case Door.HEAP -> largestHeap = Math.max(largestHeap, body.getLong(0));
            case Door.ASK -> {
                var answer = (Answer) Wire.decode(asOurs(body));
                var asked = waiting.remove(answer.requestId());
                if (asked != null) asked.answer.complete(answer);
            }
            case Door.ORDER -> shown().orders.add(Wire.order(asOurs(body).getBytes()));
            case Door.POSITION -> shown().positions.add(Wire.position(asOurs(body).getBytes()));
            case Door.COUNTS -> {
                var whole = shown();
                picture = null;
                whole.whole.complete(new Seen(whole.orders, whole.positions, new Counts(
                        body.getLong(0), body.getLong(8), body.getLong(16), body.getLong(24), body.getLong(32))));
            }
            default -> throw new IllegalArgumentException("a frame of kind " + kind);
        }
    }

    /// A server of another build may write a higher version of the form than this program reads. The clients ask for nothing that
    /// is new in it, and a code that is not known here is refused all the same.
    private static Buffer asOurs(Buffer message) {
        boolean isCbor = message.length() > VERSION_AT && message.slice(0, VERSION_AT).equals(BEFORE_VERSION);
        if (!isCbor || message.getByte(VERSION_AT) <= Wire.VERSION) return message;
        return message.copy().setByte(VERSION_AT, (byte) Wire.VERSION);
    }

    private Picture shown() {
        if (picture == null) throw new IllegalStateException("nobody asked for a picture");
        return picture;
    }

    /// Completes when there is an answer, over however many lives of the server.
    Future<Answer> ask(Account account, Ask ask) {
        var answer = Promise.<Answer>promise();
        context.runOnContext(_ -> {
            var one = new Waiting(Door.ask(account, ask), answer);
            waiting.put(ask.requestId(), one);
            if (socket != null) socket.write(one.frame);
        });
        return answer.future();
    }

    /// Fails where there is no server, or it goes meanwhile.
    Future<Seen> picture() {
        var whole = Promise.<Seen>promise();
        context.runOnContext(_ -> {
            if (socket == null || picture != null) {
                whole.fail("no server, or asked already");
                return;
            }
            picture = new Picture(new ArrayList<>(), new ArrayList<>(), whole);
            socket.write(Frames.of(Door.PICTURE, Buffer.buffer()));
        });
        return whole.future();
    }

    /// Which of the doors was open last.
    int door() {
        return at;
    }

    boolean isConnected() {
        return connected;
    }

    /// The most that a collection has left in the heap of a server, bytes.
    long largestHeap() {
        return largestHeap;
    }

    /// Requests that were asked more than once.
    long repeated() {
        return repeated.get();
    }

    /// How many wait for an answer.
    Future<Integer> unanswered() {
        var count = Promise.<Integer>promise();
        context.runOnContext(_ -> count.complete(waiting.size()));
        return count.future();
    }
}
