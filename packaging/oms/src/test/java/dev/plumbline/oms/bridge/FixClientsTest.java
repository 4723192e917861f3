package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static dev.plumbline.oms.bridge.RawClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.Initiator;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.MessageStore;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;

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

    /// An engine of somebody else. Its numbers outlive a line.
    private final class Client implements Application, AutoCloseable {
        private final SessionID id;
        private final String user;
        private final String password;
        private final MessageStore numbers;
        private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> logouts = new LinkedBlockingQueue<>();
        private final SocketInitiator engine;

        Client(String name, String user, String password) throws ConfigError {
            id = new SessionID("FIX.4.4", name, "PLUMBLINE");
            this.user = user;
            this.password = password;
            numbers = new MemoryStoreFactory().create(id);
            var settings = new SessionSettings();
            settings.setString(id, SessionFactory.SETTING_CONNECTION_TYPE, SessionFactory.INITIATOR_CONNECTION_TYPE);
            settings.setString(id, Initiator.SETTING_SOCKET_CONNECT_HOST, "127.0.0.1");
            settings.setLong(id, Initiator.SETTING_SOCKET_CONNECT_PORT, port);
            settings.setLong(id, Initiator.SETTING_RECONNECT_INTERVAL, 1);
            settings.setLong(id, Session.SETTING_HEARTBTINT, 30);
            settings.setBool(id, Session.SETTING_NON_STOP_SESSION, true);
            settings.setBool(id, Session.SETTING_USE_DATA_DICTIONARY, false);
            engine = new SocketInitiator(this, _ -> numbers, settings, null, new DefaultMessageFactory());
            engine.start();
        }

        Client up() {
            await().until(this::isUp);
            return this;
        }

        boolean isUp() {
            var session = Session.lookupSession(id);
            return session != null && session.isLoggedOn();
        }

        void send(String msgType, Map<Integer, String> fields) throws SessionNotFound {
            var message = new Message();
            message.getHeader().setString(35, msgType);
            fields.forEach(message::setString);
            message.setString(60, "20261201-12:00:00.000");
            Session.sendToTarget(message, id);
        }

        void enter(String clOrdID, String account, String side, String qty, String price) throws SessionNotFound {
            send("D", Map.of(11, clOrdID, 1, account, 55, "ACME", 54, side, 38, qty, 40, "2", 44, price, 59, "0"));
        }

        /// The next execution report, or cancel reject, that has `value` in `tag`.
        Message next(int tag, String value) throws InterruptedException, FieldNotFound {
            while (true) {
                var message = received.poll(20, TimeUnit.SECONDS);
                assertThat(message).as(tag + "=" + value).isNotNull();
                if (message.isSetField(tag) && message.getString(tag).equals(value)) return message;
            }
        }

        @Override
        public void fromApp(Message message, SessionID from) {
            received.add(message);
        }

        @Override
        public void toAdmin(Message message, SessionID to) {
            try {
                if (!message.getHeader().getString(35).equals("A")) return;
                message.setString(553, user);
                message.setString(554, password);
            } catch (FieldNotFound impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void fromAdmin(Message message, SessionID from) {
            try {
                if (message.getHeader().getString(35).equals("5") && message.isSetField(58)) logouts.add(message.getString(58));
            } catch (FieldNotFound impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void onCreate(SessionID session) {}

        @Override
        public void onLogon(SessionID session) {}

        @Override
        public void onLogout(SessionID session) {}

        @Override
        public void toApp(Message message, SessionID to) {}

        @Override
        public void close() {
            engine.stop(true);
        }
    }

    @Test
    void anOrderIsEnteredFilledAndTheRestCanceled() throws Exception {
        try (var client = new Client("ALGO", "algo", PASSWORD).up(); var other = house.client("ben")) {
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
        try (var wrong = new Client("ALGO", "algo", "not the password"); var spy = new Client("SPY", "ben", PASSWORD)) {
            assertThat(wrong.logouts.poll(20, TimeUnit.SECONDS)).contains("Password(554)");
            assertThat(spy.logouts.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(wrong.isUp() || spy.isUp()).isFalse();
        }
    }

    @Test
    void rightsAreThoseOfTheUser() throws Exception {
        try (var client = new Client("MARIA", "maria", PASSWORD).up()) {
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
        try (var copy = new Client("COPY", "audrey", PASSWORD).up(); var other = house.client("algo")) {
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
        try (var client = new Client("ALGO", "algo", PASSWORD).up()) {
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
