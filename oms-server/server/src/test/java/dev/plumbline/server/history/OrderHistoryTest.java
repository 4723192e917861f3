package dev.plumbline.server.history;

import static dev.plumbline.server.orders.Trade.ALPHA;
import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.orders.Trade.SYMBOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.LittleServer;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.orders.Trade;
import dev.plumbline.server.store.Filed;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.server.store.TestDatabase;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Event;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.Wish;

/// What is told of an order, by real shards with a real journal and a real Postgres.
class OrderHistoryTest {
    /// What the usual day of an order leaves, whichever source tells of it.
    private static final List<String> TOLD = List.of(
            "1 Order sent by ann APPLIED",
            "2 New APPLIED",
            "3 Trade cancel PARKED, applied with input 4",
            "4 Trade APPLIED",
            "5 Trade DUPLICATE",
            "6 Replace sent by ann APPLIED",
            "7 Replace sent, refused by ann REFUSED",
            "8 Unreadable QUARANTINED",
            "9 Trade APPLIED");

    @TempDir
    Path folder;

    private LittleServer server;
    private String id;

    @BeforeEach
    void trade() {
        server = new LittleServer(folder.resolve("journal"), TestDatabase.fresh(), 2);
    }

    @AfterEach
    void stop() {
        server.die();
    }

    private String enter(int shard) {
        var wish = new Wish.Enter(
                "ALPHA", LittleServer.account(shard), SYMBOL, Side.BUY, Qty.of(100), OrdType.LIMIT, Px.of("10"),
                TimeInForce.DAY);
        return server.ask(shard, Trade.ask("r" + server.now(), wish)).clOrdID();
    }

    private void day() {
        id = enter(0);
        var other = enter(1);
        var late = report(id, "E1", new News.Trade(Qty.of(10), Px.of("10")));
        server.reports(0, List.of(
                report(id, "", new News.New()), report(id, "E2", new News.TradeCancel(new ExecID("E1"))), late, late));
        server.ask(0, Trade.replace("p1", id, 200));
        server.ask(0, Trade.replace("p2", id, 999_999));
        var unreadable = new Inbound(
                ALPHA, new Decoded.Unreadable(new ClOrdID(id), "no MsgType"), Buffer.buffer("garbage"), server.now());
        server.reports(0, List.of(unreadable, report(id, "E3", new News.Trade(Qty.of(30), Px.of("9.5")))));
        server.reports(1, List.of(report(other, "E9", new News.Trade(Qty.of(1), Px.of("9")))));
        enter(0);
    }

    private static Inbound report(String clOrdID, String execID, News news) {
        return Trade.inbound(new Report(
                ALPHA, new ClOrdID(clOrdID), ClOrdID.NONE, new OrderID("O-" + clOrdID), new ExecID(execID), news,
                Report.Told.NOTHING, NOON, false, false, ""));
    }

    private static List<String> said(History history) {
        return history.events().stream().map(OrderHistoryTest::said).toList();
    }

    private static String said(Event event) {
        return event.seq() + " " + event.kind() + (event.user().isEmpty() ? "" : " by " + event.user()) + " "
                + event.outcome() + (event.became().isEmpty() ? "" : ", " + event.became());
    }

    @Test
    void postgresTells() {
        day();
        var history = server.history(server.drained(), new OrderKey(id), 0);
        assertThat(said(history)).containsExactlyElementsOf(TOLD);
        assertThat(history.more()).isFalse();
        assertThat(history.incomplete()).isEmpty();
    }

    /// Postgres has nothing of it yet: the journal has.
    @Test
    void theJournalTellsWhatIsOnItsWay() {
        server.withoutStore();
        day();
        var history = server.history(server.drained(), new OrderKey(id), 0);
        assertThat(said(history)).containsExactlyElementsOf(TOLD);
        assertThat(history.incomplete()).isEmpty();
    }

    /// By the clock of who asked, from Postgres and from the journal alike; nothing is made up for who does not say.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsWhenItWasAskedFor(boolean isStored) {
        if (!isStored) server.withoutStore();
        day();
        server.ask(0, new Ask("p3", "ann", Trade.cancel("p3", id).wish(), NOON - 5));
        server.ask(0, new Ask("p4", "ann", Trade.replace("p4", id, 999_999).wish(), NOON + 9_000_000_000L));
        var events = server.history(server.drained(), new OrderKey(id), 0).events();
        assertThat(events.subList(TOLD.size(), events.size())).extracting(Event::kind, Event::askedAt).containsExactly(
                tuple("Cancel sent", NOON - 5), tuple("Replace sent, refused", NOON + 9_000_000_000L));
        assertThat(events.subList(0, TOLD.size())).extracting(Event::askedAt).containsOnly(0L);
    }

    @Test
    void saysSoWherePostgresIsAway() {
        day();
        var history = server.history(new Away(), new OrderKey(id), 0);
        assertThat(said(history)).containsExactlyElementsOf(TOLD);
        assertThat(history.incomplete())
                .isEqualTo("the store does not answer (gone): only what the journal still has is here");
    }

    @Test
    void tellsWhatEachInputDidAndShowsItsMessage() {
        day();
        var history = server.history(server.drained(), new OrderKey(id), 0);
        var fill = history.events().getLast();
        assertThat(fill.raw()).isEqualTo(Buffer.buffer("8=FIX.4.4|35=8|11=" + id));
        assertThat(fill.readAs()).startsWith("Trade lastQty=30 lastPx=9.5 ExecID=E3 ClOrdID=" + id);
        assertThat(fill.did().stream().map(one -> one.figure() + " " + one.from() + " → " + one.to()))
                .contains("cumQty 0 → 30", "execution E3  → LIVE 30 @ 9.5")
                .noneMatch(one -> one.startsWith("position"));
        assertThat(history.events().get(4).did()).as("the copy did nothing").isEmpty();
        assertThat(history.events().getFirst().raw()).isEqualTo(Buffer.buffer());
        assertThat(history.events().getFirst().at()).isPositive();
    }

    @Test
    void comesInPages() {
        id = enter(0);
        var reports = new ArrayList<Inbound>();
        for (int i = 1; i <= Tale.PAGE + 5; i++) reports.add(report(id, "T" + i, new News.Trade(Qty.of("0.1"), Px.of(10))));
        server.reports(0, reports);
        var store = server.drained();
        var first = server.history(store, new OrderKey(id), 0);
        assertThat(first.events()).hasSize(Tale.PAGE);
        assertThat(first.more()).isTrue();
        var second = server.history(store, new OrderKey(id), first.events().getLast().seq());
        assertThat(second.events()).hasSize(6);
        assertThat(second.more()).isFalse();
        assertThat(second.events().getLast().did()).as("as if all had been one page").isNotEmpty();
    }

    @Test
    void tellsNothingOfAnOrderThatNobodyKnows() {
        day();
        assertThat(server.history(server.drained(), new OrderKey("nobody's"), 0))
                .isEqualTo(new History(new OrderKey("nobody's"), List.of(), false, ""));
    }

    /// A trade came under the broker's id alone and made an order from outside, until that id was known to be ours.
    @Test
    void whatWasThoughtToBeAnotherOrdersIsToldToo() {
        id = enter(0);
        var described = new Report.Told(
                OrdStatus.NONE, LittleServer.account(0), SYMBOL, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Qty.of(100),
                Px.of("10"), Qty.NONE, Qty.NONE);
        var unnamed = new Report(
                ALPHA, ClOrdID.NONE, ClOrdID.NONE, new OrderID("O-" + id), new ExecID("E1"),
                new News.Trade(Qty.of(10), Px.of("10")), described, NOON, false, false, "");
        server.reports(0, List.of(Trade.inbound(unnamed), report(id, "", new News.New())));
        var expected = new String[] {"1 Order sent by ann APPLIED", "2 Trade APPLIED", "3 New APPLIED"};
        assertThat(said(server.history(server.drained(), new OrderKey(id), 0))).containsExactly(expected);
        assertThat(said(server.history(new Away(), new OrderKey(id), 0))).containsExactly(expected);
    }

    private static final class Away implements Filed {
        @Override
        public Future<List<Kept>> inputsOf(OrderKey order, int limit) {
            return Future.failedFuture(new StoreException("gone"));
        }

        @Override
        public Future<List<Kept>> inputsNaming(Named named, int limit) {
            return Future.failedFuture(new StoreException("gone"));
        }
    }
}
