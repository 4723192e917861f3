package dev.plumbline.adapter.simulator;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import quickfix.ApplicationAdapter;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;
import quickfix.UtcTimestampPrecision;

/// A client of the broker: a plain QuickFIX/J initiator with its own dictionary check of all that it is sent.
final class Client extends ApplicationAdapter implements AutoCloseable {
    private final SessionID id;
    private final SocketInitiator initiator;
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final List<Message> refused = new CopyOnWriteArrayList<>();
    private final List<String> session = new CopyOnWriteArrayList<>();

    Client(SimulatorConfig broker, int port) throws ConfigError {
        this(broker, port, broker.targetCompID(), false);
    }

    /// @param reset logs on with ResetSeqNumFlag(141)
    Client(SimulatorConfig broker, int port, String compID, boolean reset) throws ConfigError {
        this(broker, port, compID, reset, 30);
    }

    /// @param heartBtInt seconds
    Client(SimulatorConfig broker, int port, String compID, boolean reset, int heartBtInt) throws ConfigError {
        boolean fixt = broker.beginString().equals("FIX.5.0SP2");
        this.id = new SessionID(fixt ? "FIXT.1.1" : broker.beginString(), compID, broker.senderCompID());
        var settings = new SessionSettings();
        settings.setString(id, "ConnectionType", "initiator");
        settings.setString(id, "SocketConnectHost", "127.0.0.1");
        settings.setLong(id, "SocketConnectPort", port);
        settings.setLong(id, "HeartBtInt", heartBtInt);
        settings.setLong(id, "ReconnectInterval", 1);
        settings.setBool(id, "NonStopSession", true);
        settings.setBool(id, "ResetOnLogon", reset);
        settings.setBool(id, "UseDataDictionary", true);
        if (fixt) settings.setString(id, "DefaultApplVerID", "FIX.5.0SP2");
        this.initiator = new SocketInitiator(
                this, new MemoryStoreFactory(), settings, QuietLog::new, new DefaultMessageFactory());
        initiator.start();
    }

    @Override
    public void onLogon(SessionID sessionID) {
        session.add("logon");
    }

    @Override
    public void onLogout(SessionID sessionID) {
        session.add("logout");
    }

    @Override
    public void toAdmin(Message message, SessionID sessionID) {
        if (message.getHeader().getOptionalString(Tag.MSG_TYPE).orElse("").equals("3")) refused.add(message);
    }

    @Override
    public void fromAdmin(Message message, SessionID sessionID) throws FieldNotFound {
        var type = message.getHeader().getString(Tag.MSG_TYPE);
        if (type.equals("5")) session.add("told logout");
        if (type.equals("3")) received.add(message);
    }

    @Override
    public void fromApp(Message message, SessionID sessionID) {
        received.add(message);
    }

    List<Message> received() {
        return received;
    }

    /// Rejects that the client sent, because the broker's message was not what the dictionary allows.
    List<Message> refused() {
        return refused;
    }

    List<String> session() {
        return session;
    }

    boolean isLoggedOn() {
        return Session.lookupSession(id).isLoggedOn();
    }

    /// Logs out and stays away.
    void leave() {
        Session.lookupSession(id).logout();
    }

    void comeBack() {
        Session.lookupSession(id).logon();
    }

    void enter(String clOrdID, String account, String symbol, char side, int qty, String price) {
        var message = message("D", clOrdID, symbol, side);
        message.setString(Tag.ACCOUNT, account);
        message.setInt(Tag.ORDER_QTY, qty);
        message.setChar(Tag.ORD_TYPE, '2');
        message.setString(Tag.PRICE, price);
        send(message);
    }

    void replace(String clOrdID, String origClOrdID, String symbol, char side, int qty, String price) {
        var message = message("G", clOrdID, symbol, side);
        message.setString(Tag.ORIG_CLORDID, origClOrdID);
        message.setInt(Tag.ORDER_QTY, qty);
        message.setChar(Tag.ORD_TYPE, '2');
        message.setString(Tag.PRICE, price);
        send(message);
    }

    void cancel(String clOrdID, String origClOrdID, String symbol, char side, int qty) {
        var message = message("F", clOrdID, symbol, side);
        message.setString(Tag.ORIG_CLORDID, origClOrdID);
        message.setInt(Tag.ORDER_QTY, qty);
        send(message);
    }

    void status(String clOrdID, String symbol, char side) {
        send(message("H", clOrdID, symbol, side));
    }

    void send(Message message) {
        Session.lookupSession(id).send(message);
    }

    private static Message message(String msgType, String clOrdID, String symbol, char side) {
        var message = new Message();
        message.getHeader().setString(Tag.MSG_TYPE, msgType);
        message.setString(Tag.CLORDID, clOrdID);
        message.setString(Tag.SYMBOL, symbol);
        message.setChar(Tag.SIDE, side);
        if (!msgType.equals("H"))
            message.setUtcTimeStamp(
                    Tag.TRANSACT_TIME, LocalDateTime.now(ZoneOffset.UTC), UtcTimestampPrecision.MILLIS);
        if (msgType.equals("D") || msgType.equals("G")) message.setChar(21, '1');
        return message;
    }

    @Override
    public void close() {
        initiator.stop(true);
    }
}
