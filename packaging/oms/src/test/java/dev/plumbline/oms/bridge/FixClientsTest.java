package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static dev.plumbline.oms.bridge.RawClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.ConfigError;

import dev.plumbline.server.bridge.BridgeConfig;
import dev.plumbline.server.config.ServerConfig.Clients;

/// Clients of a whole server that speak FIX: with QuickFIX/J's own engine, a real Postgres and a broker behind.
class FixClientsTest {
    @TempDir
    Path folder;

    private final int port = BridgeHouse.freePort();
    private BridgeHouse house;

    @BeforeEach
    void open() {
        var sessions = Map.of(
                "ALGO", session("ALGO", "algo", Map.of("cancelOnDisconnect", "false")),
                "MARIA", session("MARIA", "maria", Map.of()),
                "COPY", session("COPY", "audrey", Map.of("dropCopy", "true", "accounts", "BUYER")),
                "SPY", session("SPY", "ben", Map.of("dropCopy", "true", "accounts", "BUYER")));
        house = new BridgeHouse(folder, BridgeConfig.CLIENTS_MAX, Optional.of(new Clients("fix", "127.0.0.1", port, sessions)));
        brokerIsUp();
    }

    private void brokerIsUp() {
        try (var client = house.client("algo")) {
            await().until(client::isOpen);
        }
    }

    private static Map<String, String> session(String name, String user, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", name, "user", user, "route", "ALPHA"));
        settings.putAll(more);
        return settings;
    }

    @AfterEach
    void close() {
        house.close();
    }

    private FixClient client(String name, String user, String password) throws ConfigError {
        return new FixClient(name, user, password, List.of(port));
    }

    @Test
    void anOrderIsEnteredFilledAndTheRestCanceled() throws Exception {
        try (var client = client("ALGO", "algo", PASSWORD).up(); var other = house.client("ben")) {
            client.enter("c1", "BUYER", "1", "100", "10.00");
            assertThat(client.next(150, "0").getString(11)).isEqualTo("c1");
            other.ask("oms.order.enter", object(
                    "ClOrdID", house.freshId(), "ExDestination", "ALPHA", "Account", "SELLER", "Symbol", "ACME", "Side", "2",
                    "OrderQty", "40", "OrdType", "2", "Price", "10.00"));
            var fill = client.next(150, "F");
            assertThat(fill.getString(32)).isEqualTo("40");
            assertThat(fill.getString(39)).isEqualTo("1");
            client.send("F", Map.of(11, "c2", 41, "c1", 55, "ACME", 54, "1", 38, "100"));
            var canceled = client.next(150, "4");
            assertThat(canceled.getString(41)).isEqualTo("c1");
            assertThat(canceled.getString(14)).isEqualTo("40");
        }
    }

    @Test
    void nobodyLogsOnWithAWrongPasswordOrGetsACopyOfWhatItMayNotSee() throws Exception {
        try (var wrong = client("ALGO", "algo", "not the password"); var spy = client("SPY", "ben", PASSWORD)) {
            assertThat(wrong.logouts.poll(20, TimeUnit.SECONDS)).contains("Password(554)");
            assertThat(spy.logouts.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(wrong.isUp() || spy.isUp()).isFalse();
        }
    }

    @Test
    void rightsAreThoseOfTheUser() throws Exception {
        try (var client = client("MARIA", "maria", PASSWORD).up()) {
            client.enter("c1", "SELLER", "1", "100", "9.00");
            var refused = client.next(150, "8");
            assertThat(refused.getString(58)).contains("maria may not act on account SELLER");
            client.enter("c2", "BUYER", "1", "100", "9.00");
            client.next(150, "0");
            client.send("F", Map.of(11, "c3", 41, "c2", 55, "ACME", 54, "1", 38, "100"));
            client.next(150, "4");
        }
        house.server().drainStore();
        assertThat(house.rows("SELECT outcome, reason FROM event WHERE asked_by = 'maria' AND request_id = 'c1'"))
                .containsExactly("REFUSED NOT_PERMITTED: maria may not act on account SELLER");
    }

    @Test
    void aDropCopyHasWhatIsEnteredElsewhere() throws Exception {
        try (var copy = client("COPY", "audrey", PASSWORD).up(); var other = house.client("algo")) {
            var order = object(
                    "ClOrdID", house.freshId(), "ExDestination", "ALPHA", "Account", "BUYER", "Symbol", "ACME", "Side", "1",
                    "OrderQty", "30", "OrdType", "2", "Price", "8.00");
            var key = other.ask("oms.order.enter", order).path("OrderID").asText();
            other.ask("oms.order.enter", order.deepCopy().put("ClOrdID", house.freshId()).put("Account", "SELLER"));
            assertThat(copy.next(150, "0").getString(37)).isEqualTo(key);
            other.ask("oms.order.masscancel", object("ClOrdID", house.freshId()));
            assertThat(copy.next(150, "4").getString(1)).isEqualTo("BUYER");
            assertThat(copy.received).allSatisfy(report -> assertThat(report.getString(1)).isEqualTo("BUYER"));
        }
    }

    @Test
    void afterARestartNumbersAndNamesGoOn() throws Exception {
        try (var client = client("ALGO", "algo", PASSWORD).up()) {
            client.enter("c1", "BUYER", "1", "100", "9.00");
            client.next(150, "0");
            int before = client.numbers.getNextTargetMsgSeqNum();
            house.restart();
            client.up();
            brokerIsUp();
            client.send("F", Map.of(11, "c2", 41, "c1", 55, "ACME", 54, "1", 38, "100"));
            assertThat(client.next(150, "4").getString(41)).isEqualTo("c1");
            assertThat(client.numbers.getNextTargetMsgSeqNum()).isGreaterThan(before);
            // Again, as after a line that broke: nothing is entered twice.
            client.send("D", Map.of(11, "c1", 1, "BUYER", 55, "ACME", 54, "1", 38, "100", 40, "2", 44, "9.00", 97, "Y"));
            assertThat(client.next(11, "c1").getString(39)).isEqualTo("4");
            assertThat(house.server().picture().orders()).hasSize(1);
        }
    }
}
