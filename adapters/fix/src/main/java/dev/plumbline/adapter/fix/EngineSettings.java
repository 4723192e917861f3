package dev.plumbline.adapter.fix;


import quickfix.Initiator;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;

import dev.plumbline.adapter.fix.FixSessionSettings.Hours;

/// Our settings in QuickFIX/J's words.
/// Blocks where there are files to read: certificates.
final class EngineSettings {
    /// Writes that wait for a broker who does not read. Beyond it the engine closes the line.
    private static final int MAX_UNWRITTEN = 100_000;

    private EngineSettings() {}

    static SessionID sessionID(FixSessionSettings settings) {
        return new SessionID(settings.version().beginString(), settings.senderCompID(), settings.targetCompID());
    }

    static SessionSettings of(FixSessionSettings settings) {
        var id = sessionID(settings);
        var engine = new SessionSettings();
        engine.setString(id, SessionFactory.SETTING_CONNECTION_TYPE, SessionFactory.INITIATOR_CONNECTION_TYPE);
        connect(settings, id, engine);
        settings.tls().ifPresent(tls -> EngineTls.of(tls.ca(), tls.own()).connect(engine, id));
        open(settings.hours(), id, engine);
        letReportsThrough(settings, id, engine);
        return engine;
    }

    private static void connect(FixSessionSettings settings, SessionID id, SessionSettings engine) {
        engine.setString(id, Initiator.SETTING_SOCKET_CONNECT_HOST, settings.host());
        engine.setLong(id, Initiator.SETTING_SOCKET_CONNECT_PORT, settings.port());
        engine.setLong(id, Initiator.SETTING_RECONNECT_INTERVAL, settings.reconnectIntervalSeconds());
        engine.setString(id, "SocketTcpNoDelay", "Y");
        engine.setLong(id, Session.SETTING_MAX_SCHEDULED_WRITE_REQUESTS, MAX_UNWRITTEN);
        engine.setLong(id, Session.SETTING_HEARTBTINT, settings.heartBtInt());
        engine.setLong(id, Session.SETTING_LOGON_TIMEOUT, settings.logonTimeoutSeconds());
        engine.setBool(id, Session.SETTING_RESET_ON_LOGON, settings.resetOnLogon());
        // What throws in Intake is neither rejected nor counted: it comes again.
        engine.setBool(id, Session.SETTING_REJECT_MESSAGE_ON_UNHANDLED_EXCEPTION, false);
    }

    private static void open(Hours hours, SessionID id, SessionSettings engine) {
        switch (hours) {
            case Hours.NonStop() -> engine.setBool(id, Session.SETTING_NON_STOP_SESSION, true);
            case Hours.Daily(var start, var end, var zone) -> {
                engine.setString(id, Session.SETTING_START_TIME, start);
                engine.setString(id, Session.SETTING_END_TIME, end);
                engine.setString(id, Session.SETTING_TIMEZONE, zone);
            }
        }
    }

    /// A report is a fact: the engine must not reject one because a dictionary does not know a tag or a value. So it
    /// validates nothing, and parses business messages flat (a bad group count would make it drop the message); our
    /// decoder reads the raw bytes anyway. Session messages are parsed by the dictionary of FIXT.1.1, whose Logon is
    /// also that of 4.2 and 4.4: its NoMsgTypes group would otherwise end the parse before HeartBtInt.
    private static void letReportsThrough(FixSessionSettings settings, SessionID id, SessionSettings engine) {
        var sessionMessagesOnly = "FIXT11.xml";
        engine.setBool(id, Session.SETTING_USE_DATA_DICTIONARY, true);
        if (settings.version() == FixVersion.FIX_5_0_SP2) {
            engine.setString(id, Session.SETTING_DEFAULT_APPL_VER_ID, settings.version().label());
            engine.setString(id, Session.SETTING_TRANSPORT_DATA_DICTIONARY, sessionMessagesOnly);
            engine.setString(id, Session.SETTING_APP_DATA_DICTIONARY, sessionMessagesOnly);
        } else {
            engine.setString(id, Session.SETTING_DATA_DICTIONARY, sessionMessagesOnly);
        }
        engine.setBool(id, Session.SETTING_VALIDATE_INCOMING_MESSAGE, false);
        engine.setBool(id, Session.SETTING_VALIDATE_FIELDS_OUT_OF_ORDER, false);
        engine.setBool(id, Session.SETTING_VALIDATE_UNORDERED_GROUP_FIELDS, false);
        engine.setBool(id, Session.SETTING_VALIDATE_FIELDS_HAVE_VALUES, false);
        engine.setBool(id, Session.SETTING_VALIDATE_USER_DEFINED_FIELDS, false);
        engine.setBool(id, Session.SETTING_ALLOW_UNKNOWN_MSG_FIELDS, true);
        engine.setBool(id, Session.SETTING_REJECT_INVALID_MESSAGE, false);
        // A bad checksum is ignored, as FIX asks: the gap that it leaves brings the message again.
        engine.setBool(id, Session.SETTING_REJECT_GARBLED_MESSAGE, false);
        engine.setBool(id, Session.SETTING_REQUIRES_ORIG_SENDING_TIME, false);
        engine.setBool(id, Session.SETTING_CHECK_LATENCY, false);
        // Ask for what is missing and no more: "to the last" would bring what already waits a second time.
        engine.setBool(id, Session.SETTING_USE_CLOSED_RESEND_INTERVAL, true);
    }
}
