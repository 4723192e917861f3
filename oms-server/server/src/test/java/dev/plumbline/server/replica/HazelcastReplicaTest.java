package dev.plumbline.server.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;
import dev.plumbline.server.journal.Entries;

/// Real members on the loopback.
class HazelcastReplicaTest {
    private static final int SHARDS = 64;

    private final List<HazelcastInstance> members = new ArrayList<>();
    /// What Postgres has.
    private final Map<Integer, Promise<Void>> commits = new ConcurrentHashMap<>();

    @AfterEach
    void leave() {
        for (var member : members) member.getLifecycleService().terminate();
    }

    @Test
    void aMemberThatIsAloneHasNobodyToGiveThemTo() throws IOException {
        var replica = replica(member(freePort(), freePort()));
        replica.look();
        assertThat(replica.isSafe()).isFalse();
        assertThatThrownBy(() -> Await.done(replica.put(0, Entries.batch(0, 1, 10)))).hasMessageContaining("no second member");
        assertThat(replica.of(0, 0)).isEmpty();
    }

    /// The second member's memory is looked at, not asked for over the wire, and in the moment in which the write is done:
    /// for shards that have their partition here, and for some that have it there. Then the first one is gone.
    @Test
    void theSecondMemberHasThemOnceItIsDone() throws IOException {
        two();
        var second = replica(members.getLast());
        var replica = safe(members.getFirst());
        var there = members.getLast().<ReplicaKey, byte[]>getMap(HazelcastReplica.INPUTS);
        var shards = new ArrayList<Integer>();
        for (var member : members) shards.addAll(shardsOf(member).subList(0, Math.min(4, shardsOf(member).size())));
        long written = 0;
        for (int shard : shards) {
            Await.done(replica.put(shard, Entries.batch(shard, 1, 3)));
            Await.done(replica.put(shard, Entries.batch(shard, 4, 100)));
            written += 2;
            var copies = there.getLocalMapStats();
            assertThat(copies.getOwnedEntryCount() + copies.getBackupEntryCount()).as("shard %d", shard).isEqualTo(written);
        }

        members.getFirst().getLifecycleService().terminate();
        for (int shard : shards) {
            assertThat(second.of(shard, 0)).isEqualTo(Entries.batch(shard, 1, 100));
            assertThat(second.of(shard, 2)).isEqualTo(Entries.batch(shard, 3, 100));
        }
        second.clear(shards.getFirst(), 100);
        assertThat(second.of(shards.getFirst(), 0)).isEmpty();
        assertThat(second.of(shards.getLast(), 0)).isNotEmpty();
    }

    @Test
    void forgetsWhatPostgresHas() throws IOException {
        two();
        var replica = safe(members.getFirst());
        Await.done(replica.put(7, Entries.batch(7, 1, 3)));
        Await.done(replica.put(7, Entries.batch(7, 4, 5)));
        commit(3).complete();
        await().untilAsserted(() -> assertThat(replica.of(7, 0)).isEqualTo(Entries.batch(7, 4, 5)));
    }

    /// Before the members have found out that one is gone, and until another has the copies of all that is here.
    @Test
    void saysThatItHasNoCopyOnceTheSecondMemberIsGone() throws IOException {
        two();
        var replica = safe(members.getFirst());
        Await.done(replica.put(7, Entries.batch(7, 1, 3)));
        members.getLast().getLifecycleService().terminate();
        await().until(() -> !replica.isSafe());
        assertThatThrownBy(() -> Await.done(replica.put(7, Entries.batch(7, 4, 5)))).hasMessageContaining("no second member");
        replica.look();
        assertThat(replica.isSafe()).isFalse();
        assertThat(replica.of(7, 0)).isEqualTo(Entries.batch(7, 1, 3));
    }

    @Test
    void failsWhereHazelcastIsGoneAndNeverHangs() throws IOException {
        two();
        var replica = safe(members.getFirst());
        members.getFirst().getLifecycleService().terminate();
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> Await.done(replica.put(0, Entries.batch(0, 1, 1)))).isInstanceOf(Exception.class);
    }

    private HazelcastReplica replica(HazelcastInstance member) {
        return new HazelcastReplica(member, (_, seq) -> commit(seq).future());
    }

    private Promise<Void> commit(long seq) {
        return commits.computeIfAbsent((int) seq, _ -> Promise.promise());
    }

    private HazelcastReplica safe(HazelcastInstance member) {
        var replica = replica(member);
        await().until(() -> {
            replica.look();
            return replica.isSafe();
        });
        return replica;
    }

    private void two() throws IOException {
        int one = freePort();
        int two = freePort();
        var first = member(one, two);
        var second = member(two, one);
        await().until(() -> !shardsOf(first).isEmpty() && !shardsOf(second).isEmpty());
    }

    /// Those that have their partition at `member`.
    private static List<Integer> shardsOf(HazelcastInstance member) {
        return IntStream.range(0, SHARDS)
                .filter(shard -> member.getCluster().getLocalMember().equals(
                        member.getPartitionService().getPartition(shard).getOwner()))
                .boxed()
                .toList();
    }

    private HazelcastInstance member(int port, int other) {
        var config = new Config();
        config.setClusterName("replica-test-" + Math.min(port, other));
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.partition.count", "31");
        HazelcastReplica.prepare(config);
        var network = config.getNetworkConfig();
        network.setPort(port).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        var join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + port).addMember("127.0.0.1:" + other);
        var member = Hazelcast.newHazelcastInstance(config);
        members.add(member);
        return member;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
