package dev.plumbline.adapter.fix.client;

import java.util.List;

import quickfix.Acceptor;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;

import dev.plumbline.adapter.fix.FixVersion;

/// The gateway's sessions in QuickFIX/J's words.
final class AcceptorSettings {
    private static final String SESSION_MESSAGES_ONLY = "FIXT11.xml";

    private AcceptorSettings() {}

    static SessionID sessionID(ClientSession session) {
        return new SessionID(session.version().beginString(), session.senderCompID(), session.targetCompID());
    }

    static SessionSettings of(String host, int port, List<ClientSession> sessions) {
        var engine = new SessionSettings();
        for (var session : sessions) {
            var id = sessionID(session);
            engine.setString(id, SessionFactory.SETTING_CONNECTION_TYPE, SessionFactory.ACCEPTOR_CONNECTION_TYPE);
            engine.setString(id, Acceptor.SETTING_SOCKET_ACCEPT_ADDRESS, host);
            engine.setLong(id, Acceptor.SETTING_SOCKET_ACCEPT_PORT, port);
            engine.setString(id, "SocketTcpNoDelay", "Y");
            engine.setString(id, "SocketReuseAddress", "Y");
            engine.setBool(id, Session.SETTING_NON_STOP_SESSION, true);
            engine.setBool(id, Session.SETTING_REJECT_MESSAGE_ON_UNHANDLED_EXCEPTION, false);
            engine.setBool(id, Session.SETTING_USE_CLOSED_RESEND_INTERVAL, true);
            readByUs(session, id, engine);
        }
        return engine;
    }

    /// [ClientReader] says what is wrong with a message, with a text that helps. The engine would say less, and drop what it has
    /// no dictionary for. Session messages are parsed by the dictionary of FIXT.1.1, whose Logon is also that of 4.2 and 4.4.
    private static void readByUs(ClientSession session, SessionID id, SessionSettings engine) {
        engine.setBool(id, Session.SETTING_USE_DATA_DICTIONARY, true);
        if (session.version() == FixVersion.FIX_5_0_SP2) {
            engine.setString(id, Session.SETTING_DEFAULT_APPL_VER_ID, session.version().label());
            engine.setString(id, Session.SETTING_TRANSPORT_DATA_DICTIONARY, SESSION_MESSAGES_ONLY);
            engine.setString(id, Session.SETTING_APP_DATA_DICTIONARY, SESSION_MESSAGES_ONLY);
        } else {
            engine.setString(id, Session.SETTING_DATA_DICTIONARY, SESSION_MESSAGES_ONLY);
        }
        engine.setBool(id, Session.SETTING_VALIDATE_INCOMING_MESSAGE, false);
        engine.setBool(id, Session.SETTING_VALIDATE_FIELDS_OUT_OF_ORDER, false);
        engine.setBool(id, Session.SETTING_VALIDATE_UNORDERED_GROUP_FIELDS, false);
        engine.setBool(id, Session.SETTING_VALIDATE_FIELDS_HAVE_VALUES, false);
        engine.setBool(id, Session.SETTING_VALIDATE_USER_DEFINED_FIELDS, false);
        engine.setBool(id, Session.SETTING_ALLOW_UNKNOWN_MSG_FIELDS, true);
        engine.setBool(id, Session.SETTING_REJECT_INVALID_MESSAGE, false);
        engine.setBool(id, Session.SETTING_REJECT_GARBLED_MESSAGE, false);
        engine.setBool(id, Session.SETTING_REQUIRES_ORIG_SENDING_TIME, false);
        engine.setBool(id, Session.SETTING_CHECK_LATENCY, false);
    }
}
