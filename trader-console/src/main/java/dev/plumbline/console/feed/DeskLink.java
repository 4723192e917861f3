package dev.plumbline.console.feed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One membership in the desk cluster, from joining to leaving. A lost server ends it: a lite member alone is no
/// cluster, and one that has missed the server's death is better off joining anew.
final class DeskLink {
    private static final Logger LOG = LoggerFactory.getLogger(DeskLink.class);
    private static final int PROBE_TIMEOUT_MS = 2_000;

    private final Vertx vertx;
    private final HazelcastInstance hazelcast;

    private DeskLink(Vertx vertx, HazelcastInstance hazelcast) {
        this.vertx = vertx;
        this.hazelcast = hazelcast;
    }

    /// Our own address on the way to the server. Blocks for two seconds at most.
    ///
    /// @throws IOException where nobody listens there
    static String probe(String host, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PROBE_TIMEOUT_MS);
            return socket.getLocalAddress().getHostAddress();
        }
    }

    /// Joins, which takes a fraction of a second where the server is there and some seconds where it is not.
    ///
    /// @param ownHost where the server reaches us
    static Future<DeskLink> join(String ownHost, String server) {
        var manager = new HazelcastClusterManager(DeskCluster.config(ownHost, server));
        var options = new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(4)
                .setEventBusOptions(new EventBusOptions().setHost(ownHost).setClusterPublicHost(ownHost));
        return Vertx.builder()
                .with(options)
                .withClusterManager(manager)
                .buildClustered()
                .compose(vertx -> withServer(new DeskLink(vertx, manager.getHazelcastInstance()), server));
    }

    private static Future<DeskLink> withServer(DeskLink link, String server) {
        if (link.hasServer()) return Future.succeededFuture(link);
        link.leave();
        return Future.failedFuture("no server of the cluster '" + DeskCluster.NAME + "' at " + server);
    }

    private boolean hasServer() {
        return hazelcast.getCluster().getMembers().stream().anyMatch(member -> !member.isLiteMember());
    }

    /// Calls `lost` with a reason, maybe more than once, on a thread of Hazelcast's.
    void whenLost(Consumer<String> lost) {
        hazelcast.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                LOG.debug("joined the desk cluster: {}", event.getMember());
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                if (event.getMembers().stream().allMatch(Member::isLiteMember)) lost.accept("the server has gone");
            }
        });
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            var state = event.getState();
            if (state == LifecycleState.SHUTTING_DOWN || state == LifecycleState.MERGING)
                lost.accept("the desk cluster has dropped this console");
        });
        if (!hasServer()) lost.accept("the server has gone");
    }

    /// Ready once the servers know of the subscription.
    Future<Void> subscribe(String address, Consumer<Buffer> handler) {
        return vertx.eventBus()
                .<Buffer>consumer(address, message -> handler.accept(message.body()))
                .completion();
    }

    Future<Buffer> request(String address, Buffer body, long timeoutMs) {
        return vertx.eventBus()
                .<Buffer>request(address, body, new DeliveryOptions().setSendTimeout(timeoutMs))
                .map(message -> message.body());
    }

    /// Leaves for good, whatever state the cluster is in. Does not wait.
    Future<Void> leave() {
        // A polite goodbye asks the server, which may be the one that is gone: then each step would hang.
        if (!hasServer()) hazelcast.getLifecycleService().terminate();
        return vertx.close().onFailure(trouble -> LOG.warn("left the desk cluster untidily: {}", trouble.toString()));
    }
}
