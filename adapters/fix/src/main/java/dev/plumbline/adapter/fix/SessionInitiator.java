package dev.plumbline.adapter.fix;

import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultSessionFactory;
import quickfix.LogFactory;
import quickfix.MessageStoreFactory;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;

import dev.plumbline.core.BrokerSession;

/// QuickFIX/J's initiator for exactly one session, whose timer and connecting threads are its own: see [OwnThreads].
/// From the engine's it takes the life cycle, the thread that processes messages and the registry of sessions.
final class SessionInitiator extends SocketInitiator {
    private final OwnThreads threads;

    SessionInitiator(
            BrokerSession session,
            SessionSettings settings,
            Application application,
            MessageStoreFactory store,
            LogFactory logs,
            Gate gate)
            throws ConfigError {
        super(application, store, settings, logs, new PlainMessages());
        var sessions = new DefaultSessionFactory(application, store, logs, new PlainMessages());
        threads = new OwnThreads(session.value(), settings, sessions, getEventHandlingStrategy(), gate);
    }

    @Override
    protected void createSessionInitiators() throws ConfigError {
        threads.create();
        setSessions(threads.sessions());
    }

    @Override
    protected void startInitiators() {
        threads.start();
    }

    @Override
    protected void stopInitiators() {
        threads.stop(false);
    }
}
