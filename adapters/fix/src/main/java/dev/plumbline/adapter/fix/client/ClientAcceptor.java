package dev.plumbline.adapter.fix.client;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.Log;
import quickfix.MessageStore;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.ThreadedSocketAcceptor;

import dev.plumbline.adapter.fix.PlainMessages;

/// QuickFIX/J's acceptor with a timer of its own, and a thread for each session that processes its messages.
final class ClientAcceptor extends ThreadedSocketAcceptor {
    /// The engine's timer looks once a second; at this rate a logon or logout does not wait.
    private static final int TICK_MS = 50;
    /// Messages of a client that the engine has read and not processed; then it reads no more from the socket.
    private static final int QUEUE = 1_000;
    private static final Logger logger = LoggerFactory.getLogger(ClientAcceptor.class);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("fix-clients-timer").daemon().factory());

    ClientAcceptor(Application application, Map<SessionID, MessageStore> stores, SessionSettings settings, Entrance entrance)
            throws ConfigError {
        super(application, id -> store(stores, id), settings, EngineEvents::new, new PlainMessages(), QUEUE);
        setIoFilterChainBuilder(entrance);
    }

    private static MessageStore store(Map<SessionID, MessageStore> stores, SessionID id) {
        var store = stores.get(id);
        if (store == null) throw new IllegalArgumentException("no such session: " + id);
        return store;
    }

    @Override
    protected void startSessionTimer() {
        timer.scheduleAtFixedRate(() -> getSessionMap().values().forEach(ClientAcceptor::tick), 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void stopSessionTimer() {
        timer.shutdownNow();
    }

    /// Thrown, a fault would end the timer.
    private static void tick(Session session) {
        try {
            session.next();
        } catch (IOException | RuntimeException e) {
            logger.error("{}: a fault in the session timer", session.getSessionID(), e);
        }
    }

    /// The engine's events, for who looks for them.
    private record EngineEvents(SessionID id) implements Log {
        private static final Pattern SECRETS = Pattern.compile("\\b(0*(?:554|925|1402|1404))=[^|]*");

        @Override
        public void clear() {}

        @Override
        public void onIncoming(String message) {
            if (logger.isDebugEnabled()) logger.debug("{} in  {}", id, readable(message));
        }

        @Override
        public void onOutgoing(String message) {
            if (logger.isDebugEnabled()) logger.debug("{} out {}", id, readable(message));
        }

        /// Without passwords: Password(554), NewPassword(925), EncryptedPassword(1402), EncryptedNewPassword(1404).
        private static String readable(String message) {
            return SECRETS.matcher(message.replace('\001', '|')).replaceAll("$1=***");
        }

        @Override
        public void onEvent(String text) {
            if (logger.isDebugEnabled()) logger.debug("{} {}", id, readable(text));
        }

        @Override
        public void onErrorEvent(String text) {
            logger.info("{} {}", id, readable(text));
        }
    }
}
