package dev.plumbline.server.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;
import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.store.SessionRow;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.TestDatabase;

/// What one owner of a session has put, the next one finds, in the memory of real members and in a real Postgres.
class ReplicatedSessionTest {
    private static final String SESSION = "ALPHA";

    private static Vertx vertx;

    private Members members;
    private StoreConfig database;
    private Store store;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        Await.done(vertx.close());
    }

    @BeforeEach
    void begin() throws IOException {
        members = new Members();
        database = TestDatabase.fresh();
        store = Await.done(Store.open(vertx, database, Backlog.NONE, _ -> {}));
    }

    @AfterEach
    void end() {
        members.close();
        Await.done(store.close());
    }

    private static HazelcastReplica replica(HazelcastInstance member) {
        return new HazelcastReplica(member, 1, (_, _) -> Future.succeededFuture(), Long.MAX_VALUE);
    }

    private ReplicatedSession take(HazelcastReplica replica, long epoch) throws IOException {
        return begun(ReplicatedSession.take(replica, store, KeptAhead.of(store, SESSION), SESSION, epoch, false));
    }

    /// As an adapter that has no more than that.
    private static ReplicatedSession begun(ReplicatedSession taken) throws IOException {
        if (taken.all().isEmpty()) taken.copied();
        return taken;
    }

    private static byte[] bytes(String record) {
        return record.getBytes(UTF_8);
    }

    private static void put(ReplicatedSession to, long number, String record) throws IOException {
        to.put(number, bytes(record));
    }

    private static Map<Long, String> all(ReplicatedSession of) throws IOException {
        var all = new TreeMap<Long, String>();
        of.all().forEach((number, record) -> all.put(number, new String(record, UTF_8)));
        return all;
    }

    private List<String> inPostgres() {
        return TestDatabase.sql(database, "SELECT concat_ws(' ', epoch, number, convert_from(record, 'UTF8')) FROM session_copy"
                + " WHERE number < 1000 ORDER BY epoch, number");
    }

    private void inPostgres(long epoch, long number, long version, String record) {
        Await.done(store.keep(SESSION, List.of(new SessionRow(epoch, number, version, Buffer.buffer(record)))));
    }

    @Test
    void theNextOwnerHasItFromTheMemoryOfTheSecondMember() throws IOException {
        var both = members.two();
        var next = replica(both.getLast());
        var first = take(Members.safe(replica(both.getFirst())), 1);
        put(first, 1, "one");
        put(first, 2, "two");
        first.putAll(new TreeMap<>(Map.of(3L, bytes("three"), 2L, bytes("two again"))));
        assertThat(all(first)).isEqualTo(Map.of(1L, "one", 2L, "two again", 3L, "three"));
        assertThat(inPostgres()).as("two members have it").isEmpty();

        Members.kill(both.getFirst());
        assertThat(all(take(next, 2))).isEqualTo(Map.of(1L, "one", 2L, "two again", 3L, "three"));
    }

    @Test
    void theNextOwnerHasItFromPostgresWhereThereWasOneMember() throws IOException {
        var alone = members.join();
        var first = take(replica(alone), 1);
        put(first, 1, "one");
        put(first, 2, "two");
        put(first, 2, "two again");
        assertThat(inPostgres()).containsExactly("1 1 one", "1 2 two again");
        assertThat(all(first)).isEqualTo(Map.of(1L, "one", 2L, "two again"));

        Members.kill(alone);
        var second = take(replica(members.join()), 2);
        assertThat(all(second)).isEqualTo(Map.of(1L, "one", 2L, "two again"));
        await().untilAsserted(() -> assertThat(inPostgres()).as("what was before goes").containsExactly("2 1 one", "2 2 two again"));
    }

    /// The owner was alone first, then it was not.
    @Test
    void ofTwoUnderOneNumberTheNewerCounts() throws IOException {
        var one = members.join();
        var replica = replica(one);
        var first = take(replica, 1);
        put(first, 1, "old");
        put(first, 2, "only in Postgres");
        var next = replica(members.join());
        Members.safe(replica);
        put(first, 1, "new");
        put(first, 3, "only in memory");
        put(first, 4, "old");
        inPostgres(1, 4, 1_000, "new");
        assertThat(inPostgres()).containsExactly("1 1 old", "1 2 only in Postgres", "1 4 new");
        var expected = Map.of(1L, "new", 2L, "only in Postgres", 3L, "only in memory", 4L, "new");
        assertThat(all(first)).isEqualTo(expected);

        Members.kill(one);
        assertThat(all(take(next, 2))).isEqualTo(expected);
    }

    /// So much may be there that reading it all would be felt.
    @Test
    void whatWasReadAheadIsAsGoodAsWhatIsThereNow() {
        inPostgres(1, 1, 1, "one");
        inPostgres(1, 2, 2, "two");
        inPostgres(1, Long.MAX_VALUE, 3, "expects 3");
        var ahead = KeptAhead.of(store, SESSION);
        var read = Await.done(ahead.now());
        assertThat(read).hasSize(3);
        assertThat(Await.done(ahead.now())).as("nothing has changed: not read again").isSameAs(read);
        for (Runnable change : List.<Runnable>of(
                () -> inPostgres(1, 3, 4, "three"), () -> inPostgres(1, Long.MAX_VALUE, 5, "expects 4"), () -> Await.done(store.forget(SESSION, 1, 2)))) {
            var before = KeptAhead.of(store, SESSION);
            Await.done(before.now());
            change.run();
            assertThat(Await.done(before.now())).isEqualTo(Await.done(store.kept(SESSION)));
        }
        assertThat(Await.done(KeptAhead.of(store, SESSION).now())).extracting(row -> row.record().toString()).containsExactlyInAnyOrder("two", "three", "expects 4");
    }

    /// It has been paused, and does not know yet that it is an owner no more.
    @Test
    void whatAFormerOwnerPutsLateCountsNoMore() throws IOException {
        var both = members.two();
        var former = take(Members.safe(replica(both.getFirst())), 1);
        put(former, 1, "one");
        var owner = take(Members.safe(replica(both.getLast())), 2);
        put(owner, 2, "two");
        put(former, 1, "late");
        put(former, 2, "late");
        put(former, 3, "late");
        inPostgres(1, 1, 1_000, "late");
        inPostgres(1, 4, 1_001, "late");
        assertThat(all(owner)).isEqualTo(Map.of(1L, "one", 2L, "two"));
        owner.keep();
        put(former, 2, "later");
        assertThat(all(owner)).isEqualTo(Map.of(1L, "one", 2L, "two"));
        assertThat(all(take(replica(both.getLast()), 3))).isEqualTo(Map.of(1L, "one", 2L, "two"));
    }

    @Test
    void sessionsHaveNothingToDoWithEachOther() throws IOException {
        var replica = replica(members.join());
        var alpha = take(replica, 1);
        put(alpha, 1, "one");
        var bravo = begun(ReplicatedSession.take(replica, store, KeptAhead.of(store, "BRAVO"), "BRAVO", 2, false));
        assertThat(all(bravo)).isEmpty();
        put(bravo, 1, "other");
        assertThat(all(take(replica, 3))).isEqualTo(Map.of(1L, "one"));
    }

    @Test
    void whatIsForgottenIsGoneForTheNextOwnerToo() throws IOException {
        var both = members.two();
        var replica = Members.safe(replica(both.getFirst()));
        var first = take(replica, 1);
        for (int n = 1; n <= 5; n++) put(first, n, "record " + n);
        first.forget(4);
        assertThat(all(first)).isEqualTo(Map.of(4L, "record 4", 5L, "record 5"));
        await().until(() -> replica.sessions().keySet().stream().noneMatch(key -> key.number() < 4));
        assertThat(all(take(replica(both.getLast()), 2))).isEqualTo(Map.of(4L, "record 4", 5L, "record 5"));
    }

    /// They are one entry of the map, which goes once all of them are forgotten. The one far above them is put again and again.
    @Test
    void ofManyThatWerePutAtOnceSomeCanBeForgotten() throws IOException {
        var both = members.two();
        var replica = Members.safe(replica(both.getFirst()));
        var first = take(replica, 1);
        long far = Long.MAX_VALUE;
        first.putAll(new TreeMap<>(Map.of(1L, bytes("one"), 2L, bytes("two"), 3L, bytes("three"), far, bytes("old"))));
        put(first, far, "new");
        first.forget(3);
        assertThat(all(first)).containsEntry(3L, "three").containsEntry(far, "new");
        first.forget(4);
        await().until(() -> replica.sessions().keySet().stream().noneMatch(key -> key.number() < 4));
        assertThat(all(take(replica(both.getLast()), 2))).isEqualTo(Map.of(far, "new"));
    }

    /// As a day comes, a few at a time. What is forgotten, and what is put again and again, stays apart.
    @Test
    void whatCameInSmallPiecesIsSomeLargeOnes() throws IOException {
        var both = members.two();
        var replica = Members.safe(replica(both.getFirst()));
        var first = take(replica, 1);
        long far = Long.MAX_VALUE;
        for (long n = 1; n <= 4_500; n += 3) {
            put(first, far, "expected " + n);
            first.putAll(new TreeMap<>(Map.of(n, bytes("record " + n), n + 1, bytes("record " + (n + 1)), n + 2, bytes("record " + (n + 2)))));
        }
        await().untilAsserted(() -> assertThat(replica.sessions().size()).isLessThan(200));
        assertThat(all(first)).hasSize(4_501).containsEntry(2_000L, "record 2000").containsEntry(far, "expected 4498");
        first.forget(2_500);
        first.keepSoFar();
        put(first, 4_501, "record 4501");
        first.keep();
        Members.kill(both.getFirst());
        assertThat(all(take(replica(both.getLast()), 2))).hasSizeBetween(2_003, 3_003)
                .containsEntry(2_500L, "record 2500").containsEntry(4_501L, "record 4501").containsEntry(far, "expected 4498");
        for (var member : both) Members.kill(member);
        assertThat(all(take(replica(members.join()), 3))).as("of Postgres alone").hasSizeBetween(2_003, 3_003)
                .containsEntry(2_500L, "record 2500").containsEntry(4_501L, "record 4501").containsEntry(far, "expected 4498");
    }

    @Test
    void aWholeDayIsTakenOverInParts() throws IOException {
        var both = members.two();
        var first = take(Members.safe(replica(both.getFirst())), 1);
        var day = new TreeMap<Long, byte[]>();
        for (long n = 1; n <= 2_500; n++) day.put(n, bytes("record " + n));
        first.putAll(day);
        Members.kill(both.getFirst());
        assertThat(all(take(replica(both.getLast()), 2))).hasSize(2_500).containsEntry(2_500L, "record 2500");
    }

    @Test
    void whatIsForgottenGoesFromPostgres() throws IOException {
        var first = take(replica(members.join()), 1);
        for (int n = 1; n <= 3; n++) put(first, n, "record " + n);
        first.forget(3);
        await().untilAsserted(() -> assertThat(inPostgres()).containsExactly("1 3 record 3"));
        assertThat(all(first)).isEqualTo(Map.of(3L, "record 3"));
    }

    /// Its records are as good as those that it copied from, but they are not all.
    @Test
    void anOwnerThatWentBeforeItHadCopiedAllIsPassedOver() throws IOException {
        var alone = members.join();
        var replica = replica(alone);
        var first = take(replica, 1);
        put(first, 1, "one");
        put(first, 2, "two");
        inPostgres(2, 1, 1, "half of all");
        replica.sessions().set(new SessionKey(SESSION, 2, 1), SessionForm.encode(List.of(new SessionRow(2, 1, 2, Buffer.buffer("x")))));
        assertThat(all(take(replica, 3))).isEqualTo(Map.of(1L, "one", 2L, "two"));
        await().untilAsserted(() -> assertThat(inPostgres()).containsExactly("3 1 one", "3 2 two"));
    }

    /// Both servers may be stopped, one after the other, and nobody has anything in memory then.
    @Test
    void whoStopsKeepsAllInPostgres() throws IOException {
        var both = members.two();
        var first = take(Members.safe(replica(both.getFirst())), 1);
        put(first, 1, "one");
        put(first, 2, "two");
        first.keep();
        assertThat(inPostgres()).containsExactly("1 1 one", "1 2 two");
        for (var member : both) Members.kill(member);
        assertThat(all(take(replica(members.join()), 2))).isEqualTo(Map.of(1L, "one", 2L, "two"));
    }

    /// The other server has gone, and nothing was put since.
    @Test
    void whoIsLeftAloneKeepsAllInPostgres() throws IOException {
        var both = members.two();
        var replica = Members.safe(replica(both.getFirst()));
        var first = take(replica, 1);
        put(first, 1, "one");
        Members.kill(both.getLast());
        await().until(() -> !replica.isSafe());
        put(first, 2, "two");
        assertThat(inPostgres()).containsExactly("1 2 two");
        first.keep();
        Members.kill(both.getFirst());
        assertThat(all(take(replica(members.join()), 2))).isEqualTo(Map.of(1L, "one", 2L, "two"));
    }

    /// What is put again and again has a newer one in Postgres than in the memory of the one that was left alone.
    @Test
    void whoStopsDoesNotOverwriteWhatPostgresHasNewer() throws IOException {
        var both = members.two();
        var replica = Members.safe(replica(both.getFirst()));
        var first = take(replica, 1);
        put(first, 1, "one");
        put(first, Long.MAX_VALUE, "expects 1");
        first.keepSoFar();
        Members.kill(both.getLast());
        await().until(() -> !replica.isSafe());
        put(first, Long.MAX_VALUE, "expects 2");
        first.keep();
        Members.kill(both.getFirst());
        assertThat(all(take(replica(members.join()), 2))).isEqualTo(Map.of(1L, "one", Long.MAX_VALUE, "expects 2"));
    }

    /// Nobody is left beside the one that takes over: it goes on at once, and Postgres gets all of it meanwhile. So it is there for
    /// the next one, whatever becomes of this one's memory.
    @Test
    void whatWasTakenOverAloneIsInPostgresBeforeLong() throws IOException {
        var both = members.two();
        var first = take(Members.safe(replica(both.getFirst())), 1);
        put(first, 1, "one");
        put(first, 2, "two");
        var survivor = replica(both.getLast());
        Members.kill(both.getFirst());
        await().until(() -> !survivor.isSafe());
        var second = ReplicatedSession.take(survivor, store, KeptAhead.of(store, SESSION), SESSION, 2, false);
        assertThat(all(second)).isEqualTo(Map.of(1L, "one", 2L, "two"));
        await().atMost(Duration.ofSeconds(30)).until(() -> inPostgres().stream().filter(row -> row.startsWith("2 ")).count() == 2);
        await().until(() -> survivor.sessions().keySet().stream().noneMatch(key -> key.epoch() == 1));
        put(second, 3, "three");
        assertThat(all(second)).isEqualTo(Map.of(1L, "one", 2L, "two", 3L, "three"));
        second.end();
        Members.kill(both.getLast());
        assertThat(all(take(replica(members.join()), 3))).isEqualTo(Map.of(1L, "one", 2L, "two", 3L, "three"));
    }

    /// All is in the folder of this server: what others have is older, and the next owner must not get it either.
    @Test
    void whoWasTheLastOwnerItselfTakesNothing() throws IOException {
        var replica = replica(members.join());
        var first = take(replica, 1);
        put(first, 1, "old");
        put(first, 2, "old");
        var again = ReplicatedSession.take(replica, store, KeptAhead.of(store, SESSION), SESSION, 2, true);
        assertThat(again.all()).isEmpty();
        put(again, 2, "new");
        again.copied();
        assertThat(all(take(replica, 3))).isEqualTo(Map.of(2L, "new"));
    }

    /// It dies while it gives its folder away: what others have is older, and all there is.
    @Test
    void whatOnlyAPartOfAFolderHasBeenCopiedToIsPassedOver() throws IOException {
        var replica = replica(members.join());
        var first = take(replica, 1);
        put(first, 1, "one");
        put(first, 2, "two");
        var again = ReplicatedSession.take(replica, store, KeptAhead.of(store, SESSION), SESSION, 2, true);
        put(again, 1, "a part of the folder");
        assertThatThrownBy(again::keep).isInstanceOf(IOException.class)
                .hasMessage("what session ALPHA keeps is in the folder of this server only, as yet");
        assertThat(all(take(replica, 3))).isEqualTo(Map.of(1L, "one", 2L, "two"));
    }

    @Test
    void saysThatNobodyElseHasIt() throws IOException {
        var alone = members.join();
        var first = take(replica(alone), 1);
        Await.done(store.close());
        assertThatThrownBy(() -> put(first, 1, "one")).isInstanceOf(IOException.class).hasMessageStartingWith("no other place has it");
        assertThatThrownBy(first::keep).isInstanceOf(IOException.class).hasMessageStartingWith("what session ALPHA");
        assertThatThrownBy(() -> take(replica(alone), 2)).isInstanceOf(IOException.class)
                .hasMessage("what session ALPHA has kept cannot be read");
    }
}
