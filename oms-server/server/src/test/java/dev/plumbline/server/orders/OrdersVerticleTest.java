package dev.plumbline.server.orders;

import static dev.plumbline.server.orders.Trade.ALPHA;
import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.orders.Trade.RULES;
import static dev.plumbline.server.orders.Trade.RUN_STARTED_AT_MS;
import static dev.plumbline.server.orders.Trade.enter;
import static dev.plumbline.server.orders.Trade.fill;
import static dev.plumbline.server.orders.Trade.poison;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Book;
import dev.plumbline.core.Change;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.server.Await;
import dev.plumbline.server.Loops;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.DeskMessage.Item;

/// A real event loop and bus; replica, history and desk are lists.
class OrdersVerticleTest {
    private static final String FIRST = new Ids(0, RUN_STARTED_AT_MS).next().value();
    private static final String SECOND = FIRST.substring(0, FIRST.length() - 1) + "2";

    private final Loops loops = new Loops();
    private final Vertx vertx = loops.vertx();
    private final Bus bus = Bus.of(vertx, 1);
    private final Queue<String> happened = new ConcurrentLinkedQueue<>();
    private volatile Supplier<Future<Void>> keeping = Future::succeededFuture;
    private volatile Supplier<Future<Void>> copying = Future::succeededFuture;
    private volatile Supplier<Future<Void>> storing = Future::succeededFuture;
    private volatile boolean mayAct = true;
    private volatile boolean desksFail;
    private volatile boolean historyFails;
    private String deployment = "";

    @BeforeEach
    void start() {
        bus.broker(
                ALPHA, commands -> happened.add("sent " + commands.size()), numbers -> happened.add("acknowledged " + numbers));
        var settings = new Restart.Settings(RULES, Handling.USUAL, () -> NOON, RUN_STARTED_AT_MS, () -> "");
        var ports = new Ports(
                new RecordingJournal(), this::copy, bus, new RecordingHistory(), new RecordingDesk(), Snapshooting.NEVER,
                () -> mayAct);
        var verticle = new OrdersVerticle(Restart.empty(0, new Book(), settings), bus, ports, () -> NOON);
        deployment = Await.done(vertx.deployVerticle(verticle));
        bus.session(new SessionEvent.Up(ALPHA, NOON));
    }

    @AfterEach
    void stop() {
        loops.close();
    }

    private Future<Void> copy(int shard, List<Entry> entries) {
        happened.add("copied " + entries.size());
        return copying.get();
    }

    private final class RecordingJournal extends MemoryJournal {
        @Override
        public Future<List<Kept>> append(List<Entry> entries) {
            happened.add("kept " + entries.size());
            return keeping.get().compose(_ -> super.append(entries));
        }
    }

    private final class RecordingHistory implements History {
        @Override
        public void append(StoreBatch batch) {
            if (historyFails) throw new IllegalStateException("closed");
            happened.add("stored " + batch.entries().size());
        }

        @Override
        public Future<Void> committed(int shard, long seq) {
            happened.add("waits for " + seq);
            return storing.get();
        }
    }

    private final class RecordingDesk implements Desk {
        @Override
        public void changed(List<Change> changes) {
            if (desksFail) throw new IllegalStateException("no desk");
            happened.add("shown " + changes.size());
        }

        @Override
        public void tell(Item item) {
            happened.add("told " + ((Item.AlertItem) item).level());
        }
    }

    private Future<?> ask(String requestId) {
        return bus.ask(0, enter(requestId, 100)).onSuccess(answer -> happened.add("answered " + answer.clOrdID()));
    }

    private void awaitAll(String... lines) {
        await().untilAsserted(() -> assertThat(happened).contains(lines));
    }

    @Test
    void letsEffectsOutInOrderOnceTheJournalHasTheBatch() {
        var kept = Promise.<Void>promise();
        keeping = kept::future;
        var answer = ask("r1");
        awaitAll("kept 1", "copied 1");
        passTheLoop();
        assertThat(happened).containsExactly("kept 1", "copied 1");
        kept.complete();
        Await.done(answer);
        awaitAll("shown 1", "sent 1", "answered " + FIRST, "stored 1");
    }

    @Test
    void waitsForTheReplicaAsWell() {
        var copied = Promise.<Void>promise();
        copying = copied::future;
        var answer = ask("r1");
        awaitAll("kept 1", "copied 1");
        passTheLoop();
        assertThat(happened).containsExactly("kept 1", "copied 1");
        copied.complete();
        Await.done(answer);
        awaitAll("sent 1", "stored 1");
    }

    /// A report that could still be lost must come again after a crash.
    @Test
    void acknowledgesAReportOnceTheJournalHasIt() {
        Await.done(ask("r1"));
        var kept = Promise.<Void>promise();
        keeping = kept::future;
        bus.reports(0, List.of(numbered(fill(FIRST, "E1", 10), 7), numbered(fill(FIRST, "E2", 10), 8)));
        awaitAll("kept 2");
        passTheLoop();
        assertThat(happened).noneMatch(line -> line.startsWith("acknowledged"));
        kept.complete();
        awaitAll("acknowledged [7, 8]");
    }

    private static Inbound numbered(Inbound inbound, long msgSeqNum) {
        return new Inbound(inbound.session(), inbound.decoded(), inbound.raw(), inbound.receivedAt(), msgSeqNum);
    }

    /// What the shard has in memory is then ahead of the journal: nothing may be built on it.
    @Test
    void standsStillWhenTheJournalFails() {
        Await.done(ask("r1"));
        keeping = () -> Future.failedFuture("disk full");
        ask("r2");
        awaitAll("told ALERT");
        keeping = Future::succeededFuture;
        bus.reports(0, List.of(numbered(fill(FIRST, "E1", 10), 7)));
        assertThat(Await.done(bus.ask(0, enter("r3", 100))).refusal()).isEqualTo("NOT_CONNECTED");
        assertThat(happened.stream().filter("sent 1"::equals)).hasSize(1);
        assertThat(happened).doesNotContain("answered " + SECOND).noneMatch(line -> line.startsWith("acknowledged"));
    }

    /// The journal may have it all the same, and then the next run sends it: seed 308 of the simulation was told both.
    @Test
    void doesNotRefuseWhatWasBeingWrittenWhenTheJournalFailed() {
        keeping = () -> Future.failedFuture("disk full");
        ask("r1");
        awaitAll("told ALERT");
        var again = bus.ask(0, enter("r1", 100));
        await().until(again::isComplete);
        assertThat(again.cause()).hasMessageContaining("the outcome is not known until a restart");
    }

    /// It is a fact of ours, kept like any other: the order is over.
    @Test
    void keepsThatACommandHasNeverLeft() {
        Await.done(ask("r1"));
        bus.session(new SessionEvent.SendFailed(ALPHA, new ClOrdID(FIRST), false, "the line was down", NOON));
        awaitAll("kept 1", "stored 1", "told ALERT");
        await().untilAsserted(() -> assertThat(happened.stream().filter("stored 1"::equals)).hasSize(2));
    }

    /// What comes while a batch waits for its copy makes one batch, which leaves after it.
    @Test
    void putsTogetherWhatComesMeanwhile() {
        var copies = new ArrayDeque<Promise<Void>>();
        copying = () -> {
            var copied = Promise.<Void>promise();
            copies.add(copied);
            return copied.future();
        };
        ask("r1");
        awaitAll("copied 1");
        ask("r2");
        ask("r3");
        bus.reports(0, List.of(fill(FIRST, "E1", 10), fill(FIRST, "E2", 10)));
        var last = ask("r2");
        passTheLoop();
        assertThat(happened).containsExactly("kept 1", "copied 1");
        copies.remove().complete();
        awaitAll("copied 4");
        assertThat(happened).contains("stored 1").doesNotContain("stored 4");
        copies.remove().complete();
        Await.done(last);
        awaitAll("stored 4");
        assertThat(happened.stream().filter(line -> line.startsWith("stored"))).containsExactly("stored 1", "stored 4");
    }

    /// Two messages to the shard and back again: what was sent before has been taken by then.
    private void passTheLoop() {
        var passed = Promise.<Void>promise();
        vertx.runOnContext(_ -> vertx.runOnContext(_ -> passed.complete()));
        Await.done(passed.future());
    }

    /// Another server would find it there.
    @Test
    void waitsForTheStoreWhereNoMemberHasACopyAndSaysSoOnce() {
        var stored = Promise.<Void>promise();
        storing = stored::future;
        copying = () -> Future.failedFuture("no second member");
        var first = ask("r1");
        awaitAll("stored 1", "waits for 1");
        passTheLoop();
        assertThat(happened).doesNotContain("sent 1");
        stored.complete();
        Await.done(first);
        copying = () -> {
            throw new IllegalStateException("Hazelcast is not active");
        };
        Await.done(ask("r2"));
        awaitAll("answered " + FIRST, "answered " + SECOND);
        assertThat(happened.stream().filter("told ALERT"::equals)).hasSize(1);
        assertThat(happened.stream().filter("sent 1"::equals)).hasSize(2);
        assertThat(happened.stream().filter("stored 1"::equals)).hasSize(2);
    }

    @Test
    void standsStillWhereAnotherServerHasTheShard() {
        copying = () -> Future.failedFuture("no second member");
        storing = () -> Future.failedFuture("epoch 8 is in force, ours is 7");
        ask("r1");
        awaitAll("waits for 1");
        passTheLoop();
        assertThat(Await.done(ask("r3").otherwiseEmpty())).as("of r3").isNotNull();
        assertThat(happened).doesNotContain("sent 1");
    }

    /// What is kept while it is not sure whose the shard is leaves once it is, in the old order; or never.
    @Test
    void letsNothingOutWhileItMayNotAct() {
        mayAct = false;
        var first = ask("r1");
        awaitAll("kept 1", "copied 1");
        var second = ask("r2");
        passTheLoop();
        assertThat(happened).containsExactly("kept 1", "copied 1");
        mayAct = true;
        Await.done(first);
        Await.done(second);
        awaitAll("stored 1");
        assertThat(happened.stream().filter(line -> line.startsWith("answered")))
                .containsExactly("answered " + FIRST, "answered " + SECOND);
    }

    @Test
    void stopsWithWhatItMayNotLetOut() {
        mayAct = false;
        ask("r1");
        awaitAll("kept 1", "copied 1");
        Await.done(vertx.undeploy(deployment));
        assertThat(happened).containsExactly("kept 1", "copied 1");
    }

    @Test
    void goesOnAfterAnInputThatItFailsOn() {
        Await.done(ask("r1"));
        bus.reports(0, List.of(poison(FIRST), fill(FIRST, "E1", 10)));
        awaitAll("kept 2", "told ALERT");
        Await.done(ask("r2"));
        awaitAll("answered " + SECOND);
    }

    @Test
    void aDeskThatFailsTakesNothingElseWithIt() {
        desksFail = true;
        Await.done(ask("r1"));
        Await.done(ask("r2"));
        awaitAll("kept 1", "sent 1", "answered " + SECOND);
    }

    /// The journal has it: the store gets it after the next start.
    @Test
    void aStoreThatFailsTakesNothingElseWithIt() {
        historyFails = true;
        Await.done(ask("r1"));
        awaitAll("shown 1", "sent 1", "answered " + FIRST);
    }

    @Test
    void stopsOnceAllIsLetOut() {
        var copied = Promise.<Void>promise();
        copying = copied::future;
        ask("r1");
        awaitAll("copied 1");
        var stopped = vertx.undeploy(deployment);
        passTheLoop();
        assertThat(stopped.isComplete()).isFalse();
        copied.complete();
        Await.done(stopped);
        assertThat(happened).contains("kept 1", "shown 1");
    }

    @Test
    void refusesForAShardThatIsNotThere() {
        Await.done(vertx.undeploy(deployment));
        var answer = Await.done(bus.ask(0, enter("r1", 100)));
        assertThat(answer.refusal()).isEqualTo("NOT_CONNECTED");
    }
}
