package dev.plumbline.adapter.fix;

import java.util.List;

import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.BrokerSession;

/// Turns what the engine tells about the line into the few events that a desk wants to see. Lives on the event loop.
/// The same trouble at every attempt to reconnect is told once.
final class SessionWatch {
    private static final String END_OF_STREAM = "Encountered END_OF_STREAM";
    private static final String LOGON_TIMEOUT = "Timed out waiting for logon response";
    private static final String WITHOUT_A_WORD = "the broker closed the line upon our Logon without a word; check"
            + " senderCompID and targetCompID, and with the broker whether it knows our address and whether the"
            + " session is already logged on from elsewhere";

    private enum Phase {
        IDLE,
        CONNECTED,
        LOGON_SENT,
        UP
    }

    private final BrokerSession session;
    private final FixSessionSettings settings;
    private Phase phase = Phase.IDLE;
    private String refusal = "";
    private String reason = "";
    private String lastTold = "";
    private boolean stopping;

    SessionWatch(BrokerSession session, FixSessionSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    List<SessionEvent> on(Heard heard) {
        return switch (heard) {
            case Heard.Connected() -> enter(Phase.CONNECTED);
            case Heard.LogonSent() -> enter(Phase.LOGON_SENT);
            case Heard.LoggedOn(var at) -> loggedOn(at);
            case Heard.Refusal(var text, var at) -> refused(text, at);
            case Heard.Disconnecting(var why) -> {
                reason = why;
                yield List.of();
            }
            case Heard.Disconnected(var at) -> disconnected(at);
            case Heard.CannotConnect(var why, var at) ->
                down("cannot connect to " + settings.host() + ":" + settings.port() + ": " + why, at);
            case Heard.Gap(var begin, var end, var at) -> List.of(new SessionEvent.Gap(session, begin, end, at));
            case Heard.GapFilled(var begin, var end, var at) -> List.of(new SessionEvent.GapFilled(session, begin, end, at));
            case Heard.SequenceTrouble(var text, var at) ->
                List.of(new SessionEvent.SequenceTrouble(session, text, at));
            case Heard.Unsent(var clOrdID, var isQuestion, var text, var at) ->
                List.of(new SessionEvent.SendFailed(session, clOrdID, isQuestion, text, at));
            case Heard.Stopping() -> {
                stopping = true;
                yield List.of();
            }
            case Heard.Message _, Heard.Sent _ -> List.of();
        };
    }

    private List<SessionEvent> enter(Phase next) {
        phase = next;
        refusal = "";
        reason = "";
        return List.of();
    }

    private List<SessionEvent> loggedOn(long at) {
        enter(Phase.UP);
        lastTold = "";
        return List.of(new SessionEvent.Up(session, at));
    }

    private List<SessionEvent> refused(String text, long at) {
        refusal = text.isEmpty() ? "the broker gave no reason" : text;
        return text.contains("MsgSeqNum") ? List.of(new SessionEvent.SequenceTrouble(session, text, at)) : List.of();
    }

    private List<SessionEvent> disconnected(long at) {
        var was = phase;
        phase = Phase.IDLE;
        return switch (was) {
            case IDLE -> List.of();
            case CONNECTED -> down(stopping ? "stopped" : "the line was closed before our Logon: " + reason, at);
            case LOGON_SENT -> logonFailed(at);
            case UP -> down(stopping ? "stopped" : lost(), at);
        };
    }

    private String lost() {
        if (!refusal.isEmpty()) return "the broker logged us out: " + refusal;
        return reason.isEmpty() || reason.equals(END_OF_STREAM) ? "the broker closed the line" : reason;
    }

    private List<SessionEvent> logonFailed(long at) {
        if (stopping) return down("stopped", at);
        if (!refusal.isEmpty()) return logonRejected(refusal, at);
        if (reason.equals(LOGON_TIMEOUT))
            return down("no answer to our Logon within " + settings.logonTimeoutSeconds() + " s", at);
        return reason.isEmpty() || reason.equals(END_OF_STREAM) ? logonRejected(WITHOUT_A_WORD, at) : down(reason, at);
    }

    private List<SessionEvent> down(String why, long at) {
        return once("down " + why, new SessionEvent.Down(session, why, at));
    }

    private List<SessionEvent> logonRejected(String why, long at) {
        return once("rejected " + why, new SessionEvent.LogonRejected(session, why, at));
    }

    private List<SessionEvent> once(String what, SessionEvent event) {
        if (what.equals(lastTold)) return List.of();
        lastTold = what;
        return List.of(event);
    }
}
