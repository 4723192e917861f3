package dev.plumbline.server.store;

import static dev.plumbline.server.store.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;
import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.journal.Kept;

/// Two servers, one database: whoever was taken a shard from writes nothing more of it.
class EpochTest {
    private static final String WAITING =
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'plumbline-store' AND wait_event_type = 'Lock'";
    private static final String HANG_UP =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plumbline-store'";
    private static final String HOLDING =
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'plumbline-store' AND state = 'idle in transaction'";
    private static final String OF_SHARD_0 = """
            SELECT concat_ws(' ', (SELECT count(*) FROM event WHERE shard = 0), (SELECT count(*) FROM orders WHERE shard = 0),
                             (SELECT max(qty) FROM position WHERE shard = 0), state_seq)
              FROM shard WHERE shard = 0""";

    private static Vertx vertx;

    private final List<Store> opened = new ArrayList<>();
    private final List<StoreState> told = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Trading zero = new Trading(0, numbers::incrementAndGet);
    private final Trading one = new Trading(1, numbers::incrementAndGet);
    private StoreConfig config;
    private Store first;
    private Store second;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        done(vertx.close());
    }

    @BeforeEach
    void open() {
        config = TestDatabase.fresh();
        first = open(Backlog.NONE);
        second = done(Store.open(vertx, config, Backlog.NONE, _ -> {}));
        opened.add(second);
    }

    private Store open(Backlog journal) {
        var store = done(Store.open(vertx, config.withLimits(200_000, 100, Duration.ofSeconds(20)), journal, told::add));
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() {
        opened.forEach(store -> done(store.close()));
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("not done in 30 s", late);
        }
    }

    private List<StoreState> taken() {
        return told.stream().filter(StoreState.Taken.class::isInstance).toList();
    }

    /// Postgres is stuck until this is closed.
    private Connection locked(String table) throws SQLException {
        var blocker = TestDatabase.connect(config);
        blocker.setAutoCommit(false);
        blocker.createStatement().execute("LOCK TABLE " + table);
        return blocker;
    }

    private void awaitWaiting(int many) {
        await().until(() -> sql(config, WAITING).size() == many);
    }

    /// Of both shards.
    private void trade(Store store, int from, int to) {
        for (int n = from; n < to; n++)
            for (var shard : List.of(zero, one))
                store.append(shard.enter("C" + n, 10, "5").fill("C" + n, 10, "5").batch());
    }

    @Test
    void whoOwnsNothingWritesUnderZero() {
        trade(first, 0, 1);
        done(first.drain());
        assertThat(sql(config, "SELECT concat_ws(' ', shard, epoch, state_seq) FROM shard ORDER BY 1"))
                .containsExactly("0 0 2", "1 0 2");
    }

    /// The first one's transaction has written its events, and hangs at the executions; more is behind it.
    @Test
    void afterTheSecondOwnsItNothingOfTheFirstComes() throws SQLException {
        done(first.own(0, 1));
        done(first.own(1, 1));
        Future<Void> owned;
        try (var _ = locked("execution")) {
            trade(first, 0, 5);
            awaitWaiting(1);
            trade(first, 5, 3_000);
            owned = second.own(0, 2);
            awaitWaiting(2);
            assertThat(owned.isComplete()).isFalse();
            assertThat(sql(config, "SELECT count(*) FROM event")).containsExactly("0");
        }
        done(owned);
        var then = sql(config, OF_SHARD_0);
        long events = done(second.positionOf(0)).lastSeq();
        done(first.drain());

        assertThat(sql(config, OF_SHARD_0)).isEqualTo(then);
        assertThat(events).isBetween(2L, 5_999L);
        assertThat(taken()).containsExactly(new StoreState.Taken(0, 2, (int) (6_000 - events)));
        assertThat(sql(config, "SELECT concat_ws(' ', count(*), max(seq)) FROM event WHERE shard = 1"))
                .containsExactly("6000 6000");
        assertThat(sql(config, "SELECT concat_ws(' ', shard, epoch) FROM shard ORDER BY 1")).containsExactly("0 2", "1 1");
        assertThat(first.backlog()).isZero();
        assertThat(first.held()).isZero();
        assertThat(first.committed()).isEqualTo(6_000 + events);
    }

    @Test
    void whatIsLostStaysLost() {
        done(first.own(0, 1));
        done(second.own(0, 2));
        trade(first, 0, 1);
        done(first.drain());
        trade(first, 1, 3);
        done(first.drain());
        assertThatThrownBy(() -> done(first.own(0, 3))).isInstanceOf(TakenException.class)
                .hasMessage("shard 0 was taken by another server, under epoch 2");
        assertThat(taken()).containsExactly(new StoreState.Taken(0, 2, 2));
        assertThat(sql(config, "SELECT concat_ws(' ', shard, count(*)) FROM event GROUP BY shard")).containsExactly("1 6");
        assertThat(first.backlog()).isZero();
    }

    /// A lower epoch that comes late takes nothing back; the same again, and by a store that was opened anew, does nothing.
    @Test
    void theHighestEpochOwnsIt() {
        done(first.own(0, 5));
        assertThatThrownBy(() -> done(second.own(0, 4))).isInstanceOf(TakenException.class);
        assertThatThrownBy(() -> done(first.own(0, 4))).isInstanceOf(TakenException.class);
        done(first.own(0, 5));
        trade(first, 0, 2);
        done(first.drain());
        done(first.close());

        var again = open(Backlog.NONE);
        done(again.own(0, 5));
        trade(again, 2, 3);
        done(again.drain());
        assertThat(taken()).isEmpty();
        assertThat(sql(config, OF_SHARD_0)).containsExactly("6 3 30 6");

        done(second.own(0, 6));
        assertThat(sql(config, "SELECT epoch FROM shard WHERE shard = 0")).containsExactly("6");
    }

    /// Given back and got again: what waits meanwhile counts only where nobody else was there.
    @Test
    void whatWaitsWhileAnotherOwnsItIsDropped() throws SQLException {
        done(first.own(0, 1));
        done(first.own(1, 1));
        done(second.own(0, 2));
        Future<Void> other;
        Future<Void> own;
        try (var blocker = TestDatabase.connect(config)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("SELECT FROM shard WHERE shard = 1 FOR UPDATE");
            other = first.own(1, 3);
            awaitWaiting(1);
            trade(first, 0, 1);
            own = first.own(0, 3);
            blocker.rollback();
        }
        done(other);
        assertThatThrownBy(() -> done(own)).isInstanceOf(TakenException.class);
        done(first.drain());
        assertThat(sql(config, "SELECT concat_ws(' ', shard, epoch, state_seq) FROM shard ORDER BY 1"))
                .containsExactly("0 2 0", "1 3 2");
        assertThat(taken()).containsExactly(new StoreState.Taken(0, 2, 2));
    }

    /// It was opened long before, and does not bring back what has gone since.
    @Test
    void whoStoodByKnowsWhereTheStatesAreWhenItOwnsThem() {
        done(first.own(0, 1));
        var old = zero.adopted("B1", 30).batch();
        first.append(old);
        first.append(zero.enter("C1", 100, "5").acceptedAs("C1", "B1").batch());
        done(first.drain());
        done(second.own(0, 2));
        second.append(old);
        done(second.drain());
        assertThat(sql(config, "SELECT order_key FROM orders")).containsExactly("C1");
    }

    @Test
    void aLostConnectionLosesNoShard() {
        done(first.own(0, 1));
        for (int n = 0; n < 200; n++) {
            trade(first, n, n + 1);
            if (n % 50 == 25) sql(config, HANG_UP);
        }
        done(first.drain());
        assertThat(taken()).isEmpty();
        assertThat(sql(config, OF_SHARD_0)).containsExactly("400 200 2000 400");
    }

    /// What memory does not hold: its events are in the journal, its newest states here.
    @Test
    void whatIsSpiltOfALostShardIsDroppedToo() throws SQLException {
        var journal = new CopyOnWriteArrayList<Kept>();
        var store = open(new Backlog() {
            @Override
            public void read(long number, Predicate<Kept> reader) {
                for (var kept : journal.subList((int) number - 1, journal.size())) if (!reader.test(kept)) return;
            }

            @Override
            public void release(long number) {
                assertThat(number).isLessThanOrEqualTo(2_001);
            }
        });
        done(store.own(0, 1));
        done(second.own(0, 2));
        try (var _ = locked("event")) {
            for (int n = 0; n < 500; n++) {
                for (var shard : List.of(zero, one)) {
                    var batch = shard.enter("C" + n, 10, "5").fill("C" + n, 10, "5").batch();
                    for (var entry : batch.entries()) journal.add(entry.kept());
                    store.append(batch);
                }
            }
            await().until(() -> store.held() <= 100);
        }
        done(store.drain());
        assertThat(sql(config, "SELECT concat_ws(' ', shard, state_seq) FROM shard ORDER BY 1")).containsExactly("0 0", "1 1000");
        assertThat(sql(config, "SELECT concat_ws(' ', shard, count(*)) FROM event GROUP BY shard")).containsExactly("1 1000");
        assertThat(sql(config, "SELECT concat_ws(' ', shard, count(*)) FROM orders GROUP BY shard")).containsExactly("1 500");
        assertThat(sql(config, "SELECT concat_ws(' ', shard, count(*)) FROM execution GROUP BY shard")).containsExactly("1 500");
        assertThat(sql(config, "SELECT concat_ws(' ', account, qty) FROM position")).containsExactly("ACC1 5000");
        assertThat(taken()).hasSize(1);
        assertThat(store.backlog()).isZero();
        assertThat(store.held()).isZero();
        assertThat(store.committed()).isEqualTo(1_000);
    }

    /// Row by row, where Postgres does not take one of them.
    @Test
    void aRowThatIsNotTakenLetsNothingOfALostShardIn() {
        sql(config, "ALTER TABLE orders ADD CHECK (order_key <> 'C1')");
        done(first.own(0, 1));
        done(second.own(0, 2));
        trade(first, 0, 3);
        done(first.drain());
        assertThat(sql(config, OF_SHARD_0)).containsExactly("0 0 0");
        assertThat(sql(config, "SELECT concat_ws(' ', shard, what, row_key) FROM left_out")).containsExactly("1 orders C1");
        assertThat(sql(config, "SELECT order_key FROM orders ORDER BY 1")).containsExactly("C0", "C2");
    }

    /// As a server that is stopped by its machine, or cut off, after it has sent half of a transaction: it holds the shard,
    /// and Postgres ends it.
    @Test
    void aPausedServerHoldsUpNobody() throws Exception {
        var epochs = new Epochs();
        epochs.own(0, 1);
        var paused = new CountDownLatch(1);
        var on = new CountDownLatch(1);
        var pausing = new Part<Integer>("SELECT $1::int", List.of(7), _ -> {
            paused.countDown();
            try {
                on.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return Tuple.of(7);
        }, _ -> new LeftOut(0, 0, "", ""));
        var link = done(Link.open(vertx, config, () -> {}));
        var shards = ShardTable.part(List.of(ShardTable.Row.ofEvents(0)), epochs);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = CompletableFuture.runAsync(
                    () -> link.write(shards, List.of(EventTable.part(pendings(zero)), pausing), epochs), threads);
            paused.await();
            await().until(() -> sql(config, HOLDING).size() == 1);
            try {
                done(second.own(0, 2));
                await().until(link::isLost);
            } finally {
                on.countDown();
            }
            assertThatThrownBy(() -> writing.get(30, TimeUnit.SECONDS)).cause().isNotInstanceOf(TakenException.class);
        }
        done(link.close());
        assertThat(sql(config, "SELECT count(*) FROM event")).containsExactly("0");
    }

    private static List<Pending> pendings(Trading trading) {
        return trading.enter("C0", 1, "1").batch().entries().stream().map(entry -> new Pending(trading.shard, entry)).toList();
    }

    @Test
    void committedIsToldWhenPostgresHasIt() throws SQLException {
        done(first.own(0, 1));
        Future<Void> before;
        Future<Void> later;
        try (var _ = locked("event")) {
            before = first.committed(0, 2);
            later = first.committed(0, 5);
            trade(first, 0, 2);
            awaitWaiting(1);
            assertThat(before.isComplete()).isFalse();
        }
        done(before);
        done(first.committed(0, 4));
        done(first.committed(0, 1));
        assertThat(later.isComplete()).isFalse();
        trade(first, 2, 3);
        done(later);
        assertThat(sql(config, "SELECT count(*) FROM event WHERE shard = 0")).containsExactly("6");
        // Of a run before this one.
        done(second.own(0, 2));
        done(second.committed(0, 6));
        done(open(Backlog.NONE).committed(1, 6));
    }

    @Test
    void committedFailsWhereTheShardIsLostOrTheStoreCloses() {
        done(first.own(0, 1));
        done(second.own(0, 2));
        // The other one's input of that number is not ours, whatever this store learns of it with a new connection.
        second.append(new Trading(0).enter("theirs", 1, "1").batch());
        done(second.drain());
        var lost = first.committed(0, 1);
        sql(config, HANG_UP);
        trade(first, 0, 1);
        assertThatThrownBy(() -> done(lost)).isInstanceOf(TakenException.class);
        assertThatThrownBy(() -> done(first.committed(0, 1))).isInstanceOf(TakenException.class);
        var never = first.committed(1, 99);
        done(first.committed(1, 2));
        done(first.close());
        assertThatThrownBy(() -> done(never)).isInstanceOf(StoreException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> done(first.committed(1, 1))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> done(first.own(1, 1))).isInstanceOf(StoreException.class);
    }

    /// It was paused while it took over, and does not know that another has begun meanwhile.
    @Test
    void whoBeganEarlierDoesNotTakeThePlaceOfTheLastOwner() {
        var late = new LastOwner("A", 1, false);
        var owner = new LastOwner("B", 1, false);
        Await.done(first.lastOwner(late, 1));
        assertThat(Await.done(second.lastOwner())).contains(late);
        Await.done(second.lastOwner(owner, 3));
        assertThatThrownBy(() -> Await.done(first.lastOwner(late, 2)))
                .isInstanceOf(StoreException.class).hasMessage("another server takes over, or has, under a higher epoch than 2");
        assertThat(Await.done(first.lastOwner())).contains(owner);
        var ended = new LastOwner("B", 1, true);
        Await.done(second.lastOwner(ended, 3));
        assertThat(Await.done(first.lastOwner())).contains(ended);
    }

    /// That one has looked already who had the shards last, and goes on from there: seed 1478 of the simulation.
    @Test
    void whoBeginsLateIsRefusedAsSoonAsAnotherTakesOver() {
        var late = new LastOwner("A", 1, false);
        done(first.own(0, 2));
        done(second.own(0, 3));
        assertThatThrownBy(() -> Await.done(first.lastOwner(late, 2)))
                .isInstanceOf(StoreException.class).hasMessage("another server takes over, or has, under a higher epoch than 2");
        assertThat(Await.done(first.lastOwner())).isEmpty();
        var owner = new LastOwner("B", 1, false);
        Await.done(second.lastOwner(owner, 3));
        assertThat(Await.done(first.lastOwner())).contains(owner);
    }

    /// Whoever comes first waits in the middle of its shards, the other behind it; Postgres would end one of two that wait for
    /// each other.
    @Test
    void twoWritersOnManyShardsDoNotWaitForEachOther() throws SQLException {
        var deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
        var before = sql(config, deadlocks);
        var shards = IntStream.range(0, 64).mapToObj(Trading::new).toList();
        // There is no row yet, and then there is.
        for (var hold : List.of(
                "INSERT INTO shard (shard, state_seq, hash) VALUES (32, 0, '')", "SELECT FROM shard WHERE shard = 32 FOR UPDATE")) {
            try (var blocker = TestDatabase.connect(config)) {
                blocker.setAutoCommit(false);
                blocker.createStatement().execute(hold);
                appendToBoth(shards);
                awaitWaiting(2);
                blocker.rollback();
            }
            done(first.drain());
            done(second.drain());
        }
        assertThat(sql(config, "SELECT concat_ws(' ', count(*), count(DISTINCT shard)) FROM event")).containsExactly("128 64");
        assertThat(told).doesNotHaveAnyElementsOfTypes(StoreState.Down.class);
        assertThat(sql(config, deadlocks)).isEqualTo(before);
    }

    private void appendToBoth(List<Trading> shards) {
        var batches = new ArrayList<StoreBatch>();
        for (var shard : shards) batches.add(shard.enter("C" + shard.seq(), 10, "5").batch());
        batches.forEach(first::append);
        Collections.reverse(batches);
        batches.forEach(second::append);
    }
}
