package dev.plumbline.oms.chaos;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;

import dev.plumbline.core.Account;
import dev.plumbline.server.Await;
import dev.plumbline.server.OmsServer;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.Wire;

/// A way into a server for the programs that torment it, while it runs the shards: asks, and a look at all that it has in memory.
final class Door extends VerticleBase {
    static final char ASK = 'A';
    static final char PICTURE = 'P';
    static final char ORDER = 'O';
    static final char POSITION = 'Q';
    static final char COUNTS = 'C';
    static final char HEAP = 'H';
    private static final int ORDERS_AT_ONCE = 500;

    private final OmsServer server;
    private final String host;
    private final int port;

    /// @param host to listen on, a number
    Door(OmsServer server, String host, int port) {
        this.server = server;
        this.host = host;
        this.port = port;
    }

    @Override
    public Future<?> start() {
        return vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true))
                .connectHandler(socket -> Frames.read(socket, (kind, body) -> on(socket, kind, body)))
                .listen(port, host);
    }

    private void on(NetSocket socket, char kind, Buffer body) {
        switch (kind) {
            case PICTURE -> vertx.executeBlocking(() -> {
                show(socket, server.picture());
                return kind;
            }).onFailure(_ -> socket.close()); // so whoever asked does not wait for the rest
            case HEAP -> socket.write(Frames.of(HEAP, Buffer.buffer().appendLong(heap())));
            case ASK -> asked(socket, body);
            default -> throw new IllegalArgumentException("a frame of kind " + kind);
        }
    }

    /// What the last collection left, bytes.
    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private void asked(NetSocket socket, Buffer body) {
        int length = body.getUnsignedShort(0);
        var account = new Account(body.getString(2, 2 + length, StandardCharsets.UTF_8.name()));
        if (!(Wire.decode(body.getBuffer(2 + length, body.length())) instanceof DeskMessage.Ask ask))
            throw new IllegalArgumentException("no Ask");
        // What fails was not answered: the client asks again.
        server.ask(account, ask).onSuccess(answer -> socket.write(Frames.of(ASK, Wire.encode(answer))));
    }

    /// No faster than it is read: all orders of a long run, as bytes at once, would take the memory that the server needs. Blocks.
    private static void show(NetSocket socket, OmsServer.Picture picture) {
        for (int from = 0; from < picture.orders().size(); from += ORDERS_AT_ONCE) {
            var some = Buffer.buffer();
            for (var order : picture.orders().subList(from, Math.min(from + ORDERS_AT_ONCE, picture.orders().size())))
                some.appendBuffer(Frames.of(ORDER, Buffer.buffer(Wire.encode(order))));
            Await.done(socket.write(some));
        }
        for (var position : picture.positions()) socket.write(Frames.of(POSITION, Buffer.buffer(Wire.encode(position))));
        var counts = picture.counts();
        socket.write(Frames.of(COUNTS, Buffer.buffer()
                .appendLong(counts.applied())
                .appendLong(counts.duplicate())
                .appendLong(counts.parked())
                .appendLong(counts.quarantined())
                .appendLong(counts.ignored())));
    }

    static Buffer ask(Account account, DeskMessage.Ask ask) {
        var name = account.value().getBytes(StandardCharsets.UTF_8);
        return Frames.of(ASK, Buffer.buffer().appendUnsignedShort(name.length).appendBytes(name).appendBuffer(Wire.encode(ask)));
    }
}
