package dev.plumbline.adapter.fix;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;
import quickfix.SessionID;
import quickfix.SessionStateListener;

/// The engine's log of one session: to SLF4J at debug, and the only place where QuickFIX/J tells why a line is being
/// closed, that a number is too low, or that it passed over a message. The engine makes it a [SessionStateListener]
/// too. Called by several threads of the engine; never waits.
final class EngineLog implements Log, SessionStateListener {
    private static final Logger log = LoggerFactory.getLogger(EngineLog.class);
    private static final String DISCONNECTING = "Disconnecting: ";
    private static final String TOO_LOW = "MsgSeqNum too low";
    private static final String GARBLED = "Invalid message: ";
    private static final String STORE = "MessageStore";

    private final SessionID session;
    private final Intake intake;
    private final Ear ear;

    EngineLog(SessionID session, Intake intake, Ear ear) {
        this.session = session;
        this.intake = intake;
        this.ear = ear;
    }

    @Override
    public void onIncoming(String message) {
        ear.heard(Clock.nanos());
        if (log.isDebugEnabled()) log.debug("{} in  {}", session, readable(message));
        intake.read(message);
    }

    @Override
    public void onOutgoing(String message) {
        if (log.isDebugEnabled()) log.debug("{} out {}", session, readable(message));
    }

    /// Without the Password(554) of the Logon.
    private static String readable(String message) {
        return message.replace('\001', '|').replaceFirst("\\|554=[^|]*", "|554=***");
    }

    @Override
    public void onEvent(String text) {
        log.debug("{} {}", session, text);
        if (text.startsWith(DISCONNECTING)) disconnecting(text);
    }

    @Override
    public void onErrorEvent(String text) {
        log.debug("{} error: {}", session, text);
        if (text.startsWith(DISCONNECTING)) disconnecting(text);
        else if (text.startsWith(GARBLED)) intake.garbled();
        else if (text.contains(TOO_LOW)) trouble(text.substring(text.indexOf(TOO_LOW)));
        else if (text.contains(STORE)) trouble("the store of sequence numbers failed: " + firstLine(text));
    }

    private void disconnecting(String text) {
        intake.put(new Heard.Disconnecting(text.substring(DISCONNECTING.length())));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private void trouble(String text) {
        intake.put(new Heard.SequenceTrouble(text, Clock.nanos()));
    }

    @Override
    public void clear() {
        // Nothing is kept here.
    }

    @Override
    public void onConnect(SessionID id) {
        intake.put(new Heard.Connected());
    }

    @Override
    public void onConnectException(SessionID id, Exception e) {
        intake.put(new Heard.CannotConnect(String.valueOf(e.getMessage()), Clock.nanos()));
    }

    @Override
    public void onDisconnect(SessionID id) {
        intake.put(new Heard.Disconnected(Clock.nanos()));
    }

    @Override
    public void onResendRequestSent(SessionID id, int begin, int end, int currentEnd) {
        ear.missed();
        intake.put(new Heard.Gap(begin, end, Clock.nanos()));
    }

    @Override
    public void onResendRequestSatisfied(SessionID id, int begin, int end) {
        intake.put(new Heard.GapFilled(begin, end, Clock.nanos()));
    }

    @Override
    public void onSequenceResetReceived(SessionID id, int newSeqNo, boolean gapFill) {
        trouble("the broker goes on at MsgSeqNum " + newSeqNo + (gapFill ? " (gap fill)" : " (sequence reset)"));
    }

}
