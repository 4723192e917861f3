package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.adapter.simulator.Chaos;
import dev.plumbline.oms.demo.Reconciliation;
import dev.plumbline.oms.demo.Seen;
import dev.plumbline.server.Await;
import dev.plumbline.server.config.ServerConfig.Clients;

/// A client of the FIX gateway trades while the broker behind is at its rough habits: in the end its ledger, ours and the broker's agree.
class FixLedgersTest {
    private static final int ORDERS = 150;
    private static final long SEED = 11;

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
            Await.done(house.broker().quiesce());
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                read(client, ledger);
                assertThat(differences(ledger)).isEmpty();
            });
        }
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
