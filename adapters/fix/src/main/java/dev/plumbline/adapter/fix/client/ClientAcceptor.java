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
import quickfix.RuntimeError;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.ThreadedSocketAcceptor;
import quickfix.mina.EventHandlingStrategy;
import quickfix.mina.ThreadPerSessionEventHandlingStrategy;

import dev.plumbline.adapter.fix.PlainMessages;

/// QuickFIX/J's acceptor with a timer of its own, and a thread for each session that processes its messages.
final class ClientAcceptor extends ThreadedSocketAcceptor {
    /// The engine's timer looks once a second; at this rate a logon or logout does not wait.
    private static final int TICK_MS = 50;
    /// Messages of a client that the engine has read and not processed: then it reads no more from the socket, until half of them are. What
    /// has been read with them comes on top. It must not block there: on a line with TLS the thread that reads has locked what the one that
    /// processes needs to write.
    private static final int MOST_READ = 1_000;
    private static final Logger logger = LoggerFactory.getLogger(ClientAcceptor.class);

    private final ThreadPerSessionEventHandlingStrategy processing = new ThreadPerSessionEventHandlingStrategy(this, MOST_READ / 2, MOST_READ);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("fix-clients-timer").daemon().factory());

    ClientAcceptor(Application application, Map<SessionID, MessageStore> stores, SessionSettings settings, Entrance entrance)
            throws ConfigError {
        super(application, id -> store(stores, id), settings, EngineEvents::new, new PlainMessages());
        setIoFilterChainBuilder(entrance);
    }

    private static MessageStore store(Map<SessionID, MessageStore> stores, SessionID id) {
        var store = stores.get(id);
        if (store == null) throw new IllegalArgumentException("no such session: " + id);
        return store;
    }

    /// In place of the engine's, which would block.
    @Override
    protected EventHandlingStrategy getEventHandlingStrategy() {
        return processing;
    }

    @Override
    public void start() throws ConfigError, RuntimeError {
        processing.setExecutor(longLivedExecutor);
        super.start();
    }

    @Override
    protected void startSessionTimer() {
        timer.scheduleAtFixedRate(() -> getSessionMap().values().forEach(ClientAcceptor::tick), 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /// Then the engine ends the threads of its own strategy.
    @Override
    protected void stopSessionTimer() {
        timer.shutdownNow();
        processing.stopDispatcherThreads();
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
