package dev.plumbline.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.lease.Arbiter;
import dev.plumbline.server.lease.LeaseRegister;
import dev.plumbline.server.lease.LeaseTerms;
import dev.plumbline.server.lease.Leases;
import dev.plumbline.server.lease.Peers;
import dev.plumbline.server.lease.Run;

/// Two members of a real cluster: A asks, and B answers, of the three servers that there are.
class PeersOnBusTest {
    private static final LeaseTerms TERMS = new LeaseTerms(new TreeSet<>(Set.of("A", "B", "C")), Duration.ofMillis(500));
    private static final Run A1 = new Run("A", 1);
    private static final Run B1 = new Run("B", 1);

    private final List<Cluster> joined = new ArrayList<>();
    /// B's clock.
    private volatile long now = 1;
    /// B's event loop.
    private Context context;
    private Leases leases;
    private Peers peers;

    @BeforeEach
    void join() throws IOException {
        var here = new Endpoint("127.0.0.1", freePort());
        var there = new Endpoint("127.0.0.1", freePort());
        var both = List.of(here, there);
        joined.add(Await.done(Cluster.join("peers-test-" + here.port(), "A", here, both, "core")));
        joined.add(Await.done(Cluster.join("peers-test-" + here.port(), "B", there, both, "core")));
        await().untilAsserted(() -> assertThat(joined).allSatisfy(
                one -> assertThat(one.servers()).as("the oldest first").containsExactly("A", "B")));
        peers = new PeersOnBus(a().vertx().eventBus(), TERMS);
        context = b().vertx().getOrCreateContext();
        leases = new Leases("B", TERMS, new Register(), new PeersOnBus(b().vertx().eventBus(), TERMS), () -> now);
        Await.done(onB(() -> PeersOnBus.answer(b().vertx().eventBus(), "B", leases)));
        await().until(() -> failure(peers.promise("B", A1)) != ReplyFailure.NO_HANDLERS);
    }

    private <T> Future<T> onB(Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        context.runOnContext(_ -> work.get().onComplete(done));
        return done.future();
    }

    private Cluster a() {
        return joined.getFirst();
    }

    private Cluster b() {
        return joined.getLast();
    }

    @AfterEach
    void leave() {
        for (var one : joined) Await.done(one.leave());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// B has no run before its first tick. With each the arbiter renews it, and it may act for a span.
    private Run tick() {
        return Await.done(onB(() -> {
            leases.tick();
            return Future.succeededFuture(leases.run().orElseThrow());
        }));
    }

    private static ReplyFailure failure(Future<Run> asked) {
        await().until(asked::isComplete);
        assertThat(asked.cause()).isInstanceOf(ReplyException.class);
        return ((ReplyException) asked.cause()).failureType();
    }

    /// B has said no.
    private static void assertNotGiven(Future<Run> asked) {
        assertThat(failure(asked)).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
        assertThat(asked.cause()).hasMessage("not given");
    }

    @Test
    void aPromiseIsGivenByWhoMayAct() {
        assertNotGiven(peers.promise("B", A1));
        assertThat(tick()).isEqualTo(B1);
        assertThat(Await.done(peers.promise("B", A1))).isEqualTo(B1);
        now += TERMS.span().toNanos();
        assertNotGiven(peers.promise("B", A1));
        tick();
        assertThat(Await.done(peers.promise("B", A1))).isEqualTo(B1);
    }

    @Test
    void whoIsRefusedIsPromisedNothingAnyMore() {
        tick();
        assertThat(Await.done(peers.refuse("B", A1))).isEqualTo(B1);
        assertNotGiven(peers.promise("B", A1));
        assertThat(Await.done(peers.promise("B", new Run("A", 2)))).as("its next run is another one").isEqualTo(B1);
    }

    @Test
    void nobodyIsRefusedWhereTheArbiterMayBeAway() {
        tick();
        now += TERMS.span().toNanos();
        assertNotGiven(peers.refuse("B", A1));
        tick();
        assertThat(Await.done(peers.promise("B", A1))).as("it was not refused").isEqualTo(B1);
    }

    @Test
    void whoIsNotThereCannotBeAsked() {
        assertThat(failure(peers.promise("C", A1))).isEqualTo(ReplyFailure.NO_HANDLERS);
        assertThat(failure(peers.refuse("C", A1))).isEqualTo(ReplyFailure.NO_HANDLERS);
    }

    /// It is paused, or a message is lost. The bus itself would wait for half a minute.
    @Test
    void whoDoesNotAnswerIsGivenUpAfterASpan() {
        var silent = b().vertx().eventBus().consumer("lease.C", _ -> {});
        Await.done(silent.completion());
        await().until(() -> failure(peers.promise("C", A1)) == ReplyFailure.TIMEOUT);
        assertThat(failure(peers.refuse("C", A1))).isEqualTo(ReplyFailure.TIMEOUT);
    }

    /// The register as the arbiter in Postgres has it, which answers at once.
    private static final class Register implements Arbiter {
        private final LeaseRegister register = new LeaseRegister(TERMS);

        @Override
        public Future<Long> lastIncarnation(String server) {
            return Future.succeededFuture(register.lastIncarnation(server));
        }

        @Override
        public Future<Registered> register(String server, long after, Set<String> inSight) {
            return Future.succeededFuture(register.register(server, after, inSight, 1));
        }

        @Override
        public Future<Map<String, Tenure>> renew(Run run, long number, Set<String> leases, Set<Run> quiet) {
            return Future.succeededFuture(register.renew(run, number, leases, quiet, 1));
        }

        @Override
        public Future<Boolean> fence(Run by, Run lost, Set<Run> refusers, Set<Run> quiet, boolean wasSeen) {
            return Future.succeededFuture(register.fence(by, lost, refusers, quiet, wasSeen, 1));
        }

        @Override
        public Future<Void> end(Run run) {
            register.end(run);
            return Future.succeededFuture();
        }
    }
}
