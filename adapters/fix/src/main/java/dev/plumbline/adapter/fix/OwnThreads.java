package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import quickfix.ConfigError;
import quickfix.LogUtil;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.mina.EventHandlingStrategy;
import quickfix.mina.initiator.AbstractSocketInitiator;

/// The connecting half of an initiator, with a timer and a connecting thread for this one session. QuickFIX/J's own has
/// one timer for all sessions of the process, so that one slow disk delays the heartbeats of all, and connecting
/// threads that outlive the initiator.
final class OwnThreads extends AbstractSocketInitiator {
    /// The engine's timer looks once a second; at this rate a logon or logout does not wait a second.
    private static final int TICK_MS = 200;

    /// None of the engine's: it then asks for [#getScheduledExecutorService].
    private static final int RECONNECT_THREADS = 0;

    private final EventHandlingStrategy handling;
    private final ScheduledExecutorService timer;
    private final ScheduledExecutorService connecting;

    OwnThreads(String name, SessionSettings settings, SessionFactory sessions, EventHandlingStrategy handling)
            throws ConfigError {
        super(settings, sessions, RECONNECT_THREADS);
        this.handling = handling;
        timer = thread("fix-timer-" + name);
        connecting = thread("fix-connect-" + name);
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).daemon().factory());
    }

    void create() throws ConfigError {
        createSessionInitiators();
    }

    Map<SessionID, Session> sessions() {
        return getSessionMap();
    }

    @Override
    public void start() {
        startInitiators();
    }

    @Override
    public void stop(boolean force) {
        stopInitiators();
        timer.shutdownNow();
        connecting.shutdownNow();
    }

    @Override
    protected EventHandlingStrategy getEventHandlingStrategy() {
        return handling;
    }

    @Override
    protected ScheduledExecutorService getScheduledExecutorService() {
        return connecting;
    }

    @Override
    protected void startSessionTimer() {
        timer.scheduleAtFixedRate(() -> getSessionMap().values().forEach(OwnThreads::tick), 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /// Logon, heartbeats, logout and their time-outs. Thrown, a fault would end the timer.
    private static void tick(Session session) {
        try {
            session.next();
        } catch (IOException | RuntimeException e) {
            LogUtil.logThrowable(session.getLog(), "Error in the session timer", e);
        }
    }
}
