package dev.plumbline.server.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;
import dev.plumbline.server.journal.Entries;
import dev.plumbline.server.journal.Written;

/// Real members on the loopback.
class HazelcastReplicaTest {
    private static final int SHARDS = 64;

    private Members members;
    /// What Postgres has.
    private final Map<Integer, Promise<Void>> commits = new ConcurrentHashMap<>();

    @BeforeEach
    void begin() throws IOException {
        members = new Members();
    }

    @AfterEach
    void leave() {
        members.close();
    }

    @Test
    void aMemberThatIsAloneHasNobodyToGiveThemTo() {
        var replica = replica(members.join());
        replica.look();
        assertThat(replica.isSafe()).isFalse();
        assertThatThrownBy(() -> Await.done(replica.put(0, Entries.batch(0, 1, 10)))).hasMessageContaining("no second member");
        assertThat(replica.of(0)).isEmpty();
    }

    /// The second member's memory is looked at, not asked for over the wire, and in the moment in which the write is done:
    /// for shards that have their partition here, and for some that have it there. Then the first one is gone.
    @Test
    void theSecondMemberHasThemOnceItIsDone() {
        var both = members.two();
        var second = replica(both.getLast());
        var replica = safe(both.getFirst());
        var there = both.getLast().<ReplicaKey, byte[]>getMap(HazelcastReplica.INPUTS);
        var shards = new ArrayList<Integer>();
        for (var member : both) shards.addAll(Members.shardsOf(member).stream().limit(4).toList());
        long written = 0;
        for (int shard : shards) {
            Await.done(replica.put(shard, Entries.batch(shard, 1, 3)));
            Await.done(replica.put(shard, Entries.batch(shard, 4, 100)));
            written += 2;
            var copies = there.getLocalMapStats();
            assertThat(copies.getOwnedEntryCount() + copies.getBackupEntryCount()).as("shard %d", shard).isEqualTo(written);
        }

        Members.kill(both.getFirst());
        for (int shard : shards) {
            assertThat(second.of(shard)).extracting(Written::entry).isEqualTo(Entries.batch(shard, 1, 100));
        }
        second.own(shards.getFirst(), 2);
        second.clear(shards.getFirst());
        assertThat(second.of(shards.getFirst())).isEmpty();
        assertThat(second.of(shards.getLast())).isNotEmpty();
    }

    /// An owner begins where the one before it ended. What that one still puts, as it does not know of the next, is nothing.
    @Test
    void whatAFormerOwnerPutsLateIsNoPartOfIt() {
        var both = members.two();
        var former = safe(both.getFirst());
        var next = safe(both.getLast());
        former.own(7, 1);
        next.own(7, 2);
        Await.done(former.put(7, Entries.batch(7, 1, 3)));
        Await.done(next.put(7, Entries.batch(7, 4, 5)));
        Await.done(former.put(7, Entries.batch(7, 4, 9)));
        assertThat(next.of(7)).extracting(Written::entry).isEqualTo(Entries.batch(7, 1, 5));
        next.clear(7);
        assertThat(next.of(7)).extracting(Written::entry).isEqualTo(Entries.batch(7, 4, 5));
    }

    @Test
    void forgetsWhatPostgresHas() {
        var both = members.two();
        var replica = safe(both.getFirst());
        Await.done(replica.put(7, Entries.batch(7, 1, 3)));
        Await.done(replica.put(7, Entries.batch(7, 4, 5)));
        commit(3).complete();
        await().untilAsserted(() -> assertThat(replica.of(7)).extracting(Written::entry).isEqualTo(Entries.batch(7, 4, 5)));
    }

    @Test
    void countsWhatPostgresDoesNotHave() {
        var both = members.two();
        var replica = safe(both.getFirst());
        assertThat(replica.figures()).isEqualTo(new HazelcastReplica.Figures(0, 0, 0, true, 0));
        Await.done(replica.put(7, Entries.batch(7, 1, 3)));
        var three = replica.figures();
        Await.done(replica.put(7, Entries.batch(7, 4, 5)));
        var five = replica.figures();
        assertThat(three.inputs()).isEqualTo(3);
        assertThat(five.inputs()).isEqualTo(5);
        assertThat(five.bytes()).isGreaterThan(three.bytes());
        assertThat(three.memoryBytes()).as("with what Hazelcast adds").isGreaterThanOrEqualTo(three.bytes());
        assertThat(replica(both.getLast()).figures().memoryBytes()).as("the second member keeps it too").isEqualTo(five.memoryBytes());
        commit(3).complete();
        commit(5).complete();
        await().untilAsserted(() -> assertThat(replica.figures()).isEqualTo(new HazelcastReplica.Figures(0, 0, 0, true, 0)));
        Members.kill(both.getLast());
        await().until(() -> !replica.isSafe());
        assertThatThrownBy(() -> Await.done(replica.put(7, Entries.batch(7, 6, 6)))).hasMessageContaining("no second member");
        assertThat(replica.figures().misses()).isEqualTo(1);
    }

    /// Where Postgres is away for long it says so before it is full, and takes in again what comes once Postgres has some of it.
    @Test
    void takesInNoMoreThanItHasRoomFor() {
        var both = members.two();
        var one = replica(both.getFirst());
        Await.done(Members.safe(one).put(7, Entries.batch(7, 1, 1)));
        long bytes = one.figures().bytes();
        var replica = Members.safe(replica(both.getFirst(), 4 * bytes + bytes / 2));
        for (int seq = 2; seq <= 4; seq++) Await.done(replica.put(7, Entries.batch(7, seq, seq)));
        assertThat(replica.isNearlyFull()).isFalse();
        Await.done(replica.put(7, Entries.batch(7, 5, 5)));
        assertThat(replica.isNearlyFull()).isTrue();
        assertThatThrownBy(() -> Await.done(replica.put(7, Entries.batch(7, 6, 6))))
                .hasMessage("the memory for what the database lacks is full");
        assertThat(replica.isSafe()).as("the other member is well").isTrue();
        commit(2).complete();
        commit(3).complete();
        await().until(() -> !replica.isNearlyFull());
        Await.done(replica.put(7, Entries.batch(7, 6, 6)));
    }

    /// Before the members have found out that one is gone, and until another has the copies of all that is here.
    @Test
    void saysThatItHasNoCopyOnceTheSecondMemberIsGone() {
        var both = members.two();
        var replica = safe(both.getFirst());
        Await.done(replica.put(7, Entries.batch(7, 1, 3)));
        Members.kill(both.getLast());
        await().until(() -> !replica.isSafe());
        assertThatThrownBy(() -> Await.done(replica.put(7, Entries.batch(7, 4, 5)))).hasMessageContaining("no second member");
        replica.look();
        assertThat(replica.isSafe()).isFalse();
        assertThat(replica.of(7)).extracting(Written::entry).isEqualTo(Entries.batch(7, 1, 3));
    }

    @Test
    void failsWhereHazelcastIsGoneAndNeverHangs() {
        var both = members.two();
        var replica = safe(both.getFirst());
        Members.kill(both.getFirst());
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> Await.done(replica.put(0, Entries.batch(0, 1, 1)))).isInstanceOf(Exception.class);
    }

    private HazelcastReplica replica(HazelcastInstance member) {
        return replica(member, Long.MAX_VALUE);
    }

    private HazelcastReplica replica(HazelcastInstance member, long mostBytes) {
        return new HazelcastReplica(member, SHARDS, (_, seq) -> commit(seq).future(), mostBytes);
    }

    private Promise<Void> commit(long seq) {
        return commits.computeIfAbsent((int) seq, _ -> Promise.promise());
    }

    private HazelcastReplica safe(HazelcastInstance member) {
        return Members.safe(replica(member));
    }
}
