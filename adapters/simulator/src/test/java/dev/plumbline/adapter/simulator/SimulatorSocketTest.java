package dev.plumbline.adapter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.Message;

import dev.plumbline.core.Account;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;

/// The broker over a real socket, with a plain QuickFIX/J client that checks every message against its dictionary.
class SimulatorSocketTest {
    private static final String[] SHOWN = {"11", "41", "20", "150", "39", "38", "44", "32", "31", "151", "14", "6"};

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void giveABusyMachineTime() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() throws Exception {
        wait(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FIX.4.2", "FIX.4.4", "FIX.5.0SP2"})
    void ordersAreAnsweredInEveryVersion(String beginString) throws Exception {
        var broker = broker(beginString);
        var simulator = start(broker);
        try (var client = new Client(broker, simulator.port())) {
            await().until(client::isLoggedOn);
            client.enter("A", "ACC1", "ACME", '1', 1000, "100.00");
            client.enter("B", "ACC2", "ACME", '2', 400, "99.50");
            client.replace("C", "A", "ACME", '1', 900, "100.25");
            client.cancel("D", "C", "ACME", '1', 900);
            client.cancel("E", "A", "ACME", '1', 900);
            client.status("C", "ACME", '1');
            await().until(() -> client.received().size() >= 8);

            assertThat(client.received().stream().map(SimulatorSocketTest::line)).containsExactly(expected(beginString));
            assertThat(client.received()).allSatisfy(SimulatorSocketTest::isComplete);
            assertThat(execIDs(client.received())).doesNotHaveDuplicates();
            assertThat(client.received().getFirst().getString(Tag.TRANSACT_TIME))
                    .hasSize(beginString.equals("FIX.5.0SP2") ? 27 : 21);
            var truth = wait(simulator.snapshot());
            assertThat(truth.counters()).isEqualTo(new Ledger.Counters(2, 2, 1, 1, 0, 0, 0, 1));
            assertThat(truth.orders()).extracting(Ledger.Entry::ordStatus)
                    .containsExactly(OrdStatus.CANCELED, OrdStatus.FILLED);
        }
    }

    private static String[] expected(String beginString) {
        boolean fix42 = beginString.equals("FIX.4.2");
        return (fix42
                ? """
                11=A 20=0 150=0 39=0 38=1000 44=100 32=0 31=0 151=1000 14=0 6=0
                11=B 20=0 150=0 39=0 38=400 44=99.5 32=0 31=0 151=400 14=0 6=0
                11=B 20=0 150=2 39=2 38=400 44=99.5 32=400 31=100 151=0 14=400 6=100
                11=A 20=0 150=1 39=1 38=1000 44=100 32=400 31=100 151=600 14=400 6=100
                11=C 41=A 20=0 150=5 39=1 38=900 44=100.25 32=0 31=0 151=500 14=400 6=100
                11=D 41=C 20=0 150=4 39=4 38=900 44=100.25 32=0 31=0 151=0 14=400 6=100
                11=E 41=A 39=4
                11=C 20=3 150=4 39=4 38=900 44=100.25 32=0 31=0 151=0 14=400 6=100
                """
                : """
                11=A 150=0 39=0 38=1000 44=100 32=0 31=0 151=1000 14=0 6=0
                11=B 150=0 39=0 38=400 44=99.5 32=0 31=0 151=400 14=0 6=0
                11=B 150=F 39=2 38=400 44=99.5 32=400 31=100 151=0 14=400 6=100
                11=A 150=F 39=1 38=1000 44=100 32=400 31=100 151=600 14=400 6=100
                11=C 41=A 150=5 39=1 38=900 44=100.25 32=0 31=0 151=500 14=400 6=100
                11=D 41=C 150=4 39=4 38=900 44=100.25 32=0 31=0 151=0 14=400 6=100
                11=E 41=C 39=4
                11=C 150=I 39=4 38=900 44=100.25 32=0 31=0 151=0 14=400 6=100
                """).split("\n");
    }

    @Test
    void anOccupiedPortIsNamedWithItsMend() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var config = broker("FIX.4.4").listeningOn("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> start(config))
                    .hasRootCauseInstanceOf(BindException.class)
                    .hasMessageContaining("simulated broker 'ALPHA' cannot listen on 127.0.0.1 port " + taken.getLocalPort())
                    .hasMessageContaining("end the program that has this port, or give another one")
                    .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("\n"));
        }
    }

    @Test
    void twoBrokersOfOneNameAreOneTooMany() throws Exception {
        start(broker("FIX.4.4"));
        assertThatThrownBy(() -> start(broker("FIX.4.4"))).hasMessageContaining("give each broker its own senderCompID");
    }

    @Test
    void aClientMayBeginItsSequenceNumbersAnew() throws Exception {
        var broker = broker("FIX.4.2");
        var simulator = start(broker);
        for (var clOrdID : List.of("A", "B")) {
            try (var client = new Client(broker, simulator.port(), broker.targetCompID(), true)) {
                await().until(client::isLoggedOn);
                client.enter(clOrdID, "ACC1", "ACME", '1', 1000, "100.00");
                await().until(() -> client.received().size() == 1);
                assertThat(client.received().getFirst().getHeader().getInt(34)).isEqualTo(2);
            }
        }
    }

    @Test
    void theOthersTradeWithTheClientUntilTheyAreQuiet() throws Exception {
        var broker = broker("FIX.4.4").withFlowPerSecond(2_000);
        var simulator = start(broker);
        try (var client = new Client(broker, simulator.port())) {
            await().until(client::isLoggedOn);
            for (int i = 0; i < 20; i++) client.enter("B" + i, "ACC1", "ACME", '1', 1000, "100.05");
            await().until(() -> wait(simulator.snapshot()).counters().orders() == 20);
            await().until(() -> wait(simulator.snapshot()).counters().executions() >= 20);
            wait(simulator.quiesce());
            var quiet = wait(simulator.snapshot()).counters();
            await().until(() -> client.received().size() == quiet.orders() + quiet.executions());
            assertThat(wait(simulator.snapshot()).counters()).isEqualTo(quiet);
        }
    }

    /// Every kind of message that the broker has, with every reason: the client's dictionary takes them all.
    @ParameterizedTest
    @ValueSource(strings = {"FIX.4.2", "FIX.4.4", "FIX.5.0SP2"})
    void everyMessageIsAsItsDictionaryWants(String beginString) throws Exception {
        var broker = broker(beginString).withHabits(new Habits(50, 300, 500, 100, 0, 20)).withFlowPerSecond(500);
        var simulator = start(broker);
        try (var client = new Client(broker, simulator.port())) {
            await().until(client::isLoggedOn);
            client.enter("X1", "NOBODY", "ACME", '1', 100, "100.00");
            client.enter("X2", "ACC1", "NONE", '1', 100, "100.00");
            client.enter("X3", "ACC1", "ACME", '1', 0, "100.00");
            client.enter("X3", "ACC1", "ACME", '1', 100, "100.001");
            client.enter("X4", "ACC1", "ACME", '3', 100, "100.00");
            client.enter("X5", "ACC1", "ACME", '1', 2_000_000_000, "100.00");
            client.status("NONE", "ACME", '1');
            for (int i = 0; i < 40; i++) {
                client.enter("A" + i, "ACC1", "ACME", i % 2 == 0 ? '1' : '5', 1000, i % 2 == 0 ? "99.90" : "100.10");
                client.replace("B" + i, "A" + i, "ACME", i % 2 == 0 ? '1' : '5', 600, "100.00");
                client.cancel("C" + i, "B" + i, "ACME", i % 2 == 0 ? '1' : '5', 600);
                client.cancel("A" + i, "A" + i, "ACME", i % 2 == 0 ? '1' : '5', 600);
                client.status("A" + i, "ACME", i % 2 == 0 ? '1' : '5');
            }
            await().until(() -> answers(client).contains("C39"));
            wait(simulator.quiesce());
            wait(simulator.bust(wait(simulator.snapshot()).orders().stream()
                    .flatMap(order -> order.executions().stream()).findFirst().orElseThrow().execID()));
            await().until(() -> execTypes(client).contains(beginString.equals("FIX.4.2") ? "1" : "H"));
            assertThat(client.refused()).isEmpty();
            assertThat(execTypes(client)).contains("0", "4", "5", "6", "8", "A", "E");
        }
    }

    private static Set<String> answers(Client client) {
        return values(client, Tag.CLORDID);
    }

    private static Set<String> execTypes(Client client) {
        return values(client, Tag.EXEC_TYPE);
    }

    private static Set<String> values(Client client, int tag) {
        return client.received().stream()
                .flatMap(message -> message.getOptionalString(tag).stream())
                .collect(Collectors.toSet());
    }

    @Test
    void stoppingLogsOutAndLeavesNoThread() throws Exception {
        var before = engineThreads();
        var broker = broker("FIX.4.4");
        var simulator = new Simulator(broker);
        var id = wait(vertx.deployVerticle(simulator));
        var client = new Client(broker, simulator.port());
        await().until(client::isLoggedOn);
        wait(vertx.undeploy(id));
        await().until(() -> client.session().contains("told logout"));
        client.close();
        await().untilAsserted(() -> assertThat(engineThreads()).isSubsetOf(before));
        assertThat(wait(simulator.snapshot()).orders()).isEmpty();
    }

    @Test
    void aWrongCompIDIsRefusedAndOtherBrokersDoNotNotice() throws Exception {
        var alpha = broker("FIX.4.4");
        var beta = broker("FIX.4.2").between("BETA", "PLUMBLINE");
        var alphaRuns = start(alpha);
        var betaRuns = start(beta);
        try (var stranger = new Client(alpha, alphaRuns.port(), "STRANGER", false);
                var client = new Client(beta, betaRuns.port())) {
            await().until(client::isLoggedOn);
            client.enter("A", "ACC1", "ACME", '1', 1000, "100.00");
            await().until(() -> client.received().size() == 1);
            assertThat(stranger.isLoggedOn()).isFalse();
            assertThat(stranger.session()).doesNotContain("logon");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAClientMissedIsSentWhenItComesBack(boolean inFiles, @TempDir Path data) throws Exception {
        var broker = inFiles ? broker("FIX.4.4").keptIn(data) : broker("FIX.4.4");
        var simulator = start(broker);
        try (var client = new Client(broker, simulator.port())) {
            await().until(client::isLoggedOn);
            client.enter("A", "ACC1", "ACME", '1', 1000, "100.00");
            client.enter("B", "ACC2", "ACME", '2', 400, "100.00");
            await().until(() -> client.received().size() == 4);
            client.leave();
            await().until(() -> client.session().contains("told logout") && !client.isLoggedOn());
            wait(simulator.bust(wait(simulator.snapshot()).orders().getFirst().executions().getFirst().execID()));
            client.comeBack();
            await().until(() -> client.received().size() == 5);
            assertThat(line(client.received().get(4))).startsWith("11=A 150=H 39=0");
            assertThat(client.received().get(4).getHeader().getBoolean(43)).isTrue();
            assertThat(data.toFile().list().length > 0).isEqualTo(inFiles);
        }
    }

    @Test
    void bustsAndCorrectionsAreReported() throws Exception {
        var broker = broker("FIX.4.2");
        var simulator = start(broker);
        try (var client = new Client(broker, simulator.port())) {
            await().until(client::isLoggedOn);
            client.enter("A", "ACC1", "ACME", '1', 1000, "100.00");
            client.enter("B", "ACC2", "ACME", '2', 400, "100.00");
            await().until(() -> client.received().size() == 4);
            var execID = wait(simulator.snapshot()).orders().getFirst().executions().getFirst().execID();
            wait(simulator.correct(execID, Qty.of(300), Px.of("99.75")));
            wait(simulator.bust(execID));
            await().until(() -> client.received().size() == 6);
            assertThat(client.received().stream().skip(4).map(SimulatorSocketTest::line)).containsExactly(
                    "11=A 20=2 150=1 39=1 38=1000 44=100 32=300 31=99.75 151=700 14=300 6=99.75",
                    "11=A 20=1 150=1 39=0 38=1000 44=100 32=0 31=0 151=1000 14=0 6=0");
            assertThat(client.received().get(5).getString(Tag.EXEC_REF_ID))
                    .isEqualTo(client.received().get(4).getString(Tag.EXECID));
            assertThatThrownBy(() -> wait(simulator.bust(execID))).hasMessageContaining("busted already");
        }
    }

    private Simulator start(SimulatorConfig config) throws Exception {
        var simulator = new Simulator(config);
        wait(vertx.deployVerticle(simulator));
        return simulator;
    }

    private static SimulatorConfig broker(String beginString) {
        return SimulatorConfig.of(
                        "ALPHA", beginString, Set.of(new Account("ACC1"), new Account("ACC2")),
                        Map.of(new Symbol("ACME"), Px.of("100.00")))
                .withFlowPerSecond(0)
                .withHabits(Habits.PLAIN);
    }

    private static String line(Message message) {
        var parts = new ArrayList<String>();
        for (var tag : SHOWN)
            message.getOptionalString(Integer.parseInt(tag)).ifPresent(value -> parts.add(tag + "=" + value));
        return String.join(" ", parts);
    }

    private static void isComplete(Message message) {
        var tags = message.isSetField(Tag.CXL_REJ_REASON)
                ? List.of(Tag.ORDERID, Tag.CLORDID, Tag.ORIG_CLORDID, Tag.ORD_STATUS, Tag.CXL_REJ_RESPONSE_TO)
                : List.of(
                        Tag.ORDERID, Tag.EXECID, Tag.ACCOUNT, Tag.SYMBOL, Tag.SIDE, Tag.ORD_TYPE, Tag.TIME_IN_FORCE,
                        Tag.TRANSACT_TIME);
        assertThat(tags).allMatch(message::isSetField);
    }

    private static List<String> execIDs(List<Message> messages) {
        return messages.stream().flatMap(message -> message.getOptionalString(Tag.EXECID).stream()).toList();
    }

    /// Without `QFJ Timer`: QuickFIX/J has one of these for the whole program, a daemon that never ends.
    private static Set<String> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> (name.startsWith("QF") && !name.equals("QFJ Timer")) || name.startsWith("Nio") || name.contains("Acceptor"))
                .collect(Collectors.toSet());
    }

    private static <T> T wait(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
