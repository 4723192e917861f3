package dev.plumbline.server.replica;

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

/// Real Hazelcast members on the loopback, two at most at a time.
final class Members implements AutoCloseable {
    private static final int SHARDS = 64;

    private final List<HazelcastInstance> members = new ArrayList<>();
    private final int one = freePort();
    private final int two = freePort();

    Members() throws IOException {}

    /// One that is alone, or joins the one that is there.
    HazelcastInstance join() {
        var member = member(members.isEmpty() || !isThere(one) ? one : two);
        members.add(member);
        return member;
    }

    private boolean isThere(int port) {
        return members.stream().anyMatch(member -> member.getLifecycleService().isRunning()
                && member.getCluster().getLocalMember().getAddress().getPort() == port);
    }

    /// Two, each of which has partitions.
    List<HazelcastInstance> two() {
        var both = List.of(join(), join());
        await().until(() -> both.stream().noneMatch(member -> shardsOf(member).isEmpty()));
        return both;
    }

    /// Those that have their partition at `member`.
    static List<Integer> shardsOf(HazelcastInstance member) {
        return IntStream.range(0, SHARDS)
                .filter(shard -> member.getCluster().getLocalMember().equals(
                        member.getPartitionService().getPartition(shard).getOwner()))
                .boxed()
                .toList();
    }

    /// As a killed process leaves.
    static void kill(HazelcastInstance member) {
        member.getLifecycleService().terminate();
    }

    /// Once a second member has all.
    static HazelcastReplica safe(HazelcastReplica replica) {
        await().until(() -> {
            replica.look();
            return replica.isSafe();
        });
        return replica;
    }

    private HazelcastInstance member(int port) {
        var config = new Config();
        config.setClusterName("replica-test-" + one);
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
        join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + one).addMember("127.0.0.1:" + two);
        return Hazelcast.newHazelcastInstance(config);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        for (var member : members) kill(member);
    }
}
