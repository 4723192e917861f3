package dev.plumbline.oms.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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

import dev.plumbline.adapter.fix.EngineTls;

/// An engine of somebody else. Its numbers outlive a line.
final class FixClient implements Application, AutoCloseable {
    private final SessionID id;
    private final String user;
    private final String password;
    final MessageStore numbers;
    final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    final BlockingQueue<String> logouts = new LinkedBlockingQueue<>();
    private final SocketInitiator engine;

    /// @param ports of the gateways, one after the other until one lets it in
    FixClient(String name, String user, String password, List<Integer> ports) throws ConfigError {
        this(name, user, password, ports, Optional.empty());
    }

    /// @param ca whom to trust, on a line that is encrypted
    FixClient(String name, String user, String password, List<Integer> ports, Optional<Path> ca) throws ConfigError {
        id = new SessionID("FIX.4.4", name, "PLUMBLINE");
        this.user = user;
        this.password = password;
        numbers = new MemoryStoreFactory().create(id);
        var settings = new SessionSettings();
        settings.setString(id, SessionFactory.SETTING_CONNECTION_TYPE, SessionFactory.INITIATOR_CONNECTION_TYPE);
        settings.setString(id, Initiator.SETTING_SOCKET_CONNECT_HOST, "localhost");
        settings.setLong(id, Initiator.SETTING_SOCKET_CONNECT_PORT, ports.getFirst());
        for (int i = 1; i < ports.size(); i++) {
            settings.setString(id, Initiator.SETTING_SOCKET_CONNECT_HOST + i, "127.0.0.1");
            settings.setLong(id, Initiator.SETTING_SOCKET_CONNECT_PORT + i, ports.get(i));
        }
        ca.ifPresent(file -> EngineTls.of(file, Optional.empty()).connect(settings, id));
        settings.setLong(id, Initiator.SETTING_RECONNECT_INTERVAL, 1);
        settings.setLong(id, Session.SETTING_HEARTBTINT, 30);
        settings.setBool(id, Session.SETTING_NON_STOP_SESSION, true);
        settings.setBool(id, Session.SETTING_USE_DATA_DICTIONARY, false);
        engine = new SocketInitiator(this, _ -> numbers, settings, null, new DefaultMessageFactory());
        engine.start();
    }

    FixClient up() {
        await().atMost(Duration.ofSeconds(60)).until(this::isUp);
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
