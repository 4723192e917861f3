package dev.plumbline.server.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.adapter.BrokerListener;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Report;
import dev.plumbline.server.Await;
import dev.plumbline.server.Loops;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.orders.Ids;
import dev.plumbline.server.orders.Trade;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.Item;

/// Where reports go, and what the desk hears of a line.
class BrokerVerticleTest {
    private static final int SHARDS = 16;
    private static final Account ACCOUNT = new Account("A-1");
    private static final String OURS_IN_5 = new Ids(5, Trade.RUN_STARTED_AT_MS).next().value();

    private final Loops loops = new Loops();
    private final Bus bus = Bus.of(loops.vertx(), SHARDS);
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private final Queue<Item> told = new ConcurrentLinkedQueue<>();
    private final FakeAdapter adapter = new FakeAdapter();

    @BeforeEach
    void start() {
        for (int i = 0; i < SHARDS; i++) {
            int shard = i;
            bus.shard(shard, batch -> batch.forEach(inbound -> arrived.add(shard + " " + name(inbound))),
                    _ -> Future.failedFuture("not asked"), check -> new Checked(check.requestId(), List.of()), _ -> {});
        }
        var known = OrderIDs.none(adapter.session());
        known.put(new OrderID("O-OLD"), 7);
        Await.done(loops.vertx().deployVerticle(new BrokerVerticle(adapter, bus, new RecordingDesk(), known)));
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private static String name(Inbound inbound) {
        return inbound.raw().toString();
    }

    /// `acct` in place of a shard means that of the account.
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "ours, -, -, 5",
        "ours, -, A-1, 5",
        "-, ours, -, 5",
        "-, -, A-1, acct",
        "-, -, -, 0",
        "05FOO-BAR, -, A-1, acct",
        "ZZ00000000-1, -, A-1, acct",
    })
    void goToTheShardThatTheyName(String clOrdID, String origClOrdID, String account, String shard) {
        adapter.deliver(List.of(read("x", id(clOrdID), id(origClOrdID), account == null ? "" : account)));
        var wanted = shard.equals("acct") ? Integer.toString(bus.shardOf(ACCOUNT)) : shard;
        await().untilAsserted(() -> assertThat(arrived).containsExactly(wanted + " x"));
    }

    private static String id(String word) {
        return word == null ? "" : word.equals("ours") ? OURS_IN_5 : word;
    }

    /// A report with nothing but an OrderID, for orders that were named before: in this run, or in the last one.
    @Test
    void goWhereTheirOrderIDWasLastSeen() {
        adapter.deliver(List.of(
                read("a", "", "", "", "O-1"),
                read("b", OURS_IN_5, "", "", "O-1"),
                read("c", "", "", "", "O-1"),
                read("d", "", "", "A-1", "O-1"),
                read("e", "", "", "", "O-OLD"),
                read("f", "", "", "", "O-2")));
        await().until(() -> arrived.size() == 6);
        assertThat(arrived).containsExactlyInAnyOrder("0 a", "5 b", "5 c", "5 d", "7 e", "0 f");
    }

    @Test
    void keepTheirOrderWithinAShard() {
        var batch = new ArrayList<Inbound>();
        for (int i = 0; i < 50; i++) {
            batch.add(read("a" + i, OURS_IN_5, "", ""));
            batch.add(new Inbound(
                    Trade.ALPHA, new Decoded.Unreadable(ClOrdID.NONE, "?"), Buffer.buffer("b" + i), Trade.NOON));
        }
        adapter.deliver(batch);
        await().until(() -> arrived.size() == 100);
        assertThat(arrived.stream().filter(line -> line.startsWith("5 ")))
                .containsExactlyElementsOf(lines("5 a"));
        assertThat(arrived.stream().filter(line -> line.startsWith("0 ")))
                .containsExactlyElementsOf(lines("0 b"));
    }

    private static List<String> lines(String prefix) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 50; i++) lines.add(prefix + i);
        return lines;
    }

    @Test
    void tellTheDeskHowTheLineIs() {
        adapter.tell(new SessionEvent.LogonRejected(Trade.ALPHA, "wrong password", 1));
        adapter.tell(new SessionEvent.Up(Trade.ALPHA, 2));
        await().untilAsserted(() -> assertThat(told).containsExactly(
                new Item.SessionItem("ALPHA", Item.SessionItem.REFUSED, "ALPHA: logon refused: wrong password", 1),
                new Item.AlertItem(Item.AlertItem.WARN, "ALPHA: logon refused: wrong password", "", 1),
                new Item.SessionItem("ALPHA", Item.SessionItem.UP, "ALPHA: logged on", 2)));
    }

    private static Inbound read(String name, String clOrdID, String origClOrdID, String account) {
        return read(name, clOrdID, origClOrdID, account, "");
    }

    private static Inbound read(String name, String clOrdID, String origClOrdID, String account, String orderID) {
        var nothing = Report.Told.NOTHING;
        var told = new Report.Told(
                nothing.ordStatus(), new Account(account), nothing.symbol(), nothing.side(), nothing.ordType(),
                nothing.timeInForce(), nothing.orderQty(), nothing.price(), nothing.cumQty(), nothing.leavesQty());
        var report = new Report(
                Trade.ALPHA, new ClOrdID(clOrdID), new ClOrdID(origClOrdID), new OrderID(orderID), ExecID.NONE, new News.New(),
                told, Trade.NOON, false, false, "");
        return new Inbound(Trade.ALPHA, new Decoded.Read(report), Buffer.buffer(name), Trade.NOON);
    }

    private final class RecordingDesk implements Desk {
        @Override
        public void changed(List<Change> changes) {}

        @Override
        public void tell(Item item) {
            told.add(item);
        }
    }

    private final class FakeAdapter implements BrokerAdapter {
        private Optional<BrokerListener> listener = Optional.empty();

        @Override
        public BrokerSession session() {
            return Trade.ALPHA;
        }

        @Override
        public Future<Void> start(BrokerListener itsListener) {
            listener = Optional.of(itsListener);
            return Future.succeededFuture();
        }

        void deliver(List<Inbound> batch) {
            loops.vertx().runOnContext(_ -> listener.orElseThrow().onReports(batch));
        }

        void tell(SessionEvent event) {
            loops.vertx().runOnContext(_ -> listener.orElseThrow().onSession(event));
        }

        @Override
        public void send(List<Outbound> batch) {}

        @Override
        public Future<Void> stop() {
            return Future.succeededFuture();
        }
    }
}
