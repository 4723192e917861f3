package dev.plumbline.server.store;

import static dev.plumbline.server.store.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Qty;
import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;

class StoreTest {
    private static final String HANG_UP =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plumbline-store'";

    private static Vertx vertx;

    private final List<StoreState> states = new CopyOnWriteArrayList<>();
    private final List<Store> opened = new ArrayList<>();
    private StoreConfig config;
    private Store store;

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
        store = open(config);
    }

    @AfterEach
    void close() {
        opened.forEach(one -> done(one.close()));
    }

    private Store open(StoreConfig at) {
        var one = done(Store.open(vertx, at, Backlog.NONE, states::add));
        opened.add(one);
        return one;
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("not done in 30 s", late);
        }
    }

    private void write(StoreBatch... batches) {
        for (var batch : batches) store.append(batch);
        done(store.drain());
    }

    @Test
    void aDayOfOneOrderIsInTheColumns() {
        var trading = new Trading(3)
                .enter("C1", 1_000, "10.50")
                .accepted("C1")
                .fill("C1", 200, "10.49")
                .replace("C2", "C1", 1_500, "10.55")
                .replaced("C2", "C1")
                .fill("C2", 300, "10.55")
                .fill("C2", 100, "10.54")
                .correct("C2", "E2", 250, "10.53")
                .bust("C2", "E3");
        write(trading.batch());

        assertThat(sql(config, """
                SELECT concat_ws(' ', account, symbol, side, ord_type, ord_status, order_qty, price, cum_qty, leaves_qty,
                                 avg_px, cl_ord_id, chain, flags, session, entered)
                  FROM blotter JOIN orders USING (shard, order_key, account, symbol, side, ord_type, ord_status,
                       order_qty, price, cum_qty, leaves_qty, avg_px, cl_ord_id, flags, session)"""))
                .containsExactly("ACC3 ACME Buy Limit PartiallyFilled 1500 10.55 450 1050 10.51222222 C2 {C1,C2} {} "
                        + "ALPHA 2026-11-22 12:00:00+00");
        assertThat(sql(config, """
                SELECT concat_ws(' ', exec_no, exec_id, last_exec_id, cl_ord_id, qty, px, state)
                  FROM execution ORDER BY exec_no"""))
                .containsExactly(
                        "0 E1 E1 C1 200 10.49 LIVE", "1 E2 E4 C2 250 10.53 CORRECTED", "2 E3 E5 C2 100 10.54 BUSTED");
        assertThat(sql(config, "SELECT concat_ws(' ', account, symbol, qty, cost, cash, realized_pnl, seq) FROM position"))
                .containsExactly("ACC3 ACME 450 4730.5 -4730.5 0 9");
        assertThat(sql(config, """
                SELECT concat_ws(' ', seq, kind, outcome, session, order_key, cl_ord_id, exec_id) FROM event ORDER BY seq"""))
                .startsWith(
                        "1 COMMAND APPLIED ALPHA C1 C1 ",
                        "2 REPORT APPLIED ALPHA C1 C1 ",
                        "3 REPORT APPLIED ALPHA C1 C1 E1")
                .hasSize(9);
        assertThat(sql(config, "SELECT convert_from(raw, 'UTF8') FROM event WHERE seq = 3"))
                .containsExactly("8=FIX.4.4\u000135=8\u000111=C1\u0001");
        assertThat(sql(config, "SELECT at_ns FROM event WHERE seq = 1")).containsExactly("1795348800000000007");
    }

    @Test
    void aMarketOrderHasNoPrice() {
        write(new Trading(0).enter("C1", 10, "").batch());
        assertThat(sql(config, "SELECT order_key FROM orders WHERE price IS NULL")).containsExactly("C1");
    }

    @Test
    void whatIsRefusedOrUnreadableIsKeptWithItsReason() {
        write(new Trading(0).refused("C9").unreadable().fill("never heard of", 1, "1").batch());
        assertThat(sql(config, "SELECT concat_ws('|', kind, outcome, reason, order_key, cl_ord_id) FROM event ORDER BY seq"))
                .containsExactly(
                        "COMMAND|REFUSED|UNKNOWN_ORDER: no order 'none'||C9",
                        "REPORT|QUARANTINED|no MsgType||?",
                        "REPORT|PARKED|no order for this report yet: ClOrdID never heard of, OrderID O10||never heard of");
        assertThat(done(store.everParked())).isEqualTo(1);
    }

    @Test
    void theSameBatchesAgainChangeNothing() {
        var trading = new Trading(1);
        var first = trading.enter("C1", 100, "5").accepted("C1").batch();
        var second = trading.fill("C1", 40, "5").fill("C1", 60, "5").batch();
        write(first, second);
        var before = everything();
        write(second, first);
        write(first);
        write(second);
        assertThat(everything()).isEqualTo(before);
    }

    private List<String> everything() {
        var all = new ArrayList<String>();
        for (var table : List.of("event", "release", "orders", "execution", "position", "shard", "left_out"))
            all.addAll(sql(config, "SELECT t::text FROM " + table + " t ORDER BY 1"));
        return all;
    }

    /// An order that went away must not come back with the batch that had it.
    @Test
    void anOlderBatchAgainBringsNothingBack() {
        var trading = new Trading(1);
        var old = trading.adopted("B1", 30).batch();
        write(old, trading.enter("C1", 100, "5").acceptedAs("C1", "B1").batch());
        var before = everything();
        write(old);
        assertThat(everything()).isEqualTo(before);
        assertThat(sql(config, "SELECT order_key FROM orders")).containsExactly("C1");
    }

    /// By trigger for the owner, and by grant for the server.
    @Test
    void historyIsAppendOnly() {
        write(new Trading(0).enter("C1", 1, "1").batch());
        for (var table : List.of("event", "release", "left_out")) {
            for (var change : List.of(
                    "UPDATE " + table + " SET reason = ''", "DELETE FROM " + table, "TRUNCATE " + table))
                assertThatThrownBy(() -> sql(config, change)).hasMessageContaining("append-only");
            for (var change : List.of(
                    "UPDATE " + table + " SET reason = ''", "DELETE FROM " + table, "TRUNCATE " + table))
                assertThatThrownBy(() -> sql(config, config.server(), change)).hasMessageContaining("permission denied");
            for (var change : List.of(
                    "DROP TRIGGER " + table + "_append_only ON " + table, "DROP TABLE " + table,
                    "ALTER TABLE " + table + " DISABLE TRIGGER ALL"))
                assertThatThrownBy(() -> sql(config, config.server(), change)).hasMessageContaining("must be owner");
        }
        assertThat(sql(config, "SELECT count(*) FROM event")).containsExactly("1");
    }

    @Test
    void readersReadAndNothingElse() {
        write(new Trading(0).enter("C1", 1, "1").batch());
        sql(config, "DROP ROLE IF EXISTS a_reader; CREATE ROLE a_reader LOGIN PASSWORD 'x' IN ROLE plumbline_reader");
        var reader = new StoreConfig.Login("a_reader", "x");
        assertThat(sql(config, reader, "SELECT cl_ord_id FROM blotter")).containsExactly("C1");
        for (var table : List.of("event", "release", "left_out", "orders", "execution", "position", "shard"))
            for (var change : List.of(
                    "INSERT INTO " + table + " SELECT * FROM " + table, "UPDATE " + table + " SET shard = 1",
                    "DELETE FROM " + table, "TRUNCATE " + table))
                assertThatThrownBy(() -> sql(config, reader, change)).hasMessageContaining("permission denied");
    }

    @Test
    void anotherUserThanTheOwnerHasToBeAMember() {
        sql(config, """
                DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION plain_owner"""
                .replace("DROP", "DROP OWNED BY " + role("plain_owner") + "; DROP").replace("CREATE SCHEMA",
                        "GRANT CREATE ON DATABASE " + config.database() + " TO plain_owner; CREATE SCHEMA"));
        var owner = new StoreConfig.Login("plain_owner", "x");
        var theirs = new StoreConfig(
                config.host(), config.port(), config.database(), new StoreConfig.Login(role("plain_server"), "x"), owner);
        assertThat(refusal(theirs)).endsWith("user 'plain_server' is no member of plumbline_server: have a DBA run GRANT"
                + " plumbline_server TO \"plain_server\";");
        sql(config, "GRANT plumbline_server TO plain_server");
        assertThat(refusal(theirs)).isEqualTo("opened");
        assertThatThrownBy(() -> sql(config, theirs.server(), "DELETE FROM event")).hasMessageContaining("permission denied");
    }

    /// A login of that name, as plain as can be.
    private String role(String name) {
        sql(config, "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + name + "') THEN CREATE ROLE "
                + name + " LOGIN PASSWORD 'x'; END IF; END $$");
        if (name.equals("plain_server")) sql(config, "REVOKE plumbline_server FROM plain_server");
        return name;
    }

    /// To read all events under the lock that changes a check would keep everybody out for as long as that takes.
    @Test
    void theChecksOfEventsAreLookedAtWhileOthersWrite() throws SQLException {
        done(store.close());
        TestDatabase.empty(config);
        migrate("6");
        var notValid = "SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1";
        assertThat(sql(config, notValid)).containsExactly("event_check", "event_kind_check");
        try (var other = TestDatabase.connect(config); var writing = other.createStatement()) {
            other.setAutoCommit(false);
            writing.execute("LOCK TABLE event IN ROW EXCLUSIVE MODE");
            migrate("7");
            other.rollback();
        }
        assertThat(sql(config, notValid)).isEmpty();
    }

    /// Fails where it would have to wait for others.
    private void migrate(String target) {
        org.flywaydb.core.Flyway.configure()
                .dataSource(config.jdbcUrl(), config.migrations().user(), config.migrations().password())
                .initSql("SET lock_timeout = '5s'")
                .locations("classpath:db/migration").target(target).load().migrate();
    }

    /// Another server has been upgraded and has brought the schema up to date, and this one goes on, and may start again.
    @Test
    void aSchemaThatANewerServerHasAddedToIsWrittenAndRead() {
        write(new Trading(3).enter("C1", 100, "5").batch());
        sql(config, """
                ALTER TABLE event ADD COLUMN later text NOT NULL DEFAULT '';
                ALTER TABLE orders ADD COLUMN later text NOT NULL DEFAULT '';
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                SELECT max(installed_rank) + 1, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', 1, true FROM flyway_schema_history""");
        write(new Trading(4).enter("C2", 100, "5").batch());
        assertThat(done(store.orders())).hasSize(2);
        done(store.close());
        store = open(config);
        write(new Trading(5).enter("C3", 100, "5").batch());
        var back = new ArrayList<Kept>();
        for (int shard = 3; shard <= 5; shard++) back.addAll(done(store.events(shard, 0, 10)));
        assertThat(back).extracting(kept -> kept.entry().clOrdID().value()).containsExactly("C1", "C2", "C3");
    }

    @Test
    void aDatabaseFromBeforeTheJournalIsRefused() {
        done(store.close());
        TestDatabase.empty(config);
        migrate("2");
        sql(config, "INSERT INTO event VALUES (0, 1, 'COMMAND', 'APPLIED', '', '', '', '', '', 0, 0, '', '')");
        assertThat(refusal(config)).isEqualTo("Postgres at 127.0.0.1:" + config.port() + ": this database was written by a"
                + " version without a journal, its events have no hash: start with an empty database");
    }

    @Test
    void theShardSaysWhereItsStatesStand() {
        var trading = new Trading(4).enter("C1", 100, "5").accepted("C1");
        var batch = trading.batch();
        write(batch, new Trading(5).enter("X", 1, "1").batch());
        var last = batch.entries().getLast().kept();
        assertThat(done(store.positionOf(4))).isEqualTo(new StoredShard(2, last.hash(), 2, last.hash()));
        assertThat(done(store.positionOf(9)))
                .isEqualTo(new StoredShard(0, io.vertx.core.buffer.Buffer.buffer(), 0, io.vertx.core.buffer.Buffer.buffer()));
        var positions = done(store.positionsOf(6));
        assertThat(positions).hasSize(6);
        for (int shard = 0; shard < 6; shard++) assertThat(positions.get(shard)).isEqualTo(done(store.positionOf(shard)));
        assertThat(sql(config, "SELECT concat_ws(' ', shard, state_seq) FROM shard ORDER BY 1"))
                .containsExactly("4 2", "5 1");
    }

    /// What a journal without its tail needs: forms, bytes, hashes and who asked.
    @Test
    void eventsComeBackAsTheyWere() {
        var trading = new Trading(4);
        for (int n = 0; n < 600; n++) trading.enter("C" + n, 100, "5").fill("C" + n, n % 100 + 1, "5");
        trading.refused("R").unreadable().silent("C1").fill("nobody", 1, "1");
        var batch = trading.batch();
        write(batch, new Trading(5).enter("X", 1, "1").batch());
        var back = new ArrayList<>(done(store.events(4, 0, 1_000)));
        assertThat(back).hasSize(1_000);
        back.addAll(done(store.events(4, 1_000, 1_000)));
        assertThat(back).hasSize(1_204);
        assertThat(back).extracting(Kept::entry)
                .isEqualTo(batch.entries().stream().map(entry -> entry.kept().entry()).toList());
        assertThat(back).extracting(Kept::form, Kept::hash)
                .isEqualTo(batch.entries().stream()
                        .map(entry -> org.assertj.core.groups.Tuple.tuple(entry.kept().form(), entry.kept().hash())).toList());
        assertThat(done(store.events(4, 1_203, 1_000))).hasSize(1);
        assertThat(done(store.events(7, 0, 1_000))).isEmpty();
        var book = new Book();
        for (var kept : back) new dev.plumbline.core.Recorded(kept.entry().seq(), "", kept.entry().what()).into(book);
        assertThat(book.orders()).isEqualTo(trading.book.orders());
    }

    /// After a crash in mid-catch-up: the shard appends again what follows the states.
    @Test
    void statesThatAreBehindTheEventsCatchUp() {
        var trading = new Trading(2);
        var first = trading.enter("C1", 100, "5").accepted("C1").batch();
        var second = trading.fill("C1", 40, "5").fill("C1", 60, "5").batch();
        write(first, second);
        var whole = everything();
        sql(config, """
                DELETE FROM execution; DELETE FROM position; DELETE FROM orders; DELETE FROM shard""");
        done(store.close());
        store = open(config);
        assertThat(done(store.positionOf(2)).lastSeq()).isEqualTo(4);
        assertThat(done(store.positionOf(2)).stateSeq()).isZero();
        write(first, second);
        assertThat(everything()).isEqualTo(whole);
    }

    @Test
    void aLostConnectionLosesNothing() {
        var trading = new Trading(0).enter("C1", 1_000_000, "5").accepted("C1");
        write(trading.batch());
        for (int n = 0; n < 300; n++) {
            store.append(trading.fill("C1", 10, "5").batch());
            if (n % 100 == 50) sql(config, HANG_UP);
        }
        done(store.drain());
        assertThat(sql(config, "SELECT count(*) FROM event")).containsExactly("302");
        assertThat(sql(config, "SELECT cum_qty FROM orders")).containsExactly("3000");
        assertThat(sql(config, "SELECT count(*) FROM execution")).containsExactly("300");
        assertThat(store.backlog()).isZero();
        assertThat(store.givenUp()).isZero();
        assertThat(store.committed()).isEqualTo(302);
    }

    @Test
    void thatPostgresIsAwayIsToldAndWhenItIsBack() {
        var server = TestDatabase.in(config, "postgres");
        sql(server, "ALTER DATABASE " + config.database() + " WITH ALLOW_CONNECTIONS false");
        sql(server, HANG_UP);
        await().until(() -> states.getLast() instanceof StoreState.Down);
        var trading = new Trading(0).enter("C1", 1, "5");
        store.append(trading.batch());
        assertThat(store.backlog()).isEqualTo(1);
        sql(server, "ALTER DATABASE " + config.database() + " WITH ALLOW_CONNECTIONS true");
        done(store.drain());
        await().until(() -> states.getLast() instanceof StoreState.Up);
        assertThat(sql(config, "SELECT count(*) FROM event")).containsExactly("1");
    }

    @Test
    void aStoreThatFallsBehindSaysSo() {
        var behind = open(config.withLimits(3, 20_000, Duration.ofSeconds(20)));
        var trading = new Trading(0);
        try (var blocker = TestDatabase.connect(config)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE event");
            behind.append(trading.enter("C1", 1, "1").batch());
            assertThat(behind.isBehind()).isFalse();
            behind.append(trading.enter("C2", 1, "1").enter("C3", 1, "1").batch());
            assertThat(behind.isBehind()).isTrue();
            assertThat(behind.backlog()).isEqualTo(3);
            blocker.rollback();
        } catch (java.sql.SQLException failed) {
            throw new AssertionError(failed);
        }
        done(behind.drain());
        assertThat(behind.isBehind()).isFalse();
    }

    @Test
    void anInputThatCannotBeStoredStopsNoOther() {
        var batches = new ArrayList<StoreBatch>();
        for (int shard = 0; shard < 5; shard++)
            batches.add(new Trading(shard).enter("C" + shard, 100, "5").fill("C" + shard, 100, "5").batch());
        batches.add(3, poison(new Trading(9).enter("bad", 5, "1").batch()));
        write(batches.toArray(StoreBatch[]::new));
        assertThat(sql(config, "SELECT order_key FROM orders ORDER BY 1")).containsExactly("C0", "C1", "C2", "C3", "C4");
        assertThat(sql(config, "SELECT count(*) FROM event WHERE shard < 9")).containsExactly("10");
        assertThat(store.givenUp()).isEqualTo(1);
        assertThat(sql(config, "SELECT concat_ws(' ', shard, seq, what) FROM left_out")).containsExactly("9 -1 event");
        assertThat(store.backlog()).isZero();
    }

    /// An order that the schema does not take: it was heard of before the first input.
    private static StoreBatch poison(StoreBatch batch) {
        var entry = batch.entries().getFirst();
        var kept = entry.kept();
        var e = kept.entry();
        var bad = new Entry(
                e.shard(), -1, e.what(), e.order(), e.session(), e.outcome(), e.reason(), e.receivedAt(), e.asker(),
                e.raw());
        return new StoreBatch(batch.shard(), List.of(new StoreBatch.Entry(
                new Kept(kept.number(), bad, kept.form(), kept.hash()), entry.changes())));
    }

    @Test
    void aStateThatCannotBeStoredKeepsItsEvent() {
        var entry = new Trading(0).enter("C1", 5, "1").batch().entries().getFirst();
        var change = entry.changes().getFirst();
        var bad = new dev.plumbline.core.Change(
                1, nameless(change.order()), change.booking(), change.position());
        write(new StoreBatch(0, List.of(new StoreBatch.Entry(entry.kept(), List.of(bad)))));
        assertThat(sql(config, "SELECT cl_ord_id FROM event")).containsExactly("C1");
        assertThat(sql(config, "SELECT count(*) FROM orders")).containsExactly("0");
        assertThat(sql(config, "SELECT concat_ws(' ', shard, seq, what) FROM left_out")).containsExactly("0 1 orders");
        assertThat(done(store.positionOf(0)).stateSeq()).isEqualTo(1);
        assertThat(store.givenUp()).isEqualTo(1);
        assertThat(store.backlog()).isZero();
    }

    private static Order nameless(Order o) {
        return new Order(
                new dev.plumbline.core.OrderKey(""), o.session(), o.orderID(), o.account(), o.symbol(), o.side(),
                o.ordType(), o.timeInForce(), o.requests(), o.executions(), o.life(), o.toldCumQty(), o.flags(),
                o.enteredAt(), o.updatedAt(), o.text());
    }

    @Test
    void aSilenceIsKeptLikeAnyInput() {
        write(new Trading(0).enter("C1", 5, "1").silent("C1").batch());
        assertThat(sql(config, "SELECT concat_ws(' ', kind, outcome, session, order_key, cl_ord_id, at_ns) FROM event WHERE seq = 2"))
                .containsExactly("SILENCE APPLIED ALPHA C1 C1 1795348800001000007");
        assertThat(sql(config, "SELECT flags FROM orders")).containsExactly("{UNKNOWN_OUTCOME}");
    }

    /// What waited says by what it was released, when, and what became of it.
    @Test
    void whatWaitedIsListedUntilItIsReleased() {
        var trading = new Trading(2).fill("C1", 7, "5").fill("C1", 7, "5").unreadable();
        write(trading.batch(), new Trading(3).bust("C9", "E1").batch());
        assertThat(listed(StoredInput.Kind.PARKED)).containsExactly(
                "2.1 C1 E1 no order for this report yet: ClOrdID C1, OrderID O12 8=FIX.4.4|35=8|11=C1|",
                "2.2 C1 E2 no order for this report yet: ClOrdID C1, OrderID O12 8=FIX.4.4|35=8|11=C1|",
                "3.1 C9 E1 no order for this report yet: ClOrdID C9, OrderID O13 8=FIX.4.4|35=8|11=C9|");
        assertThat(listed(StoredInput.Kind.RELEASED)).isEmpty();

        var released = trading.enter("C1", 10, "5").batch();
        write(released, released);
        assertThat(listed(StoredInput.Kind.PARKED)).singleElement().asString().startsWith("3.1 ");
        assertThat(done(store.inputs(StoredInput.Kind.RELEASED, StoredInput.After.NOTHING, 10)))
                .extracting(StoredInput::seq, StoredInput::releasedBy, StoredInput::became, StoredInput::releasedAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, 4L, "APPLIED", 1795348800004001007L),
                        org.assertj.core.groups.Tuple.tuple(2L, 4L, "APPLIED", 1795348800004001007L));
        assertThat(listed(StoredInput.Kind.QUARANTINED)).containsExactly("2.3 ?  no MsgType 8=garbage");
        assertThatThrownBy(() -> sql(config, "DELETE FROM release")).hasMessageContaining("append-only");
    }

    private List<String> listed(StoredInput.Kind kind) {
        return done(store.inputs(kind, StoredInput.After.NOTHING, 10)).stream()
                .map(input -> input.shard() + "." + input.seq() + " " + input.clOrdID() + " " + input.execID() + " "
                        + input.reason() + " " + input.raw().toString().replace('\u0001', '|'))
                .toList();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        var one = new Trading(0);
        var two = new Trading(1);
        for (int i = 0; i < 3; i++) {
            one.unreadable();
            two.unreadable();
        }
        write(one.batch(), two.batch());
        var after = StoredInput.After.NOTHING;
        var seen = new ArrayList<String>();
        while (true) {
            var page = done(store.inputs(StoredInput.Kind.QUARANTINED, after, 2));
            for (var input : page) seen.add(input.shard() + "." + input.seq());
            if (page.size() < 2) break;
            after = new StoredInput.After(page.getLast().shard(), page.getLast().seq());
        }
        assertThat(seen).containsExactly("0.1", "0.2", "0.3", "1.1", "1.2", "1.3");
    }

    /// In one batch or in two: what it had executed is now the other order's.
    @Test
    void anOrderThatTurnedOutToBeAnotherLeavesTheTables() {
        var together = new Trading(6).adopted("B1", 30).enter("C1", 100, "5").acceptedAs("C1", "B1").batch();
        var apart = new Trading(7).adopted("B1", 30);
        write(together, apart.batch(), apart.enter("C1", 100, "5").acceptedAs("C1", "B1").batch());
        assertThat(sql(config, "SELECT concat_ws(' ', shard, order_key, cum_qty, flags) FROM orders ORDER BY 1"))
                .containsExactly("6 C1 30 {}", "7 C1 30 {}");
        assertThat(sql(config, "SELECT concat_ws(' ', shard, order_key, exec_id, qty) FROM execution ORDER BY 1"))
                .containsExactly("6 C1 E1 30", "7 C1 E1 30");
        assertThat(sql(config, "SELECT concat_ws(' ', account, qty) FROM position ORDER BY 1"))
                .containsExactly("ACC6 30", "ACC7 30");
    }

    @Test
    void aNulInATextIsNoReasonToLoseAReport() {
        write(new Trading(0).enter("C1", 5, "1").remark("C1", "out of \0 range").batch());
        assertThat(sql(config, "SELECT text FROM orders")).containsExactly("out of \uFFFD range");
        assertThat(store.givenUp()).isZero();
    }

    @Test
    void ordersAndPositionsCanBeComparedWithALedger() {
        write(new Trading(0).enter("C1", 100, "5.5").fill("C1", 60, "5.5").replace("C2", "C1", 70, "5.4")
                .replaced("C2", "C1").fill("C2", 10, "5.4").batch());
        var order = done(store.orders()).getFirst();
        assertThat(order.firstClOrdID()).isEqualTo(new ClOrdID("C1"));
        assertThat(order.chain()).extracting(ClOrdID::value).containsExactly("C1", "C2");
        assertThat(order.ordStatus()).isEqualTo("Filled");
        assertThat(order.orderQty()).isEqualTo(Qty.of(70));
        assertThat(order.cumQty()).isEqualTo(Qty.of(70));
        assertThat(order.trades())
                .extracting(trade -> trade.execID() + " " + trade.qty() + " " + trade.px() + " " + trade.state())
                .containsExactly("E1 60 5.5 " + Execution.State.LIVE, "E2 10 5.4 LIVE");
        assertThat(done(store.positions()).getFirst().toString()).contains("70");
    }

    @Test
    void postgresThatIsNotThereIsOneClearLine() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(refusal(new StoreConfig("127.0.0.1", port, "x", "me", "secret")))
                .isEqualTo("Postgres at 127.0.0.1:" + port + " is not reachable (connection refused): start it, or "
                        + "correct the store's host and port");
        assertThat(refusal(new StoreConfig("no-such-host.invalid", 5432, "x", "me", "secret")))
                .isEqualTo("Postgres at no-such-host.invalid:5432: there is no host 'no-such-host.invalid'; correct the "
                        + "store's host");
        assertThat(refusal(new StoreConfig(config.host(), config.port(), config.database(), "plumbline", "wrong")))
                .isEqualTo("Postgres at 127.0.0.1:" + config.port() + " refuses user 'plumbline': correct the store's "
                        + "user and password");
        assertThat(refusal(TestDatabase.in(config, "nowhere")))
                .startsWith("Postgres at 127.0.0.1:" + config.port() + " has no database 'nowhere': create it");
    }

    private static String refusal(StoreConfig at) {
        return Store.open(vertx, at, Backlog.NONE, _ -> {})
                .map("opened")
                .otherwise(Throwable::getMessage)
                .toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aClosedStoreTakesNothing() {
        done(store.close());
        assertThatThrownBy(() -> store.append(new Trading(0).enter("C1", 1, "1").batch()))
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> done(store.drain())).hasMessageContaining("closed");
    }
}
