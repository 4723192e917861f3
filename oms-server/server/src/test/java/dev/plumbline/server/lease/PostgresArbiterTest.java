package dev.plumbline.server.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.lease.Arbiter.Tenure;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.TestDatabase;

/// The register in a real Postgres says what the register in memory says, also to several who ask at once, and loses nothing.
class PostgresArbiterTest {
    private static final LeaseTerms TERMS = new LeaseTerms(new TreeSet<>(Set.of("A", "B", "C")), Duration.ofSeconds(20));
    private static final List<String> NAMES = List.of("A", "B", "C");
    private static final List<String> LEASES = List.of("shard-0", "shard-1", "session-X");

    private static Vertx vertx;

    private final List<PostgresArbiter> opened = new ArrayList<>();
    private StoreConfig config;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        done(vertx.close());
    }

    @BeforeEach
    void migrate() {
        config = TestDatabase.migrated();
    }

    @AfterEach
    void close() {
        for (var one : opened) done(one.close());
    }

    private PostgresArbiter arbiter(LeaseTerms terms, int port) {
        var options = new PgConnectOptions().setHost(config.host()).setPort(port).setDatabase(config.database())
                .setUser(config.user()).setPassword(config.password()).setCachePreparedStatements(true);
        var arbiter = new PostgresArbiter(terms, () -> PgConnection.connect(vertx, options));
        opened.add(arbiter);
        return arbiter;
    }

    private PostgresArbiter arbiter() {
        return arbiter(TERMS, config.port());
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("not done in 30 s", late);
        }
    }

    /// Requests as servers would send them, and as none would; after each the answer, or why there is none.
    @Test
    void saysWhatTheRegisterInMemorySays() {
        var random = new Random(1);
        var memory = new LeaseRegister(TERMS);
        var arbiter = arbiter();
        for (int i = 0; i < 400; i++) {
            var request = request(random, i);
            var expected = answer(() -> request.memory.apply(memory));
            assertThat(answer(() -> done(request.postgres.apply(arbiter)))).as("request %d: %s", i, request.what).isEqualTo(expected);
        }
        assertThat(memory.leases()).as("something was held").isNotEmpty();
        assertThat(TestDatabase.sql(config, "SELECT lease || ' ' || server || '#' || incarnation || ' ' || epoch FROM lease ORDER BY 1"))
                .isEqualTo(memory.leases().entrySet().stream()
                        .map(lease -> lease.getKey() + " " + lease.getValue().owner() + " " + lease.getValue().epoch()).sorted().toList());
        assertThat(TestDatabase.sql(config, "SELECT server || '#' || incarnation || ' ' || over FROM lease_server ORDER BY 1"))
                .isEqualTo(memory.servers().entrySet().stream()
                        .map(server -> server.getKey() + "#" + server.getValue().incarnation() + " " + server.getValue().isOver())
                        .toList());
    }

    private record Asked(
            String what, Function<LeaseRegister, Object> memory, Function<PostgresArbiter, Future<?>> postgres) {}

    /// By the clock all have been renewed just now.
    private static Asked request(Random random, int number) {
        long now = 1;
        var name = NAMES.get(random.nextInt(3));
        var other = NAMES.get(random.nextInt(3));
        var by = new Run(name, 1 + random.nextInt(6));
        var whom = new Run(other, 1 + random.nextInt(6));
        var some = some(random, LEASES);
        var runs = NAMES.stream().map(each -> new Run(each, 1 + random.nextInt(6))).collect(Collectors.toSet());
        var quiet = random.nextBoolean() ? runs : Set.<Run>of();
        return switch (random.nextInt(6)) {
            case 0 -> {
                long after = random.nextInt(5);
                yield new Asked(
                        name + " registers after " + after, register -> register.register(name, after, Set.copyOf(NAMES), now),
                        arbiter -> arbiter.register(name, after, Set.copyOf(NAMES)));
            }
            case 1 -> new Asked("last of " + name, register -> register.lastIncarnation(name), arbiter -> arbiter.lastIncarnation(name));
            case 2 -> new Asked(by + " ends", register -> {
                register.end(by);
                return "";
            }, arbiter -> arbiter.end(by).map(""));
            case 3 -> new Asked(
                    by + " fences " + whom + ", refused by " + runs, register -> register.fence(by, whom, runs, quiet, true, now),
                    arbiter -> arbiter.fence(by, whom, runs, quiet, true));
            default -> new Asked(
                    by + " renews " + some, register -> register.renew(by, number, some, quiet, now),
                    arbiter -> arbiter.renew(by, number, some, quiet));
        };
    }

    private static Set<String> some(Random random, List<String> all) {
        var some = new TreeSet<String>();
        for (var each : all) if (random.nextBoolean()) some.add(each);
        return some;
    }

    private interface Question {
        Object ask();
    }

    private static Object answer(Question question) {
        try {
            return question.ask();
        } catch (RuntimeException refused) {
            return refused.getClass().getSimpleName() + ": " + refused.getMessage();
        }
    }

    @Test
    void ofSeveralWhoAskAtOnceOneGetsEachLease() {
        var arbiters = NAMES.stream().map(_ -> arbiter()).toList();
        var runs = new ArrayList<Run>();
        for (var name : NAMES) runs.add(done(arbiter().register(name, 0, Set.copyOf(NAMES))).run());
        var asked = new ArrayList<Future<Map<String, Tenure>>>();
        for (int i = 0; i < NAMES.size(); i++) asked.add(arbiters.get(i).renew(runs.get(i), 1, Set.copyOf(LEASES), Set.of()));
        var held = new ArrayList<String>();
        for (var answer : asked)
            done(answer).forEach((lease, tenure) -> {
                if (tenure instanceof Tenure.Ours(long epoch)) held.add(lease + " " + epoch);
            });
        assertThat(held).containsExactlyInAnyOrder("shard-0 1", "shard-1 1", "session-X 1");
    }

    @Test
    void findsItsWayBackWhereTheConnectionIsCut() {
        var arbiter = arbiter();
        assertThat(done(arbiter.lastIncarnation("A"))).isZero();
        TestDatabase.sql(config, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%lease_register%'"
                + " AND pid <> pg_backend_pid()");
        await().ignoreExceptions().untilAsserted(
                () -> assertThat(done(arbiter.lastIncarnation("A"))).isZero());
    }

    /// A machine that has died answers nothing, not even that it is not there.
    @Test
    void aDatabaseThatSaysNothingIsGivenUpAfterASpan() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var terms = new LeaseTerms(TERMS.servers(), Duration.ofMillis(200));
            var arbiter = arbiter(terms, silent.getLocalPort());
            var asked = arbiter.lastIncarnation("A");
            await().until(asked::isComplete);
            assertThat(asked.cause()).isInstanceOf(TimeoutException.class);
        }
    }
}
