package dev.plumbline.oms.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.server.Await;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.config.ServerConfig.Site;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage.Pong;
import dev.plumbline.wire.Wire;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// Two servers in both clusters, and consoles in processes of their own which come, sleep, die and come back. Of the order state
/// nothing moves, and of who is gone nothing is left.
///
/// `-Doms.consoles=50 -Doms.consoles.process=1` for fifty of them, each alone in its process, on a machine that has cores for so many;
/// `-Doms.seed=N` for other victims.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DeskClusterTest {
    private static final int CONSOLES = Integer.getInteger("oms.consoles", 8);
    private static final int IN_A_PROCESS = Integer.getInteger("oms.consoles.process", 2);
    private static final long SEED = Long.getLong("oms.seed", 7);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final DeliveryOptions SHORTLY = new DeliveryOptions().setSendTimeout(10_000);

    /// A console passes over it.
    private static final Buffer NO_NEWS = Wire.encode(new Pong(0, 0));

    @TempDir
    private Path logs;

    private final Map<String, Site> sites = Map.of("A", site(), "B", site());
    private final List<DeskSide> servers = new ArrayList<>();
    private final List<Consoles> desks = new ArrayList<>();

    @AfterEach
    void close() {
        desks.forEach(Consoles::close);
        servers.forEach(DeskSide::close);
    }

    @Test
    void whateverConsolesDoNothingMovesAndNothingStays() {
        var acting = serve("A");
        serve("B");
        eventually(() -> assertThat(servers).allMatch(one -> one.core.hazelcast().getPartitionService().isClusterSafe()
                && one.desk.hazelcast().getPartitionService().isClusterSafe() && one.core.servers().size() == 2 && one.desk.servers().size() == 2));
        for (var hazelcast : List.of(acting.core.hazelcast(), acting.desk.hazelcast()))
            assertThat(Set.copyOf(DeskSide.owners(hazelcast))).as("both have some").hasSize(2);
        servers.forEach(DeskSide::watchMigrations);
        var ownersOfOrders = DeskSide.owners(acting.core.hazelcast());
        var ownersOfDesk = DeskSide.owners(acting.desk.hazelcast());

        for (int i = 0; i < CONSOLES / IN_A_PROCESS; i++) start();
        awaitAll("all joined, since the last was there", desks);
        acting.tell("all are here");
        awaitHeard("all are here", desks);

        var shuffled = new ArrayList<>(desks);
        Collections.shuffle(shuffled, new Random(SEED));
        var asleep = shuffled.subList(0, Math.max(1, shuffled.size() / 4));
        var killed = shuffled.subList(asleep.size(), asleep.size() * 2);
        var left = shuffled.subList(asleep.size() * 2, shuffled.size());

        left.forEach(Consoles::seen);
        asleep.forEach(Consoles::sleep);
        measured("asleep, so dropped and forgotten", () -> assertOnlyMembersAreKnown(count(killed) + count(left)));
        killed.forEach(Consoles::kill);
        measured("killed, so dropped and forgotten", () -> assertOnlyMembersAreKnown(count(left)));
        assertThat(left).as("did not notice").allSatisfy(one ->
                assertThat(one.seen()).doesNotContain(Phase.DISCONNECTED, Phase.LOADING));
        for (var server : servers)
            for (int i = 0; i < 3 * count(left); i++)
                Await.done(server.desk.vertx().eventBus().sender(Addresses.desk(DeskSide.DESK)).write(NO_NEWS));
        acting.tell("some are gone");
        awaitHeard("some are gone", left);
        assertThat(asleep).noneMatch(one -> one.hasOneHeard("some are gone"));

        asleep.forEach(Consoles::wake);
        desks.removeAll(killed);
        awaitAll("awake, so back", desks);
        for (int i = 0; i < killed.size(); i++) start();
        awaitAll("as many as before, since the last was there", desks);
        awaitHeard("some are gone", desks);
        acting.tell("all are back");
        awaitHeard("all are back", desks);

        desks.forEach(Consoles::kill);
        measured("all killed at once", () -> assertOnlyMembersAreKnown(0));
        for (var server : servers) assertNobodyAnswers(server);

        assertThat(servers).allSatisfy(server -> {
            assertThat(server.migrations()).isEmpty();
            assertThat(server.core.hazelcast().getCluster().getMembers()).hasSize(2).noneMatch(member -> member.isLiteMember());
            assertThat(DeskSide.owners(server.core.hazelcast())).isEqualTo(ownersOfOrders);
            assertThat(DeskSide.owners(server.desk.hazelcast())).isEqualTo(ownersOfDesk);
        });
    }

    private DeskSide serve(String name) {
        var server = new DeskSide(name, sites, name.equals("A"));
        servers.add(server);
        return server;
    }

    /// One after the other: the JVMs of fifty that start at once starve each other and the servers on a machine that all share.
    private void start() {
        var started = new Consoles(List.of(), sites.get("A").desk(), IN_A_PROCESS, logs.resolve("consoles.log"));
        desks.add(started);
        eventually(() -> assertThat(started.areAll(Phase.LIVE)).as(started.toString()).isTrue());
    }

    private static int count(List<Consoles> some) {
        return some.stream().mapToInt(one -> one.count).sum();
    }

    private void awaitAll(String what, List<Consoles> some) {
        measured(what, () -> {
            assertThat(some).as(some.toString()).allMatch(one -> one.areAll(Phase.LIVE));
            assertOnlyMembersAreKnown(count(some));
        });
    }

    private static void awaitHeard(String text, List<Consoles> some) {
        eventually(() -> assertThat(some).allMatch(one -> one.haveHeard(text)));
    }

    /// On each server: the bus keeps what it keeps of so many consoles, and of nobody else but the servers.
    private void assertOnlyMembersAreKnown(int consoles) {
        assertThat(servers).allSatisfy(server -> {
            assertThat(server.consoles()).hasSize(consoles);
            assertThat(server.registered()).isEqualTo(server.consoles());
            assertThat(server.known()).isEqualTo(server.nodes());
        });
    }

    private static void assertNobodyAnswers(DeskSide server) {
        assertThat(server.desk.vertx().eventBus().request(Addresses.desk(DeskSide.DESK), NO_NEWS, SHORTLY)
                .toCompletionStage().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat().havingCause()
                .isInstanceOfSatisfying(ReplyException.class, failed ->
                        assertThat(failed.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS));
    }

    /// How long it took is printed: docs/cluster.md has such figures.
    private static void measured(String what, ThrowingRunnable shown) {
        long from = System.nanoTime();
        eventually(shown);
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - from) / 1e9);
    }

    private static void eventually(ThrowingRunnable shown) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(shown);
    }

    private static Site site() {
        return new Site(new Endpoint("127.0.0.1", freePort()), new Endpoint("127.0.0.1", freePort()));
    }

    private static int freePort() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException occupied) {
            throw new UncheckedIOException(occupied);
        }
    }
}
