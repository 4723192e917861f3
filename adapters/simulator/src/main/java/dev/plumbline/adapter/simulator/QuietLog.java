package dev.plumbline.adapter.simulator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;
import quickfix.SessionID;

/// QuickFIX/J's log over SLF4J: what happens to the session at debug, its messages at trace, nothing in files or on the
/// screen. Its errors are debug, too: a client that logs out with messages on their way makes one for each of them.
final class QuietLog implements Log {
    private static final Logger LOG = LoggerFactory.getLogger(QuietLog.class);

    private final SessionID session;

    QuietLog(SessionID session) {
        this.session = session;
    }

    @Override
    public void clear() {}

    @Override
    public void onIncoming(String message) {
        LOG.trace("{} < {}", session, message);
    }

    @Override
    public void onOutgoing(String message) {
        LOG.trace("{} > {}", session, message);
    }

    @Override
    public void onEvent(String text) {
        LOG.debug("{} {}", session, text);
    }

    @Override
    public void onWarnEvent(String text) {
        LOG.debug("{} {}", session, text);
    }

    @Override
    public void onErrorEvent(String text) {
        LOG.debug("{} {}", session, text);
    }
}
