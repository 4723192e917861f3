package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import quickfix.Acceptor;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.Log;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.RejectLogon;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.field.MsgType;

/// A broker of QuickFIX/J's own acceptor on a port of this machine. It keeps what it was sent and sends what it is told.
final class TestBroker implements Application, AutoCloseable {
    final FixVersion version;
    final int port;
    final SessionID id;
    final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    private final MemoryStoreFactory store = new MemoryStoreFactory();
    private final quickfix.MessageStore numbers;
    private SocketAcceptor acceptor;

    TestBroker(FixVersion version) throws IOException {
        this(version, freePort());
    }

    TestBroker(FixVersion version, int port) {
        this.version = version;
        this.port = port;
        id = new SessionID(version.beginString(), "BROKER", "DESK");
        numbers = store.create(id);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Opens for business; sequence numbers and sent messages go on where they were.
    TestBroker open() throws ConfigError {
        var settings = new SessionSettings();
        settings.setString(id, SessionFactory.SETTING_CONNECTION_TYPE, SessionFactory.ACCEPTOR_CONNECTION_TYPE);
        settings.setLong(id, Acceptor.SETTING_SOCKET_ACCEPT_PORT, port);
        settings.setString(id, Acceptor.SETTING_SOCKET_ACCEPT_ADDRESS, "127.0.0.1");
        settings.setBool(id, Session.SETTING_NON_STOP_SESSION, true);
        settings.setBool(id, Session.SETTING_USE_DATA_DICTIONARY, false);
        settings.setString(id, "SocketTcpNoDelay", "Y");
        settings.setString(id, Session.SETTING_DEFAULT_APPL_VER_ID, version.label());
        acceptor = new SocketAcceptor(this, _ -> numbers, settings, _ -> new Quiet(), new DefaultMessageFactory());
        acceptor.start();
        return this;
    }

    /// The line breaks, without a Logout.
    void vanish() {
        acceptor.stop(true);
    }

    @Override
    public void close() {
        if (acceptor != null) acceptor.stop(true);
    }

    Session session() {
        return Session.lookupSession(id);
    }

    /// The next message about an order.
    Message next() throws InterruptedException {
        var message = received.poll(10, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("the broker was sent nothing within 10 s");
        return message;
    }

    /// `fields` as in `37=O1|150=0`.
    void send(String msgType, String fields) {
        session().send(message(msgType, fields));
    }

    static Message message(String msgType, String fields) {
        var message = new Message();
        message.getHeader().setString(MsgType.FIELD, msgType);
        for (var field : fields.split("\\|")) {
            int equals = field.indexOf('=');
            message.setString(Integer.parseInt(field.substring(0, equals)), field.substring(equals + 1));
        }
        return message;
    }

    @Override
    public void fromApp(Message message, SessionID session) {
        received.add(message);
    }

    @Override
    public void fromAdmin(Message message, SessionID session) throws RejectLogon {
        if (!refusals.isEmpty() && message.getHeader().getOptionalString(MsgType.FIELD).orElse("").equals("A"))
            throw new RejectLogon(refusals.getFirst());
    }

    @Override
    public void onCreate(SessionID session) {}

    @Override
    public void onLogon(SessionID session) {}

    @Override
    public void onLogout(SessionID session) {}

    @Override
    public void toAdmin(Message message, SessionID session) {}

    @Override
    public void toApp(Message message, SessionID session) {}

    private static final class Quiet implements Log {
        @Override
        public void clear() {}

        @Override
        public void onIncoming(String message) {}

        @Override
        public void onOutgoing(String message) {}

        @Override
        public void onEvent(String text) {}

        @Override
        public void onErrorEvent(String text) {}
    }
}
