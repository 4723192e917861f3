package dev.plumbline.console.feed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
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

import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage.LoggedIn;
import dev.plumbline.wire.tls.Identity;
import dev.plumbline.wire.tls.PemFiles;
import dev.plumbline.wire.tls.TlsException;

/// One membership in the desk cluster, from joining to leaving. A lost server ends it: a lite member alone is no
/// cluster, and one that has missed the server's death is better off joining anew.
final class DeskLink {
    private static final Logger LOG = LoggerFactory.getLogger(DeskLink.class);
    private static final int PROBE_TIMEOUT_MS = 2_000;

    private final Vertx vertx;
    private final HazelcastInstance hazelcast;
    private final String ownHost;

    private DeskLink(Vertx vertx, HazelcastInstance hazelcast, String ownHost) {
        this.vertx = vertx;
        this.hazelcast = hazelcast;
        this.ownHost = ownHost;
    }

    /// Where the servers reach us.
    String ownHost() {
        return ownHost;
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

    /// Joins. Blocks, for a fraction of a second where the server is there and for some seconds where it is not; then
    /// the bus comes up in the background.
    ///
    /// @param ownHost where the server reaches us
    /// @param tls what we prove ourselves with on the bus, read anew each time; none where it is in the clear
    /// @throws IOException where no desk cluster takes us in, or the certificate cannot be used
    static Future<DeskLink> join(String ownHost, String server, Optional<PemFiles> tls) throws IOException {
        var bus = bus(ownHost, tls);
        var hazelcast = hazelcast(ownHost, server);
        return Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4).setEventBusOptions(bus))
                .withClusterManager(new HazelcastClusterManager(hazelcast))
                .buildClustered()
                .map(vertx -> new DeskLink(vertx, hazelcast, ownHost))
                .onFailure(_ -> hazelcast.getLifecycleService().terminate());
    }

    private static EventBusOptions bus(String ownHost, Optional<PemFiles> tls) throws IOException {
        var bus = new EventBusOptions().setHost(ownHost).setClusterPublicHost(ownHost);
        try {
            return tls.map(files -> Identity.read(files, Instant.now()).onBus(bus)).orElse(bus);
        } catch (TlsException wrong) {
            throw new IOException(wrong.getMessage(), wrong);
        }
    }

    /// Ours and not the bus's to make: where joining fails, nothing of the bus is left behind.
    private static HazelcastInstance hazelcast(String ownHost, String server) throws IOException {
        HazelcastInstance hazelcast;
        try {
            hazelcast = Hazelcast.newHazelcastInstance(DeskCluster.config(ownHost, server));
        } catch (IllegalStateException | HazelcastException refused) {
            throw new IOException("the cluster there refuses us, is it the desk of another version?", refused);
        }
        if (hasServer(hazelcast)) return hazelcast;
        hazelcast.getLifecycleService().terminate();
        throw new IOException("no server of the cluster '" + DeskCluster.NAME + "' there");
    }

    private static boolean hasServer(HazelcastInstance hazelcast) {
        return hazelcast.getCluster().getMembers().stream().anyMatch(member -> !member.isLiteMember());
    }

    /// Those that are there now, in the order of their addresses.
    List<Server> servers() {
        return hazelcast.getCluster().getMembers().stream()
                .filter(member -> !member.isLiteMember())
                .map(member -> new Server(address(member), startedAt(member)))
                .sorted(Comparator.comparing(Server::address))
                .toList();
    }

    private static String address(Member member) {
        return member.getAddress().getHost() + ":" + member.getAddress().getPort();
    }

    private static long startedAt(Member member) {
        var told = member.getAttribute(Addresses.STARTED_AT);
        return told != null && told.matches("\\d{1,15}") ? TimeUnit.MILLISECONDS.toNanos(Long.parseLong(told)) : 0;
    }

    /// Calls `changed` after a server has come or gone, and `lost` with a reason, maybe more than once; on a thread of
    /// Hazelcast's.
    void watch(Runnable changed, Consumer<String> lost) {
        hazelcast.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                LOG.debug("joined the desk cluster: {}", event.getMember());
                changed.run();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                changed.run();
                if (event.getMembers().stream().allMatch(Member::isLiteMember)) lost.accept("the server has gone");
            }
        });
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            var state = event.getState();
            if (state == LifecycleState.SHUTTING_DOWN || state == LifecycleState.MERGING)
                lost.accept("the desk cluster has dropped this console");
        });
        if (!hasServer(hazelcast)) lost.accept("the server has gone");
    }

    /// Ready once the servers know of the subscription.
    Future<Void> subscribe(String address, Consumer<Buffer> handler) {
        return vertx.eventBus()
                .<Buffer>consumer(address, message -> handler.accept(message.body()))
                .completion();
    }

    /// @param token says who asks; empty for none
    Future<Buffer> request(String address, Buffer body, String token, long timeoutMs) {
        var options = new DeliveryOptions().setSendTimeout(timeoutMs);
        if (!token.isEmpty()) options.addHeader(LoggedIn.TOKEN, token);
        return vertx.eventBus()
                .<Buffer>request(address, body, options)
                .map(message -> message.body());
    }

    /// Leaves for good, whatever state the cluster is in. Returns at once.
    void leave() {
        // A polite goodbye asks the server, which may be the one that is gone: then each step of it would hang.
        if (hazelcast.getLifecycleService().isRunning() && !hasServer(hazelcast))
            hazelcast.getLifecycleService().terminate();
        vertx.close()
                .onFailure(trouble -> LOG.warn("left the bus untidily: {}", trouble.toString()))
                .onComplete(_ -> Thread.ofVirtual().start(hazelcast::shutdown));
    }
}
