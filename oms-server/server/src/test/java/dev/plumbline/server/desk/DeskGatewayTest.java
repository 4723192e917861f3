package dev.plumbline.server.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.Change;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.core.Verdict;
import dev.plumbline.server.Await;
import dev.plumbline.server.Loops;
import dev.plumbline.server.orders.Trade;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;
import dev.plumbline.wire.DeskMessage.Line;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.Wire;

/// The gateway over a local Vert.x, as a console meets it: bytes and nothing else.
class DeskGatewayTest {
    private static final Line HEARD = new Line("ALPHA", Trade.NOON - 3, 30_000, 12, 1);

    private final Loops loops = new Loops();
    private final Vertx vertx = loops.vertx();
    private final AtomicLong now = new AtomicLong(Trade.NOON);
    private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();
    private final Book book = new Book();
    private final DeskGateway gateway = new DeskGateway(
            "main",
            2,
            ReleaseBy.SECOND_PERSON,
            new DeskGateway.Orders() {
                @Override
                public Future<Answer> ask(Account account, DeskMessage.Ask ask) {
                    return account.value().equals("LOST")
                            ? Future.failedFuture("no answer")
                            : Future.succeededFuture(new Answer(ask.requestId(), "id for " + account, "", ""));
                }

                @Override
                public Future<Answer> askAll(DeskMessage.Ask ask) {
                    return Future.succeededFuture(new Answer(ask.requestId(), "", "", "all shards"));
                }

                @Override
                public Future<Checked> check(Account account, Check check) {
                    return account.value().equals("LOST")
                            ? Future.failedFuture("no answer")
                            : Future.succeededFuture(new Checked(
                                    check.requestId(), List.of(new CheckLine("Account", Verdict.PASS, account.value()))));
                }

                @Override
                public Future<History> history(HistoryRequest request) {
                    return request.order().value().equals("X1")
                            ? Future.succeededFuture(new History(request.order(), List.of(), false, "after " + request.afterSeq()))
                            : Future.failedFuture("too many ask");
                }

                @Override
                public List<Line> lines() {
                    return List.of(HEARD);
                }
            },
            List.of(new Item.InstrumentItem(Trade.SYMBOL, Px.of("100"))),
            now::get);
    private long input;

    @BeforeEach
    void listen() {
        vertx.eventBus().<Buffer>consumer(
                Addresses.desk("main"), message -> batches.add((Batch) Wire.decode(message.body())));
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private void deploy() {
        Await.done(vertx.deployVerticle(gateway));
    }

    private List<Change> entered(int count) {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < count; i++) {
            var command = new Command.Enter(
                    new ClOrdID("X" + ++input), Trade.ALPHA, Trade.ACCOUNT, Trade.SYMBOL, Side.BUY, Qty.of(10),
                    OrdType.LIMIT, Px.of("10"), TimeInForce.DAY, Trade.NOON);
            changes.addAll(book.sent(input, command, false).changes());
        }
        return changes;
    }

    private Future<DeskMessage> ask(Object body) {
        return vertx.eventBus().<Buffer>request(Addresses.deskRequests("main"), body)
                .map(reply -> Wire.decode(reply.body()));
    }

    private Snapshot part(String id, int cursor) {
        return (Snapshot) Await.done(ask(Wire.encode(new SnapshotRequest(id, cursor))));
    }

    @Test
    void batchesGoOnWhereTheSnapshotEnds() {
        gateway.changed(entered(2_400));
        deploy();
        var first = part("s", 0);
        gateway.changed(entered(7));
        var items = new ArrayList<>(first.items());
        var part = first;
        while (!part.isLast()) {
            part = part("s", part.next());
            assertThat(part.seq()).isEqualTo(first.seq());
            items.addAll(part.items());
        }
        assertThat(items).hasSize(first.total()).hasSize(2_401);
        await().until(() -> batches.stream().mapToInt(batch -> batch.items().size()).sum() == 2_407);
        assertThat(batches.stream().filter(batch -> batch.seq() > first.seq())
                .mapToInt(batch -> batch.items().size()).sum()).isEqualTo(7);
        assertThat(batches.stream().map(Batch::seq)).containsExactlyElementsOf(upTo(batches.size()));
    }

    private static List<Long> upTo(int last) {
        var numbers = new ArrayList<Long>();
        for (long i = 1; i <= last; i++) numbers.add(i);
        return numbers;
    }

    /// Who was away for a moment gets what has changed: of states the newest, and each event.
    @Test
    void bringsOnlyWhatHasChangedToWhoHasTheRest() {
        gateway.changed(entered(1_200));
        deploy();
        var whole = part("s", 0);
        gateway.tell(alert("one"));
        gateway.changed(entered(2));
        await().until(() -> batches.stream().anyMatch(batch -> batch.seq() > whole.seq()));
        gateway.tell(new Item.SessionItem("ALPHA", "DOWN", "", 1));
        gateway.tell(new Item.SessionItem("ALPHA", "UP", "", 2));
        var since = since("t", whole.epoch(), whole.seq());
        assertThat(since.isPartial()).isTrue();
        assertThat(since.isLast()).isTrue();
        assertThat(since.items()).filteredOn(Item.OrderItem.class::isInstance).hasSize(2);
        assertThat(since.items()).contains(alert("one")).endsWith(new Item.SessionItem("ALPHA", "UP", "", 2)).hasSize(4);
        assertThat(since("u", whole.epoch(), since.seq()).items()).isEmpty();
    }

    @Test
    void bringsTheWholeToWhoHasSomethingElse() {
        gateway.changed(entered(3));
        deploy();
        var whole = part("s", 0);
        assertThat(whole.isPartial()).isFalse();
        assertThat(since("t", "another life", whole.seq()).isPartial()).isFalse();
        assertThat(since("u", whole.epoch(), whole.seq() + 1).total()).isEqualTo(4);
        assertThat(since("v", whole.epoch(), -1).isPartial()).isFalse();
    }

    @Test
    void remembersOnlySoMuch() {
        var remembered = new Remembered(3);
        for (int seq = 1; seq <= 4; seq++) remembered.add(new Batch("e", seq, 0, List.of(alert("a" + seq))));
        remembered.add(new Batch("e", 5, 0, List.of()));
        assertThat(remembered.since(0)).isEmpty();
        assertThat(remembered.since(1)).contains(List.of(alert("a2"), alert("a3"), alert("a4")));
        assertThat(remembered.since(4)).contains(List.of());
    }

    private Snapshot since(String id, String epoch, long seq) {
        return (Snapshot) Await.done(ask(Wire.encode(new SnapshotRequest(id, 0, epoch, seq))));
    }

    /// On a server that stands by for weeks.
    @Test
    void whatItHasFollowedBeforeItIsDeployedIsInThePictureAndNoNews() {
        gateway.changed(entered(30));
        gateway.tell(new Item.ServiceItem("store", "UP", "", 1));
        gateway.follow();
        gateway.changed(entered(2));
        deploy();
        assertThat(part("s", 0).total()).isEqualTo(1 + 32 + 1);
        await().until(() -> batches.stream().anyMatch(batch -> !batch.isHeartbeat()));
        assertThat(batches.stream().mapToInt(batch -> batch.items().size()).sum()).isEqualTo(2);
    }

    @Test
    void nothingWaitsOnceItHasFollowed() {
        for (int i = 0; i < DeskGateway.BEHIND_AT; i++) gateway.tell(alert("a"));
        assertThat(gateway.isBehind()).isTrue();
        gateway.follow();
        assertThat(gateway.isBehind()).isFalse();
    }

    @Test
    void muchNewsAtOnceGoesOutInMessagesOfABoundedSize() {
        gateway.changed(entered(9_000));
        deploy();
        await().until(() -> batches.stream().mapToInt(batch -> batch.items().size()).sum() == 9_000);
        assertThat(batches).hasSize(5).allMatch(batch -> batch.items().size() <= 2_000);
        assertThat(batches.stream().map(Batch::seq)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void saysThatItLivesWhileNothingHappens() {
        deploy();
        now.addAndGet(2_000_000_000L);
        await().until(() -> batches.stream().anyMatch(Batch::isHeartbeat));
    }

    @Test
    void isBehindFromItsLimitOn() {
        for (int i = 0; i < DeskGateway.BEHIND_AT - 1; i++) gateway.tell(alert("a"));
        assertThat(gateway.isBehind()).isFalse();
        gateway.tell(alert("a"));
        assertThat(gateway.isBehind()).isTrue();
        deploy();
        await().until(() -> !gateway.isBehind());
    }

    private static AlertItem alert(String text) {
        return new AlertItem(AlertItem.WARN, text, "", Trade.NOON);
    }

    @Test
    void takesOnlySoManySnapshotsAtATimeAndForgetsTheIdle() {
        gateway.changed(entered(2_400));
        deploy();
        for (int i = 0; i < DeskGateway.SNAPSHOTS_KEPT; i++) assertThat(part("s" + i, 0).isLast()).isFalse();
        assertThatThrownBy(() -> part("more", 0)).hasMessageContaining("ask again");
        assertThat(part("s0", 1_000).items()).hasSize(1_000);
        now.addAndGet(60_000_000_000L);
        await().ignoreExceptions().until(() -> part("more", 0).total() == 2_401);
        assertThat(part("s1", 1_000).seq()).isEqualTo(Snapshot.GONE);
    }

    @Test
    void saysOfASnapshotThatIsNotThereThatItIsGone() {
        gateway.changed(entered(1_200));
        deploy();
        assertThat(part("never", 1_000).seq()).isEqualTo(Snapshot.GONE);
        part("s", 0);
        assertThat(part("s", -1).seq()).isEqualTo(Snapshot.GONE);
        assertThat(part("s", 1_000_000).seq()).isEqualTo(Snapshot.GONE);
    }

    @Test
    void passesAskToTheShardOfTheAccount() {
        gateway.changed(entered(1));
        deploy();
        part("s", 0);
        assertThat(answer(Trade.enter("r1", 10))).isEqualTo(new Answer("r1", "id for A-1", "", ""));
        assertThat(answer(Trade.cancel("r2", "X1")).clOrdID()).isEqualTo("id for A-1");
        assertThat(answer(Trade.cancel("r3", "X9")).refusal()).isEqualTo("UNKNOWN_ORDER");
    }

    /// That of an account is for its shard only; all others are for every shard.
    @Test
    void passesTheKillSwitchToTheShardsThatItIsFor() {
        deploy();
        assertThat(answer(Trade.ask("h1", new Wish.Pull(Halt.EVERYTHING, "why"))).text()).isEqualTo("all shards");
        assertThat(answer(Trade.ask("h2", new Wish.Release(new Halt.Scope.OfSymbol(Trade.SYMBOL), Trade.NOON))).text())
                .isEqualTo("all shards");
        assertThat(answer(Trade.ask("h3", new Wish.Pull(new Halt.Scope.OfAccount(Trade.ACCOUNT), "why"))).clOrdID())
                .isEqualTo("id for A-1");
        assertThatThrownBy(() -> checked(new Wish.Pull(Halt.EVERYTHING, "why")))
                .hasMessageContaining("the kill switch has no dry run");
    }

    /// Who was away for a moment hears of both; who begins has the halt in the snapshot.
    @Test
    void tellsOfHaltsToEveryConsole() {
        deploy();
        var before = part("s", 0);
        for (int shard = 0; shard < 2; shard++)
            gateway.switched(shard, new KillSwitch.Pull(Halt.EVERYTHING, "maria", "why", Trade.NOON));
        await().until(() -> batches.stream().flatMap(batch -> batch.items().stream())
                .anyMatch(item -> item instanceof Item.HaltItem halt && halt.isEverywhere()));
        assertThat(part("t", 0).items()).contains(
                new Item.HaltItem(new Halt(Halt.EVERYTHING, "maria", "why", Trade.NOON), 2, 2, Trade.NOON, ReleaseBy.SECOND_PERSON));
        var missed = (Snapshot) Await.done(ask(Wire.encode(new SnapshotRequest("u", 0, before.epoch(), before.seq()))));
        assertThat(missed.isPartial()).isTrue();
        assertThat(missed.items()).filteredOn(Item.HaltItem.class::isInstance).hasSize(1);
    }

    @Test
    void passesACheckToTheShardOfTheAccount() {
        gateway.changed(entered(1));
        deploy();
        part("s", 0);
        assertThat(checked(Trade.enter("q1", 10).wish())).isEqualTo("PASS A-1");
        assertThat(checked(Trade.cancel("q2", "X1").wish())).isEqualTo("PASS A-1");
        assertThat(checked(Trade.cancel("q3", "X9").wish())).isEqualTo("BLOCK no such order on this desk");
    }

    private String checked(Wish wish) {
        var checked = (Checked) Await.done(ask(Wire.encode(new Check("q", "ann", wish))));
        assertThat(checked.requestId()).isEqualTo("q");
        return checked.lines().getFirst().verdict() + " " + checked.lines().getFirst().text();
    }

    @Test
    void saysThatAnAnswerDidNotCome() {
        deploy();
        var lost = new Wish.Enter(
                "ALPHA", new Account("LOST"), Trade.SYMBOL, Side.BUY, Qty.of(1), OrdType.MARKET, Px.NONE, TimeInForce.DAY);
        assertThatThrownBy(() -> checked(lost)).hasMessageContaining("no answer");
    }

    @Test
    void passesAHistoryOn() {
        deploy();
        var asked = new HistoryRequest(new OrderKey("X1"), 7);
        assertThat(Await.done(ask(Wire.encode(asked)))).isEqualTo(new History(asked.order(), List.of(), false, "after 7"));
        assertThatThrownBy(() -> Await.done(ask(Wire.encode(new HistoryRequest(new OrderKey("X2"), 0)))))
                .hasMessageContaining("too many ask");
    }

    @Test
    void answersAPingWithItsClockAndHowItHearsItsBrokers() {
        deploy();
        now.set(Trade.NOON + 5);
        assertThat(Await.done(ask(Wire.encode(new DeskMessage.Ping(77))))).isEqualTo(new DeskMessage.Pong(77, Trade.NOON + 5, List.of(HEARD)));
    }

    private Answer answer(DeskMessage.Ask ask) {
        return (Answer) Await.done(ask(Wire.encode(ask)));
    }

    /// Whatever is sent, whoever asked hears at once, and the next one is served.
    @Test
    void answersGarbage() {
        deploy();
        var random = new Random(7);
        var sound = Wire.encode(Trade.enter("r1", 10)).getBytes();
        for (int i = 0; i < 300; i++) {
            var broken = sound.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            Await.done(ask(Buffer.buffer(broken)).otherwiseEmpty());
        }
        assertThatThrownBy(() -> Await.done(ask(Buffer.buffer()))).hasMessageContaining("message");
        assertThatThrownBy(() -> Await.done(ask("text"))).hasMessageContaining("message");
        assertThatThrownBy(() -> Await.done(ask(Wire.encode(new Answer("r", "", "", "")))))
                .hasMessageContaining("not a request");
        assertThat(part("s", 0).total()).isEqualTo(1);
    }

    @Test
    void whatItCannotShowTakesNothingElseWithIt() {
        gateway.tell(new Item.InstrumentItem(Trade.SYMBOL, Px.of("1")));
        gateway.tell(alert("still here"));
        deploy();
        await().untilAsserted(() -> assertThat(batches).flatExtracting(Batch::items).containsExactly(alert("still here")));
    }
}
