package dev.plumbline.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Book;
import dev.plumbline.core.BookState;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Ping;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.Wire;

/// A console's first snapshot, from the first request to the last decoded order, over a desk cluster of two members; and
/// how long a ping waits meanwhile, which is how long the gateway does nothing else.
final class SnapshotMeasurement implements Measurement {
    private static final int ORDERS = 100_000;
    private static final int PARTS_AHEAD = 4;
    private static final int PING_EVERY_MS = 5;
    private static final String DESK = "bench";

    private final Options options;
    private final int orders;
    private int rounds;

    SnapshotMeasurement(Options options) {
        this.options = options;
        orders = options.orders(ORDERS);
    }

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public Result run() throws InterruptedException {
        options.progress().accept("forming a desk cluster");
        var endpoint = FreePorts.free();
        var desk = Await.done(Cluster.join(Cluster.DESK, endpoint, "desk"));
        try {
            var gateway = new DeskGateway(
                    DESK, 1, ReleaseBy.SECOND_PERSON, new ToShards(Bus.of(desk.vertx(), 1)), List.of(), Nanos.CLOCK);
            gateway.restore(entries(), List.of(), List.of());
            Await.done(desk.vertx().deployVerticle(gateway));
            try (var console = DeskMember.join(endpoint, DESK, _ -> {})) {
                return result(Rounds.run(options, () -> round(console)));
            }
        } finally {
            Await.done(desk.leave());
        }
    }

    private Result result(Rounds<Round> measured) {
        return new Result(
                name(), "A console's first snapshot",
                List.of(
                        measured.figure("snapshotSeconds", "until the last order is decoded", "s", Round::seconds),
                        measured.figure("snapshotSlowestPingMillis", "slowest ping meanwhile", "ms", Round::slowestPingMillis)),
                "%,d orders, half of them finished and at rest, over a bus of two members on loopback".formatted(orders),
                "Encoding and unpacking on the gateway's event loop, decoding on the console's: two cores at work.");
    }

    /// Half of the orders are filled, and packed as after a restart.
    private List<BookState.Entry> entries() {
        var book = new Book();
        long input = 0;
        int executed = 0;
        for (int i = 0; i < orders; i++) {
            var terms = Terms.of(new ClOrdID("03MKQ3X2A1-" + (1_000_000 + i)), i);
            book.sent(++input, terms.enter(i), false);
            if (i % 2 == 0)
                for (int fill = 0; fill < Reports.FILLS; fill++)
                    book.report(++input, Reports.fill(terms, i, fill, executed++, i * 1_000L + fill));
        }
        var again = again(book);
        return Stream.<BookState.Entry>concat(again.shelved().entries(), again.filed().stream()).toList();
    }

    private static Book again(Book book) {
        try {
            var bytes = new ByteArrayOutputStream();
            Wire.write(bytes, book.state());
            return Book.of(CostMethod.AVERAGE_COST, 10, Wire.bookState(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed", impossible);
        }
    }

    private Round round(DeskMember console) {
        var context = console.vertx().getOrCreateContext();
        var taking = new Taking(console, "round-" + ++rounds);
        long began = System.nanoTime();
        context.runOnContext(_ -> taking.begin(context));
        var slowestPing = Await.done(taking.done.future());
        double seconds = (System.nanoTime() - began) / 1e9;
        if (taking.got != orders) throw new IllegalStateException(taking.got + " orders came of " + orders);
        return new Round(seconds, slowestPing / 1e6);
    }

    private record Round(double seconds, double slowestPingMillis) {}

    /// As a console takes it: the first part, then a few ahead. On one event loop.
    private static final class Taking {
        final Promise<Long> done = Promise.promise();
        private final DeskMember console;
        private final String id;
        private int cursor;
        private int loaded;
        private int size;
        int got;
        private long slowestPing;
        private long pings;
        private boolean isOver;

        Taking(DeskMember console, String id) {
            this.console = console;
            this.id = id;
        }

        void begin(Context context) {
            ask(0);
            ping(context);
        }

        private Future<DeskMessage> request(DeskMessage message) {
            return console.vertx().eventBus().<Buffer>request(Addresses.deskRequests(DESK), Wire.encode(message))
                    .map(reply -> Wire.decode(reply.body()));
        }

        private void ask(int from) {
            request(new SnapshotRequest(id, from)).onSuccess(part -> came((Snapshot) part)).onFailure(done::tryFail);
        }

        private void came(Snapshot part) {
            for (var item : part.items()) if (item instanceof Item.OrderItem) got++;
            loaded += part.items().size();
            if (size == 0) size = part.items().size();
            while (cursor + size < part.total() && cursor + size < loaded + PARTS_AHEAD * size) {
                cursor += size;
                ask(cursor);
            }
            if (!part.isLast()) return;
            isOver = true;
            if (pings == 0) done.tryComplete(slowestPing);
        }

        /// The snapshot counts as done with the last ping on its way.
        private void ping(Context context) {
            long sentAt = System.nanoTime();
            pings++;
            request(new Ping(sentAt)).onFailure(done::tryFail).onSuccess(_ -> {
                pings--;
                slowestPing = Math.max(slowestPing, System.nanoTime() - sentAt);
                if (isOver) done.tryComplete(slowestPing);
                else context.owner().setTimer(PING_EVERY_MS, _ -> ping(context));
            });
        }
    }
}
