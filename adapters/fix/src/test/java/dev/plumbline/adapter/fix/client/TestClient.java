package dev.plumbline.adapter.fix.client;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import quickfix.Application;
import quickfix.DefaultMessageFactory;
import quickfix.Initiator;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.MessageStore;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;
import quickfix.field.MsgType;

import dev.plumbline.adapter.fix.FixMessage;

/// A client of QuickFIX/J's own initiator. Its numbers outlive a line.
final class TestClient implements Application, AutoCloseable {
    private final ClientSession session;
    private final int port;
    final SessionID id;
    final MessageStore numbers;
    final BlockingQueue<FixMessage> received = new LinkedBlockingQueue<>();
    final BlockingQueue<String> logouts = new LinkedBlockingQueue<>();
    String password = "secret";
    private SocketInitiator initiator;

    TestClient(ClientSession session, int port) {
        this.session = session;
        this.port = port;
        id = new SessionID(session.version().beginString(), session.targetCompID(), session.senderCompID());
        numbers = new MemoryStoreFactory().create(id);
    }

    /// One that goes on with what it has.
    TestClient(ClientSession session, int port, MessageStore numbers) {
        this.session = session;
        this.port = port;
        id = new SessionID(session.version().beginString(), session.targetCompID(), session.senderCompID());
        this.numbers = numbers;
    }

    TestClient start() throws Exception {
        var settings = new SessionSettings();
        settings.setString(id, SessionFactory.SETTING_CONNECTION_TYPE, SessionFactory.INITIATOR_CONNECTION_TYPE);
        settings.setString(id, Initiator.SETTING_SOCKET_CONNECT_HOST, "127.0.0.1");
        settings.setLong(id, Initiator.SETTING_SOCKET_CONNECT_PORT, port);
        settings.setLong(id, Initiator.SETTING_RECONNECT_INTERVAL, 1);
        settings.setLong(id, Session.SETTING_HEARTBTINT, 30);
        settings.setBool(id, Session.SETTING_NON_STOP_SESSION, true);
        settings.setBool(id, Session.SETTING_USE_DATA_DICTIONARY, false);
        settings.setString(id, Session.SETTING_DEFAULT_APPL_VER_ID, session.version().label());
        settings.setString(id, "SocketTcpNoDelay", "Y");
        initiator = new SocketInitiator(this, _ -> numbers, settings, null, new DefaultMessageFactory());
        initiator.start();
        return this;
    }

    TestClient up() throws Exception {
        start();
        await(this::isUp);
        return this;
    }

    boolean isUp() {
        var engine = Session.lookupSession(id);
        return engine != null && engine.isLoggedOn();
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    /// `fields` as in `35=D|11=1`.
    void send(String fields) {
        Session.lookupSession(id).send(message(fields));
    }

    private static Message message(String fields) {
        var message = new Message();
        for (var field : fields.split("\\|")) {
            int equals = field.indexOf('=');
            int tag = Integer.parseInt(field.substring(0, equals));
            var value = field.substring(equals + 1);
            if (tag == 35 || tag == 97) message.getHeader().setString(tag, value);
            else message.setString(tag, value);
        }
        return message;
    }

    void order(String id, String account, long qty) {
        send("35=D|11=" + id + "|1=" + account + "|55=IBM|54=1|38=" + qty + "|40=2|44=12.5|59=0|60=20261201-10:00:00.000");
    }

    FixMessage next() throws InterruptedException {
        var message = received.poll(10, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("the client was told nothing within 10 s");
        return message;
    }

    /// The values of these tags in the next message, those that it has.
    String next(int... tags) throws InterruptedException {
        return shown(next(), tags);
    }

    static String shown(FixMessage message, int... tags) {
        var shown = new StringBuilder();
        for (int tag : tags) if (message.has(tag)) shown.append(shown.isEmpty() ? "" : " ").append(tag).append('=').append(message.text(tag));
        return shown.toString();
    }

    /// Logs out.
    @Override
    public void close() {
        if (initiator != null) initiator.stop();
        initiator = null;
    }

    /// Without a Logout.
    void vanish() {
        if (initiator != null) initiator.stop(true);
        initiator = null;
    }

    @Override
    public void fromApp(Message message, SessionID session) {
        take(message);
    }

    private void take(Message message) {
        received.add(FixMessage.of(message.toRawString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
    }

    @Override
    public void fromAdmin(Message message, SessionID session) {
        var type = message.getHeader().getOptionalString(MsgType.FIELD).orElse("");
        if (type.equals(MsgType.LOGOUT)) logouts.add(message.getOptionalString(58).orElse(""));
        if (type.equals(MsgType.REJECT)) take(message);
    }

    @Override
    public void toAdmin(Message message, SessionID session) {
        if (!message.getHeader().getOptionalString(MsgType.FIELD).orElse("").equals(MsgType.LOGON)) return;
        message.setString(553, "algo");
        message.setString(554, password);
    }

    @Override
    public void onCreate(SessionID session) {}

    @Override
    public void onLogon(SessionID session) {}

    @Override
    public void onLogout(SessionID session) {}

    @Override
    public void toApp(Message message, SessionID session) {}
}
