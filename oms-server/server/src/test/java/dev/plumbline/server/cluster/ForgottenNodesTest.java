package dev.plumbline.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.hazelcast.map.MapInterceptor;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;
import dev.plumbline.server.config.ServerConfig.Endpoint;

/// What the bus remembers of nodes that are gone, on three real members.
class ForgottenNodesTest {
    /// Enough that some of them have their registration, and its backup, at the two that die.
    private static final List<String> ADDRESSES = IntStream.range(0, 40).mapToObj(i -> "noun." + i).toList();
    private static final DeliveryOptions SHORTLY = new DeliveryOptions().setSendTimeout(5_000);

    private final List<Endpoint> all = IntStream.range(0, 3).mapToObj(_ -> new Endpoint("127.0.0.1", freePort())).toList();
    private final List<Cluster> members = new ArrayList<>();

    @AfterEach
    void leave() {
        for (var member : members)
            if (member.hazelcast().getLifecycleService().isRunning()) Await.done(member.leave());
    }

    /// Two of three are gone at once, by a kill or a line that is cut, and with them what the bus had noted in their memories: nobody is
    /// told that those registrations are gone.
    @Test
    void whoIsLeftAsksNobodyWhoIsGone() {
        for (int i = 0; i < 3; i++) members.add(join(i));
        var left = members.getFirst();
        await().until(() -> members.stream().allMatch(member -> member.servers().size() == 3));
        // Where parts of the map are still on their way to who has just joined, a backup may miss what is registered: another story.
        awaitBackups();
        for (var address : ADDRESSES)
            Await.done(members.get(1).vertx().eventBus().consumer(address, message -> message.reply("here")).completion());
        for (var address : ADDRESSES)
            assertThat(Await.done(left.vertx().eventBus().request(address, "who?", SHORTLY)).body()).isEqualTo("here");
        awaitBackups();

        var dying = members.stream().skip(1).map(one -> Thread.ofPlatform().start(() -> one.hazelcast().getLifecycleService().terminate())).toList();
        for (var one : dying) joined(one);
        await().until(() -> left.servers().size() == 1);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(ADDRESSES).allSatisfy(address ->
                assertThat(left.vertx().eventBus().request(address, "who?", SHORTLY).toCompletionStage().toCompletableFuture())
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableThat().havingCause()
                        .isInstanceOfSatisfying(ReplyException.class, failed ->
                                assertThat(failed.failureType()).as(address + ": " + failed).isEqualTo(ReplyFailure.NO_HANDLERS))));
    }

    /// As where a backup answers too late.
    @Test
    void whatFailedWhenAMemberWentIsDoneAgain() {
        for (int i = 0; i < 2; i++) members.add(join(i));
        var left = members.getFirst();
        var dying = members.getLast();
        await().until(() -> left.servers().size() == 2);
        Await.done(dying.vertx().eventBus().consumer("noun", message -> message.reply("here")).completion());
        awaitBackups();
        var nodes = left.hazelcast().<String, Object>getMap("__vertx.nodeInfo");
        nodes.addInterceptor(new FailsTwice());
        FailsTwice.left.set(2);

        dying.hazelcast().getLifecycleService().terminate();
        await().untilAsserted(() -> assertThat(nodes.keySet()).hasSize(1));
        assertThat(FailsTwice.left).hasNonPositiveValue();
        assertThat(left.hazelcast().getMultiMap("__vertx.subs").keySet()).isEmpty();
    }

    /// To take away an entry.
    private static final class FailsTwice implements MapInterceptor {
        private static final AtomicInteger left = new AtomicInteger();

        @Override
        public Object interceptRemove(Object value) {
            if (left.getAndDecrement() > 0) throw new IllegalStateException("a failure of the test");
            return value;
        }

        @Override
        public Object interceptGet(Object value) {
            return value;
        }

        @Override
        public Object interceptPut(Object before, Object value) {
            return value;
        }

        @Override
        public void afterGet(Object value) {}

        @Override
        public void afterPut(Object value) {}

        @Override
        public void afterRemove(Object value) {}
    }

    private Cluster join(int i) {
        return Await.done(Cluster.join("oms-test", "server " + i, all.get(i), all, "desk"));
    }

    private void awaitBackups() {
        await().until(() -> members.stream().allMatch(member -> member.hazelcast().getPartitionService().isClusterSafe()));
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException occupied) {
            throw new UncheckedIOException(occupied);
        }
    }
}
