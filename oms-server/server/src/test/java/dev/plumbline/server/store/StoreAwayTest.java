package dev.plumbline.server.store;

import static dev.plumbline.server.store.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.journal.Kept;

/// Postgres goes, comes back, hangs, fills its disk: the journal has what memory does not.
class StoreAwayTest {
    private static final int MEMORY_MAX = 1_000;
    private static final String WAITING = "SELECT pid FROM pg_stat_activity WHERE application_name = 'plumbline-store'"
            + " AND wait_event_type = 'Lock'";

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static EmbeddedDatabase database;
    private static StoreConfig config;

    private final AtomicLong numbers = new AtomicLong();
    private final ListJournal journal = new ListJournal();
    private final List<StoreState> states = new CopyOnWriteArrayList<>();
    private Store store;

    /// A journal in a list: entry n is under n - 1.
    private static final class ListJournal implements Backlog {
        private final List<Kept> all = new ArrayList<>();
        private final AtomicLong released = new AtomicLong();
        private volatile boolean unreadable;

        synchronized void add(StoreBatch batch) {
            for (var entry : batch.entries()) all.add(entry.kept());
        }

        private synchronized List<Kept> from(long number) {
            return List.copyOf(all.subList((int) number - 1, all.size()));
        }

        @Override
        public void read(long number, Predicate<Kept> reader) {
            if (unreadable) throw new IllegalStateException("a bad sector");
            for (var kept : from(number)) if (!reader.test(kept)) return;
        }

        @Override
        public void release(long number) {
            released.set(number);
        }
    }

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        database = new EmbeddedDatabase(folder);
        config = database.start().withLimits(200_000, MEMORY_MAX, Duration.ofSeconds(5));
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(30, TimeUnit.SECONDS);
        database.stop();
    }

    @BeforeEach
    void open() throws Exception {
        TestDatabase.empty(config);
        store = Store.open(vertx, config, journal, states::add).await(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        store.close().await(30, TimeUnit.SECONDS);
    }

    private void append(StoreBatch batch) {
        journal.add(batch);
        store.append(batch);
    }

    private void drain() {
        try {
            store.drain().await(90, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("not drained: " + states.getLast(), late);
        }
    }

    /// Orders of two shards, of which all but the last fill come while Postgres is away.
    private List<Trading> trade(int rounds) {
        var shards = List.of(new Trading(0, numbers::incrementAndGet), new Trading(1, numbers::incrementAndGet));
        for (int n = 0; n < rounds; n++) {
            for (var shard : shards) {
                var id = "C" + n;
                append(shard.enter(id, 100, "5").accepted(id).fill(id, 40, "5").fill(id, 60, "5").batch());
            }
        }
        return shards;
    }

    private void assertWhole(List<Trading> shards) {
        for (var shard : shards) {
            long last = shard.seq();
            assertThat(sql(config, "SELECT concat_ws(' ', count(*), min(seq), max(seq)) FROM event WHERE shard = " + shard.shard))
                    .containsExactly(last + " 1 " + last);
            assertThat(sql(config, "SELECT state_seq FROM shard WHERE shard = " + shard.shard))
                    .containsExactly(String.valueOf(last));
            assertThat(sql(config, "SELECT order_key || cum_qty || ord_status FROM orders WHERE shard = " + shard.shard + " ORDER BY first_seq"))
                    .isEqualTo(shard.book.orders().stream()
                            .map(order -> order.key().value() + order.cumQty() + order.ordStatus().label()).toList());
            assertThat(sql(config, "SELECT qty FROM position WHERE shard = " + shard.shard))
                    .isEqualTo(shard.book.positions().stream().map(position -> position.qty().toString()).toList());
        }
        assertThat(sql(config, "SELECT count(*) FROM execution"))
                .containsExactly(String.valueOf(shards.stream()
                        .flatMap(shard -> shard.book.orders().stream()).mapToLong(order -> order.executions().list().size()).sum()));
        assertThat(store.backlog()).isZero();
        assertThat(store.lagNanos()).isZero();
        assertThat(store.held()).isZero();
        assertThat(store.givenUp()).isZero();
    }

    @Test
    void whatMemoryDoesNotHoldIsReadFromTheJournal() throws Exception {
        try (var blocker = TestDatabase.connect(config)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE event");
            var shards = trade(1_500);
            await().until(() -> store.held() <= MEMORY_MAX);
            assertThat(store.backlog()).isEqualTo(12_000);
            await().until(() -> store.lagNanos() > 50_000_000);
            assertThat(store.isBehind()).isFalse();
            assertThat(store.drain(Duration.ofMillis(100)).await(5, TimeUnit.SECONDS)).isEqualTo(12_000);
            assertThat(journal.released.get()).isLessThanOrEqualTo(1);
            blocker.rollback();
            drain();
            assertWhole(shards);
        }
        assertThat(states).anyMatch(StoreState.Behind.class::isInstance);
        assertThat(states.getLast()).isInstanceOf(StoreState.Up.class);
        assertThat(journal.released).hasValue(12_001);
        assertThat(store.committed()).isEqualTo(12_000);
    }

    @Test
    void aKilledPostgresComesBackAndLosesNothing() throws Exception {
        var shards = trade(50);
        ProcessHandle.of(Postmaster.of(folder.resolve("data")).pid()).orElseThrow().destroyForcibly();
        var more = more(shards, 50, 1_500);
        drain();
        assertWhole(more);
    }

    private List<Trading> more(List<Trading> shards, int from, int to) {
        for (int n = from; n < to; n++)
            for (var shard : shards)
                append(shard.enter("C" + n, 100, "5").fill("C" + n, 100, "5").batch());
        return shards;
    }

    /// The transaction in hand is given up, and may be done or not: nobody knows.
    @Test
    void aStoppedPostgresGoesOn() throws Exception {
        var shards = trade(20);
        signal("STOP");
        try {
            more(shards, 20, 1_000);
            await().atMost(Duration.ofSeconds(60)).until(() -> states.getLast() instanceof StoreState.Down);
            await().until(() -> store.held() <= MEMORY_MAX);
        } finally {
            signal("CONT");
        }
        drain();
        assertWhole(shards);
    }

    /// The postmaster and all that it has started.
    private static void signal(String name) throws IOException, InterruptedException {
        var postmaster = ProcessHandle.of(Postmaster.of(folder.resolve("data")).pid()).orElseThrow();
        var command = new ArrayList<>(List.of("kill", "-" + name, String.valueOf(postmaster.pid())));
        postmaster.descendants().forEach(child -> command.add(String.valueOf(child.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    @Test
    void aBackendThatIsKilledInMidTransactionLosesNothing() {
        var shards = trade(10);
        for (int n = 0; n < 20; n++) {
            more(shards, 10 + 50 * n, 60 + 50 * n);
            sql(config, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plumbline-store'");
        }
        drain();
        assertWhole(shards);
    }

    /// Events are written, and the transaction hangs at the executions, when it is killed.
    @Test
    void aBackendThatIsKilledAtAKnownPlaceLosesNothing() throws Exception {
        try (var blocker = TestDatabase.connect(config)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE execution");
            var shards = trade(50);
            await().until(() -> !sql(config, WAITING).isEmpty());
            assertThat(sql(config, "SELECT pg_terminate_backend(" + sql(config, WAITING).getFirst() + ")")).containsExactly("t");
            assertThat(sql(config, "SELECT count(*) FROM event")).containsExactly("0");
            blocker.rollback();
            drain();
            assertWhole(shards);
        }
    }

    @Test
    void aFullDiskIsWaitedFor() {
        sql(config, """
                CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
                CREATE TRIGGER full_disk BEFORE INSERT ON event EXECUTE FUNCTION full_disk()""");
        var shards = trade(400);
        await().until(() -> states.getLast() instanceof StoreState.Down(var reason, _) && reason.contains("full disk"));
        sql(config, "DROP TRIGGER full_disk ON event");
        drain();
        assertWhole(shards);
    }

    @Test
    void aJournalThatCannotBeReadIsToldAndTriedAgain() throws Exception {
        journal.unreadable = true;
        try (var blocker = TestDatabase.connect(config)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE event");
            var shards = trade(400);
            await().until(() -> store.held() <= MEMORY_MAX);
            blocker.rollback();
            await().until(() -> states.getLast() instanceof StoreState.Down(var reason, _) && reason.contains("a bad sector"));
            journal.unreadable = false;
            drain();
            assertWhole(shards);
        }
    }

    /// While the states wait for their turn: one row that Postgres does not take stops neither the others nor state_seq.
    @Test
    void aPoisonRowInTheBacklogStopsNothing() throws Exception {
        List<Trading> shards;
        try (var blocker = TestDatabase.connect(config)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE event");
            shards = trade(400);
            await().until(() -> store.held() <= MEMORY_MAX);
            blocker.createStatement().execute(
                    "ALTER TABLE orders ADD CHECK (order_key <> 'C300' OR shard <> 1); ALTER TABLE event ADD CHECK (seq <> 777)");
            blocker.commit();
        }
        drain();
        assertThat(sql(config, "SELECT concat_ws(' ', shard, seq, what, row_key) FROM left_out ORDER BY 1"))
                .containsExactly("0 777 event C194", "1 1204 orders C300", "1 777 event C194");
        assertThat(store.givenUp()).isEqualTo(3);
        assertThat(sql(config, "SELECT count(*) FROM orders")).containsExactly("799");
        for (var shard : shards)
            assertThat(sql(config, "SELECT state_seq FROM shard WHERE shard = " + shard.shard)).containsExactly("1600");
    }
}
