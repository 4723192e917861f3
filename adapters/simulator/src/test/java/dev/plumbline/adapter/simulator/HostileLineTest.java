package dev.plumbline.adapter.simulator;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import quickfix.Message;

import dev.plumbline.adapter.simulator.Chaos.Line;
import dev.plumbline.adapter.simulator.Chaos.Nonsense;
import dev.plumbline.core.Account;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;

/// Every kind of misdeed that needs a wire, over a real one: once the broker is quiet, a plain QuickFIX/J client has been
/// told every order and every trade that the ledger has.
class HostileLineTest {
    private static final int HEARTBEAT_SECONDS = 1;
    private static final int MANY = 10_000;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private int lastClOrdID;

    @AfterEach
    void close() throws Exception {
        wait(vertx.close());
    }

    static Stream<Arguments> lines() {
        var troubles = new Line(0, 0, 0, 0, 400, 300);
        return Stream.of(
                Arguments.of(new Line(50, 0, 0, 0, 0, 0), Set.of(Misdeed.DROPPED)),
                Arguments.of(new Line(0, 50, 0, 0, 0, 0), Set.of(Misdeed.CORRUPTED)),
                Arguments.of(new Line(0, 0, 50, 0, 0, 0), Set.of(Misdeed.TRUNCATED)),
                Arguments.of(troubles, Set.of(
                        Misdeed.SEQUENCE_RESET, Misdeed.SLOW_READER, Misdeed.CUT, Misdeed.LOGOUT, Misdeed.HALF_OPEN)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void inTheEndTheClientHasBeenToldEverything(Line line, Set<Misdeed> kinds) throws Exception {
        var broker = broker().withChaos(Chaos.NONE.with(line));
        var simulator = start(broker);
        try (var client = client(broker, simulator)) {
            tradeUntilMet(client, simulator, kinds);
            wait(simulator.quiesce());
            await().atMost(LONG).untilAsserted(() -> hasAll(client, wait(simulator.snapshot())));
            assertThat(wait(simulator.snapshot()).misdeeds().keySet()).isEqualTo(kinds);
        }
    }

    /// The very last message too: nothing follows it that would show the gap, but for the broker's question.
    @Test
    void whatIsLostLastOfAllIsMissedSoon() throws Exception {
        var broker = broker().withFlowPerSecond(0).withChaos(Chaos.NONE.with(new Line(1000, 0, 0, 0, 0, 0)));
        var simulator = start(broker);
        try (var client = new Client(broker, simulator.port())) {
            await().atMost(LONG).until(client::isLoggedOn);
            client.enter("C1", "ACC1", "ACME", '1', 100, "100.00");
            await().atMost(LONG).until(() -> wait(simulator.snapshot()).misdeeds().containsKey(Misdeed.DROPPED));
            assertThat(client.received()).isEmpty();
            wait(simulator.quiesce());
            await().atMost(Duration.ofSeconds(20)).until(() -> client.received().size() == 1);
        }
    }

    /// Else a client's ResendRequest waits behind them, and its gap stays open.
    @Test
    void manyOrdersAtOnceArriveAtOnce() throws Exception {
        var broker = broker().withFlowPerSecond(0).withChaos(Chaos.NONE.with(new Line(0, 0, 0, 0, 3_600_000, 1)));
        var simulator = start(broker);
        try (var client = client(broker, simulator)) {
            await().atMost(LONG).until(client::isLoggedOn);
            for (int i = 0; i < MANY; i++) client.enter("C" + i, "ACC1", "ACME", '1', 100, "100.05");
            await().atMost(Duration.ofSeconds(10)).until(() -> wait(simulator.snapshot()).orders().size() == MANY);
        }
    }

    @Test
    void nonsenseIsToldBesideTheTruth() throws Exception {
        var broker = broker().withChaos(Chaos.NONE.with(new Nonsense(100, 100)));
        var simulator = start(broker);
        try (var client = client(broker, simulator)) {
            tradeUntilMet(client, simulator, Set.of(Misdeed.UNREADABLE, Misdeed.UNKNOWN_ORDER));
            wait(simulator.quiesce());
            await().atMost(LONG).untilAsserted(() -> {
                var ledger = wait(simulator.snapshot());
                hasAll(client, ledger);
                assertThat(client.refused()).hasSize(Math.toIntExact(ledger.misdeeds().getOrDefault(Misdeed.UNREADABLE, 0L)));
            });
            assertThat(wait(simulator.snapshot()).orders()).anyMatch(order -> order.key().value().startsWith("X"));
        }
    }

    private void tradeUntilMet(Client client, Simulator simulator, Set<Misdeed> kinds) {
        await().atMost(LONG).until(client::isLoggedOn);
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> {
            client.enter("C" + ++lastClOrdID, "ACC1", "ACME", '1', 100, "100.05");
            return lastClOrdID > 50 && wait(simulator.snapshot()).misdeeds().keySet().containsAll(kinds);
        });
    }

    private static void hasAll(Client client, Ledger.Snapshot ledger) {
        assertThat(told(client, '0', Tag.CLORDID))
                .isEqualTo(ledger.orders().stream().map(order -> order.key().value()).collect(toSet()));
        assertThat(told(client, 'F', Tag.EXECID)).isEqualTo(ledger.orders().stream()
                .flatMap(order -> order.executions().stream()).map(fill -> fill.execID().value()).collect(toSet()));
    }

    private static Set<String> told(Client client, char execType, int tag) {
        return client.received().stream()
                .filter(message -> text(message, Tag.EXEC_TYPE).equals(String.valueOf(execType)))
                .map(message -> text(message, tag)).collect(toSet());
    }

    private static String text(Message message, int tag) {
        return message.getOptionalString(tag).orElse("");
    }

    private static SimulatorConfig broker() {
        return SimulatorConfig.of(
                        "HOSTILE", "FIX.4.4", Set.of(new Account("ACC1")), Map.of(new Symbol("ACME"), Px.of("100.00")))
                .withFlowPerSecond(500)
                .withHabits(Habits.PLAIN);
    }

    private static Client client(SimulatorConfig broker, Simulator simulator) throws Exception {
        return new Client(broker, simulator.port(), broker.targetCompID(), false, HEARTBEAT_SECONDS);
    }

    private Simulator start(SimulatorConfig config) throws Exception {
        var simulator = new Simulator(config);
        wait(vertx.deployVerticle(simulator));
        return simulator;
    }

    private static <T> T wait(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
