package dev.plumbline.bench;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import quickfix.Acceptor;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.Log;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.UtcTimestampPrecision;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.MsgType;
import quickfix.field.Side;
import quickfix.field.Symbol;
import quickfix.field.TransactTime;

import dev.plumbline.core.News;
import dev.plumbline.core.Report;
import dev.plumbline.server.config.ServerConfig.Endpoint;

/// A broker on a real socket: QuickFIX/J's acceptor, FIX 4.4. It accepts each order and fills none until it is told.
final class SocketBroker implements Application, AutoCloseable {
    static final String CLIENT = "DESK";
    static final String BROKER = "BROKER";

    final Endpoint endpoint = FreePorts.free();
    private final SessionID id = new SessionID("FIX.4.4", BROKER, CLIENT);
    private final List<Terms> orders = new CopyOnWriteArrayList<>();
    private final SocketAcceptor acceptor;

    SocketBroker() throws ConfigError {
        var settings = new SessionSettings();
        settings.setString(id, SessionFactory.SETTING_CONNECTION_TYPE, SessionFactory.ACCEPTOR_CONNECTION_TYPE);
        settings.setString(id, Acceptor.SETTING_SOCKET_ACCEPT_ADDRESS, endpoint.host());
        settings.setLong(id, Acceptor.SETTING_SOCKET_ACCEPT_PORT, endpoint.port());
        settings.setBool(id, Session.SETTING_NON_STOP_SESSION, true);
        settings.setBool(id, Session.SETTING_USE_DATA_DICTIONARY, false);
        settings.setString(id, "SocketTcpNoDelay", "Y");
        acceptor = new SocketAcceptor(
                this, new MemoryStoreFactory(), settings, _ -> new Quiet(), new DefaultMessageFactory());
        acceptor.start();
    }

    List<Terms> orders() {
        return List.copyOf(orders);
    }

    /// Returns when the engine has taken it, which is not when it has left.
    void send(Message message) {
        if (!Session.lookupSession(id).send(message)) throw new IllegalStateException("the engine did not send");
    }

    static Message message(Report report) {
        var told = report.told();
        var fix = new Message();
        fix.getHeader().setString(MsgType.FIELD, MsgType.EXECUTION_REPORT);
        fix.setString(37, report.orderID().value());
        fix.setString(ClOrdID.FIELD, report.clOrdID().value());
        fix.setString(17, report.execID().value());
        fix.setChar(150, report.news() instanceof News.Trade ? 'F' : '0');
        fix.setChar(39, told.ordStatus().fix());
        fix.setString(Account.FIELD, told.account().value());
        fix.setString(Symbol.FIELD, told.symbol().value());
        fix.setChar(Side.FIELD, told.side().fix());
        fix.setString(38, told.orderQty().toString());
        fix.setChar(40, '2');
        fix.setString(44, told.price().toString());
        if (report.news() instanceof News.Trade(var lastQty, var lastPx)) {
            fix.setString(32, lastQty.toString());
            fix.setString(31, lastPx.toString());
        }
        fix.setString(151, told.leavesQty().toString());
        fix.setString(14, told.cumQty().toString());
        fix.setString(6, "0");
        fix.setUtcTimeStamp(TransactTime.FIELD, LocalDateTime.now(ZoneOffset.UTC), UtcTimestampPrecision.NANOS);
        return fix;
    }

    @Override
    public void fromApp(Message message, SessionID session) throws FieldNotFound {
        if (!message.getHeader().getString(MsgType.FIELD).equals("D")) return;
        var terms = new Terms(
                new dev.plumbline.core.ClOrdID(message.getString(ClOrdID.FIELD)),
                new dev.plumbline.core.Account(message.getString(Account.FIELD)),
                new dev.plumbline.core.Symbol(message.getString(Symbol.FIELD)),
                message.getChar(Side.FIELD) == Side.BUY ? dev.plumbline.core.Side.BUY : dev.plumbline.core.Side.SELL);
        send(message(Reports.accepted(terms, orders.size(), 0)));
        orders.add(terms);
    }

    @Override
    public void close() {
        acceptor.stop(true);
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
    public void fromAdmin(Message message, SessionID session) {}

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
