package dev.plumbline.adapter.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.MessageStoreFactory;
import quickfix.RuntimeError;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.field.GapFillFlag;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.NewSeqNo;

/// The broker's socket with its FIX session, run by QuickFIX/J. Opening and closing block: they belong on a worker
/// thread. [#send] is called from one thread, the event loop.
///
/// There is one session on one socket, so [SocketAcceptor], which has one thread for all its sessions, serves it as
/// well as the threaded kind would.
final class FixLine {
    /// Messages read and not yet looked at, at which reading stops, and at which it goes on.
    private static final int UNREAD_MAX = 16_384;
    private static final int UNREAD_LOW = 4_096;
    /// A client that leaves so many messages unread is disconnected; it can ask for them when it comes back.
    private static final int UNSENT_MAX = 1_000_000;
    private static final int NOT_KNOWN_YET = 0;

    private final FixEncoder encoder;
    private final SocketAcceptor acceptor;
    private final Session session;

    private FixLine(FixEncoder encoder, SocketAcceptor acceptor, Session session) {
        this.encoder = encoder;
        this.acceptor = acceptor;
        this.session = session;
    }

    /// Listens. @throws IllegalStateException where it cannot, saying where and what to do about it
    static FixLine open(SimulatorConfig config, Application application) {
        requireFreePort(config);
        var version = FixVersion.of(config.beginString());
        var id = version.session(config);
        requireOnlyOne(config, id);
        try {
            var acceptor = acceptor(config, application, settings(config, version, id));
            start(config, acceptor);
            return new FixLine(new FixEncoder(version), acceptor, Session.lookupSession(id));
        } catch (ConfigError wrong) {
            throw new IllegalStateException(
                    "simulated broker '" + config.name() + "': QuickFIX/J does not take its settings: "
                            + wrong.getMessage(), wrong);
        }
    }

    /// The port that it listens on.
    int port() {
        var endpoint = acceptor.getEndpoints().iterator().next();
        return ((InetSocketAddress) endpoint.getLocalAddress()).getPort();
    }

    /// Numbers, stores and writes them in order. While the client is away they are kept, and sent when he asks.
    void send(List<Outgoing> messages) {
        for (var message : messages) session.send(encoder.encode(message));
    }

    boolean isLoggedOn() {
        return session.isLoggedOn();
    }

    /// Says Logout, and takes the next Logon.
    void logout() {
        session.generateLogout();
    }

    /// Makes the client answer, and see what it has missed.
    void ask() {
        session.generateTestRequest("are you there?");
    }

    /// A SequenceReset(4) that leaps over nothing: see [#completeGapFill].
    void fillNothing() {
        var message = new Message();
        message.getHeader().setString(Tag.MSG_TYPE, MsgType.SEQUENCE_RESET);
        message.setBoolean(GapFillFlag.FIELD, true);
        message.setInt(NewSeqNo.FIELD, NOT_KNOWN_YET);
        session.send(message);
    }

    /// QuickFIX/J has just given it its number. One that it made itself has a NewSeqNo(36) already.
    static void completeGapFill(Message message) {
        if (!message.getHeader().getOptionalString(Tag.MSG_TYPE).equals(Optional.of(MsgType.SEQUENCE_RESET))) return;
        if (!message.getOptionalString(NewSeqNo.FIELD).equals(Optional.of(Integer.toString(NOT_KNOWN_YET)))) return;
        message.getHeader().getOptionalString(MsgSeqNum.FIELD)
                .ifPresent(own -> message.setInt(NewSeqNo.FIELD, Integer.parseInt(own) + 1));
    }

    /// Logs out, then closes the socket and ends all threads of QuickFIX/J.
    void close() {
        acceptor.stop();
    }

    /// QuickFIX/J reports an occupied port by a stack trace in the log, so it is better asked before.
    static void requireFreePort(SimulatorConfig config) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(config.host(), config.port()));
        } catch (IOException taken) {
            throw cannotListen(config, taken);
        }
    }

    /// QuickFIX/J has one register of sessions for the whole program; a second one of that name would displace the first.
    private static void requireOnlyOne(SimulatorConfig config, SessionID id) {
        if (Session.lookupSession(id) != null)
            throw new IllegalStateException("simulated broker '" + config.name() + "': a session " + id
                    + " runs in this program already: give each broker its own senderCompID");
    }

    private static SocketAcceptor acceptor(SimulatorConfig config, Application application, SessionSettings settings)
            throws ConfigError {
        return SocketAcceptor.newBuilder()
                .withApplication(application)
                .withMessageStoreFactory(store(config, settings))
                .withSettings(settings)
                .withLogFactory(QuietLog::new)
                .withMessageFactory(new DefaultMessageFactory())
                .withQueueWatermarks(UNREAD_LOW, UNREAD_MAX)
                .build();
    }

    private static MessageStoreFactory store(SimulatorConfig config, SessionSettings settings) {
        return switch (config.store()) {
            case MEMORY -> RecentStore::create;
            case FILES -> new FileStoreFactory(settings);
        };
    }

    private static void start(SimulatorConfig config, SocketAcceptor acceptor) throws ConfigError {
        try {
            acceptor.start();
        } catch (RuntimeError failed) {
            acceptor.stop(true);
            if (failed.getCause() instanceof IOException taken) throw cannotListen(config, taken);
            throw failed;
        }
    }

    private static IllegalStateException cannotListen(SimulatorConfig config, IOException why) {
        return new IllegalStateException(
                "simulated broker '" + config.name() + "' cannot listen on " + config.host() + " port " + config.port()
                        + " (" + why.getMessage() + "): end the program that has this port, or give another one; 0 is"
                        + " any that is free", why);
    }

    private static SessionSettings settings(SimulatorConfig config, FixVersion version, SessionID id) {
        var settings = new SessionSettings();
        settings.setString(id, "ConnectionType", "acceptor");
        settings.setString(id, "SocketAcceptAddress", config.host());
        settings.setLong(id, "SocketAcceptPort", config.port());
        settings.setBool(id, "NonStopSession", true);
        settings.setBool(id, "UseDataDictionary", true);
        settings.setBool(id, "AllowUnknownMsgFields", true);
        settings.setBool(id, "ValidateUserDefinedFields", false);
        settings.setString(id, "TimeStampPrecision", version.finest().name());
        settings.setLong(id, "MaxScheduledWriteRequests", UNSENT_MAX);
        settings.setString(id, "FileStorePath", config.data().toString());
        if (version.isTransportIndependent()) settings.setString(id, "DefaultApplVerID", version.application());
        settings.setString("SocketTcpNoDelay", "Y");
        return settings;
    }
}
