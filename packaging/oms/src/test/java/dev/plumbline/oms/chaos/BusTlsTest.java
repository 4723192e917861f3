package dev.plumbline.oms.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastNodeInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.console.feed.DeskFeed;
import dev.plumbline.console.feed.FeedListener;
import dev.plumbline.oms.certs.Papers;
import dev.plumbline.server.Await;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.config.ServerConfig.Site;
import dev.plumbline.server.tls.Tls;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.tls.PemFiles;

/// Who takes part in the bus of a cluster whose members have certificates: members join as the product does.
class BusTlsTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final DeliveryOptions IN_TIME = new DeliveryOptions().setSendTimeout(4_000);

    @TempDir
    Path folder;

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Endpoint> places = List.of(free(), free());
    private final String name = "bus-tls-" + places.getFirst().port();
    private Papers papers;

    @BeforeEach
    void begin() {
        papers = new Papers(folder.resolve("certs"));
    }

    @AfterEach
    void end() {
        undo.forEach(Runnable::run);
    }

    private static Endpoint free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", socket.getLocalPort());
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    private Cluster join(int place, Tls tls) {
        var cluster = Await.done(Cluster.join(name, "server " + place, places.get(place), places, "core", tls));
        undo.push(() -> Await.done(cluster.leave()));
        return cluster;
    }

    private Cluster answering(int place, Tls tls) {
        var cluster = join(place, tls);
        Await.done(cluster.vertx().eventBus().<String>consumer("question", asked -> asked.reply("answer to " + asked.body())).completion());
        return cluster;
    }

    private static String ask(Cluster from) {
        return Await.done(from.vertx().eventBus().<String>request("question", "this", IN_TIME).map(answer -> answer.body()));
    }

    @Test
    void membersWithCertificatesOfOneAuthorityHearEachOther() {
        answering(0, papers.tls("a"));
        assertThat(ask(join(1, papers.tls("b")))).isEqualTo("answer to this");
    }

    @Test
    void aMemberWithoutOneIsNotHeard() {
        answering(0, papers.tls("a"));
        var stranger = join(1, Tls.NONE);
        assertThatThrownBy(() -> ask(stranger)).hasMessageContaining("Timed out");
    }

    @Test
    void aMemberWithOneOfAnotherAuthorityIsNotHeard() {
        answering(0, papers.tls("a"));
        var stranger = join(1, new Papers(folder.resolve("others")).tls("b"));
        assertThatThrownBy(() -> ask(stranger)).hasMessageContaining("Timed out");
    }

    /// The bus itself, without a cluster around it: TLS 1.3 tells a client what it lacks at its first read, unless the line is gone by then.
    @Test
    void theBusWantsACertificate() throws Exception {
        var cluster = join(0, papers.tls("a"));
        var node = cluster.hazelcast().<String, HazelcastNodeInfo>getMap("__vertx.nodeInfo").values().iterator().next().unwrap();
        assertThatThrownBy(() -> readsFrom(papers.trusting(), node)).isInstanceOfAny(SSLException.class, SocketException.class);
    }

    private static int readsFrom(SSLContext context, NodeInfo node) throws IOException {
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(node.host(), node.port())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.startHandshake();
            socket.getOutputStream().write(new byte[] {0, 0, 0, 0});
            int read = socket.getInputStream().read();
            if (read < 0) throw new IOException("closed");
            return read;
        }
    }

    private static final class Hearing implements FeedListener {
        private final AtomicReference<FeedStatus> status = new AtomicReference<>(FeedStatus.STARTING);
        private final AtomicReference<String> failure = new AtomicReference<>("");

        @Override
        public void status(FeedStatus now) {
            status.set(now);
            if (now.reason().startsWith("not let in")) failure.set(now.reason());
        }

        @Override
        public void snapshot(boolean anew, List<Item> items) {}

        @Override
        public void news(List<Item> items) {}
    }

    private Hearing console(Endpoint desk, Optional<PemFiles> tls) {
        var hearing = new Hearing();
        var feed = new DeskFeed("127.0.0.1", desk.port(), DeskSide.DESK, "maria", tls);
        undo.push(feed::close);
        feed.start(hearing);
        return hearing;
    }

    private Endpoint desk() {
        var site = new Site(places.get(0), places.get(1));
        var side = new DeskSide("A", new TreeMap<>(Map.of("A", site)), true, papers.tls("a"));
        undo.push(side::close);
        return site.desk();
    }

    @Test
    void aConsoleWithACertificateFollowsTheDesk() {
        var desk = desk();
        papers.make("maria");
        var console = console(desk, Optional.of(papers.files("maria")));
        await().atMost(SOON).until(() -> console.status.get().isLive());
    }

    @Test
    void aConsoleWithoutOneSeesNothing() {
        var console = console(desk(), Optional.empty());
        await().atMost(SOON).until(() -> !console.failure.get().isEmpty());
        assertThat(console.status.get().isLive()).isFalse();
    }

    @Test
    void aConsoleWhoseCertificateIsGoneSaysSo() {
        var desk = desk();
        var console = console(desk, Optional.of(papers.files("nobody")));
        await().atMost(SOON).until(() -> console.status.get().reason().contains("certificate " + papers.files("nobody").certificate() + " is not there"));
    }
}
