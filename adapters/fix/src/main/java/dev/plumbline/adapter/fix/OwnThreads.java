package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
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
    /// The engine's timer looks once a second; at this rate a logon, for which a take-over waits, or a logout does not.
    private static final int TICK_MS = 50;

    /// None of the engine's: it then asks for [#getScheduledExecutorService].
    private static final int RECONNECT_THREADS = 0;

    private final EventHandlingStrategy handling;
    private final Gate gate;
    private final ScheduledExecutorService timer;
    private final ScheduledExecutorService connecting;

    OwnThreads(String name, SessionSettings settings, SessionFactory sessions, EventHandlingStrategy handling, Gate gate)
            throws ConfigError {
        super(settings, sessions, RECONNECT_THREADS);
        this.handling = handling;
        this.gate = gate;
        setIoFilterChainBuilder(gate);
        timer = Executors.newSingleThreadScheduledExecutor(thread("fix-timer-" + name));
        connecting = new Connecting(thread("fix-connect-" + name));
    }

    private static ThreadFactory thread(String name) {
        return Thread.ofPlatform().name(name).daemon().factory();
    }

    /// A broker takes one line for a session: where this server may not act it must not take that of another.
    private final class Connecting extends ScheduledThreadPoolExecutor {
        Connecting(ThreadFactory thread) {
            super(1, thread);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable connect, long first, long delay, TimeUnit unit) {
            return super.scheduleWithFixedDelay(() -> {
                if (gate.isOpen()) connect.run();
            }, first, delay, unit);
        }
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
        timer.scheduleAtFixedRate(() -> getSessionMap().values().forEach(this::tick), 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /// Logon, heartbeats, logout and their time-outs. Thrown, a fault would end the timer.
    private void tick(Session session) {
        try {
            if (gate.passes(session)) session.next();
        } catch (IOException | RuntimeException e) {
            LogUtil.logThrowable(session.getLog(), "Error in the session timer", e);
        }
    }
}
