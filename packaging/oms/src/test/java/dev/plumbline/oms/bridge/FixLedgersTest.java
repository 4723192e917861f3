package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.adapter.simulator.Chaos;
import dev.plumbline.oms.demo.Reconciliation;
import dev.plumbline.oms.demo.Seen;
import dev.plumbline.server.Await;
import dev.plumbline.server.config.ServerConfig.Clients;

/// A client of the FIX gateway trades while the broker behind is at its rough habits: in the end its ledger, ours and the broker's agree. Two
/// engines that know nothing of each other: QuickFIX/J, and jspurefix from npm.
class FixLedgersTest {
    private static final int ORDERS = 150;
    private static final long SEED = 11;
    private static final String TOLD = "TOLD ";

    @TempDir
    Path folder;

    private final int port = BridgeHouse.freePort();
    private BridgeHouse house;

    @BeforeEach
    void open() {
        house = new BridgeHouse(
                folder, new Clients("fix", "127.0.0.1", port, Map.of("ALGO", Map.of(
                        "beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", "ALGO", "user", "algo", "route", "ALPHA"))),
                Chaos.ROUGH, SEED);
        try (var client = house.client("algo")) {
            await().atMost(Duration.ofSeconds(30)).until(client::isOpen);
        }
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void clientsLedgersOursAndTheBrokersAgree() throws Exception {
        var random = new SplittableRandom(SEED);
        var ledger = new ClientLedger();
        try (var client = new FixClient("ALGO", "algo", PASSWORD, List.of(port)).up()) {
            var entered = new ArrayList<String>();
            for (int i = 0; i < ORDERS; i++) {
                var id = "c" + i;
                var of = entered.isEmpty() ? id : entered.get(random.nextInt(entered.size()));
                int what = entered.isEmpty() ? 0 : random.nextInt(10);
                if (what < 7) {
                    client.enter(id, random.nextBoolean() ? "BUYER" : "SELLER", random.nextBoolean() ? "1" : "2",
                            Integer.toString(10 * (1 + random.nextInt(20))), random.nextBoolean() ? "10.00" : "9.95");
                    entered.add(id);
                } else if (what < 9) client.send("F", Map.of(11, id, 41, of, 55, "ACME", 54, "1"));
                else client.send("G", Map.of(11, id, 41, of, 55, "ACME", 54, "1", 38, "150", 40, "2", 44, "10.00"));
                await().atMost(Duration.ofSeconds(30)).until(() -> {
                    read(client, ledger);
                    return ledger.hasAnswerTo(id);
                });
            }
            allAgree(ledger, () -> read(client, ledger));
        }
    }

    @Test
    void soDoThoseOfAClientInNode() throws Exception {
        assumeThat(Npm.isThere()).as("node 20 and npm are on the PATH").isTrue();
        var own = Files.createDirectory(folder.resolve("node"));
        for (var file : List.of("package.json", "ledger.js")) Files.copy(Path.of("src", "test", "resources", "jspurefix", file), own.resolve(file));
        assumeThat(Npm.isInstalled(own)).as("npm can install").isTrue();
        var output = own.resolve("told.txt");
        var client = new ProcessBuilder("node", "ledger.js", Integer.toString(port), PASSWORD, Integer.toString(ORDERS)).directory(own.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> Files.readString(output).contains("DONE"));
            var ledger = new ClientLedger();
            var lines = new AtomicInteger();
            allAgree(ledger, () -> {
                // The last line may be half written.
                var said = Files.readString(output);
                var all = said.substring(0, said.lastIndexOf('\n') + 1).lines().toList();
                for (var line : all.subList(lines.getAndSet(all.size()), all.size()))
                    if (line.startsWith(TOLD)) ledger.take(RawClient.JSON.readTree(line.substring(TOLD.length())));
            });
        } finally {
            client.destroyForcibly();
        }
    }

    private interface Reading {
        void run() throws Exception;
    }

    private void allAgree(ClientLedger ledger, Reading more) throws Exception {
        Await.done(house.broker().quiesce());
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            more.run();
            assertThat(differences(ledger)).isEmpty();
        });
        assertThat(ledger.figures()).hasSizeGreaterThan(ORDERS / 2);
        assertThat(Await.done(house.broker().snapshot()).misdeeds()).as("it was rough").isNotEmpty();
    }

    private static void read(FixClient client, ClientLedger ledger) throws Exception {
        for (var message = client.received.poll(); message != null; message = client.received.poll()) ledger.take(message);
    }

    private List<String> differences(ClientLedger ledger) {
        var picture = house.server().picture();
        var broker = Await.done(house.broker().snapshot()).orders().stream().map(Seen::of).toList();
        var reconciliation = new Reconciliation();
        reconciliation.compare(
                "the broker", broker, "memory", Reconciliation.withoutUnsent(picture.orders(), broker).stream().map(Seen::of).toList());
        var ours = new TreeMap<String, String>();
        for (var order : picture.orders())
            ours.put(order.key().value(), ClientLedger.words(
                    String.valueOf(order.ordStatus().fix()), order.cumQty().toString(), order.avgPx().toString(), order.cumQty().toString()));
        reconciliation.figures("the client", ledger.figures(), "memory", ours);
        return reconciliation.differences();
    }
}
