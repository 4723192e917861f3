package dev.plumbline.server.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Book;
import dev.plumbline.core.Change;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Gone;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.Await;
import dev.plumbline.server.orders.Trade;
import dev.plumbline.wire.Wire;

/// Real members on the loopback.
class HazelcastReplicaTest {
    private static final int SHARDS = 64;
    private static final int ORDERS = 100;

    private final List<HazelcastInstance> members = new ArrayList<>();

    @AfterEach
    void leave() {
        for (var member : members) member.getLifecycleService().terminate();
    }

    @Test
    void aMemberThatIsAloneWritesNothing() throws IOException {
        var replica = new HazelcastReplica(member(freePort(), freePort()), 1);
        assertThat(replica.isAlone()).isTrue();
        assertThat(replica.put(0, changes("X", 10), List.of()).succeeded()).isTrue();
        assertThat(members.getFirst().getMap(HazelcastReplica.ORDERS).size()).isZero();
    }

    @Test
    void forgetsAnOrderThatTurnedOutToBeAnother() throws IOException {
        int one = freePort();
        int two = freePort();
        var first = member(one, two);
        member(two, one);
        await().untilAsserted(() -> assertThat(first.getCluster().getMembers()).hasSize(2));
        var replica = new HazelcastReplica(first, 1);
        IMap<ReplicaKey, byte[]> map = first.getMap(HazelcastReplica.ORDERS);
        replica.put(0, changes("X", 2), List.of());
        await().untilAsserted(() -> assertThat(map.keySet()).containsExactlyInAnyOrder(new ReplicaKey(0, "X0"), new ReplicaKey(0, "X1")));
        var gone = new Gone(new OrderKey("X0"), Position.flat(Trade.ACCOUNT, Trade.SYMBOL));
        replica.put(0, changes("Y", 1), List.of(gone));
        await().untilAsserted(() -> assertThat(map.keySet()).containsExactlyInAnyOrder(new ReplicaKey(0, "X1"), new ReplicaKey(0, "Y0")));
        replica.put(0, List.of(), List.of(new Gone(new OrderKey("X1"), gone.position())));
        await().untilAsserted(() -> assertThat(map.keySet()).containsExactly(new ReplicaKey(0, "Y0")));
    }

    /// The second member's memory is looked at, not asked for over the wire, and in the moment in which the write is done:
    /// for shards that have their partition here, and for some that have it there.
    @Test
    void theSecondMemberHasTheOrdersOnceItIsDone() throws IOException {
        int one = freePort();
        int two = freePort();
        var first = member(one, two);
        var second = member(two, one);
        await().until(() -> !shardsOf(first).isEmpty() && !shardsOf(second).isEmpty());
        await().until(() -> first.getPartitionService().isClusterSafe());
        var replica = new HazelcastReplica(first, SHARDS);
        assertThat(replica.isAlone()).isFalse();
        var there = second.<ReplicaKey, byte[]>getMap(HazelcastReplica.ORDERS);

        var shards = new ArrayList<Integer>();
        for (var member : members) shards.addAll(shardsOf(member).subList(0, Math.min(4, shardsOf(member).size())));
        long written = 0;
        for (int shard : shards) {
            Await.done(replica.put(shard, changes("Y" + shard + "-", ORDERS), List.of()));
            written += ORDERS;
            var copies = there.getLocalMapStats();
            assertThat(copies.getOwnedEntryCount() + copies.getBackupEntryCount()).as("shard %d", shard).isEqualTo(written);
        }

        first.getLifecycleService().terminate();
        for (int shard : shards)
            for (int i = 0; i < ORDERS; i++) {
                var key = "Y" + shard + "-" + i;
                assertThat(Wire.order(there.get(new ReplicaKey(shard, key))).key().value()).isEqualTo(key);
            }
    }

    /// Those that have their partition at `member`.
    private static List<Integer> shardsOf(HazelcastInstance member) {
        return IntStream.range(0, SHARDS)
                .filter(shard -> member.getCluster().getLocalMember().equals(
                        member.getPartitionService().getPartition(shard).getOwner()))
                .boxed()
                .toList();
    }

    /// A write that fails at once must not hold up those behind it.
    @Test
    void failsWhereHazelcastIsGoneAndNeverHangs() throws IOException {
        int one = freePort();
        int two = freePort();
        var first = member(one, two);
        member(two, one);
        await().untilAsserted(() -> assertThat(first.getCluster().getMembers()).hasSize(2));
        var replica = new HazelcastReplica(first, 1);
        first.getLifecycleService().terminate();
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> Await.done(replica.put(0, changes("Z", 1), List.of()))).hasMessageContaining("not active");
    }

    private static List<Change> changes(String prefix, int count) {
        var book = new Book();
        var changes = new ArrayList<Change>();
        for (int i = 0; i < count; i++) {
            var command = new Command.Enter(
                    new ClOrdID(prefix + i), Trade.ALPHA, Trade.ACCOUNT, Trade.SYMBOL, Side.BUY, Qty.of(10),
                    OrdType.LIMIT, Px.of("10"), TimeInForce.DAY, Trade.NOON);
            changes.addAll(book.sent(i + 1, command, false).changes());
        }
        return changes;
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
