package dev.plumbline.adapter.fix;

import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import org.quickfixj.CharsetSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.DoNotSend;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.field.ClOrdID;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.Password;
import quickfix.field.PossDupFlag;
import quickfix.field.RefMsgType;
import quickfix.field.RefSeqNum;
import quickfix.field.Text;
import quickfix.field.Username;

import dev.plumbline.adapter.AckWindow;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.BrokerSession;

/// What the engine calls, on threads of its own: decodes, hands over and returns.
final class Intake implements Application {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final BrokerSession session;
    private final FixSessionSettings settings;
    private final MessageDecoder decoder;
    private final Consumer<Heard> handover;

    private final Keeping keeping;
    private final AckWindow window;

    /// The message that is being read; set and used on the one I/O thread of the session.
    private volatile String reading = "";

    Intake(BrokerSession session, FixSessionSettings settings, MessageDecoder decoder, Keeping keeping, AckWindow window,
            Consumer<Heard> handover) {
        this.session = session;
        this.settings = settings;
        this.decoder = decoder;
        this.keeping = keeping;
        this.window = window;
        this.handover = handover;
    }

    void put(Heard heard) {
        handover.accept(heard);
    }

    /// Every message, before the engine looks at it. One that was sent before and whose number is already behind us
    /// would be passed over by the engine without a word; a report is a fact, so it goes its way to be recognised.
    void read(String raw) {
        reading = raw;
        refuseGarbled(raw);
        if (!raw.contains("\00143=Y\001") || isAdmin(raw)) return;
        var engine = Session.lookupSession(EngineSettings.sessionID(settings));
        if (engine != null && engine.isLoggedOn() && seqNum(raw) < engine.getExpectedTargetNum()) report(raw, 0);
    }

    /// FIX has garbled messages passed over: the gap brings them again. The engine looks for doubled tags before it looks at
    /// the checksum and takes a garbled message that has one for whole. It would count it, and never ask for it again; or,
    /// where SenderCompID(49) is what was garbled, reject it, and count it all the same. What throws here it does not see. A
    /// Logon is left to it, and ends the line.
    private void refuseGarbled(String raw) {
        var fault = FixMessage.of(bytes(raw)).fault();
        if (fault.isEmpty() || MsgType.LOGON.equals(MessageUtils.getStringField(raw, MsgType.FIELD))) return;
        garbled();
        throw new IllegalArgumentException("garbled, so passed over: " + fault);
    }

    private static byte[] bytes(String raw) {
        return raw.getBytes(CharsetSupport.getCharsetInstance());
    }

    private static boolean isAdmin(String raw) {
        var msgType = MessageUtils.getStringField(raw, MsgType.FIELD);
        return msgType == null || MessageUtils.isAdminMessage(msgType);
    }

    private static int seqNum(String raw) {
        var text = MessageUtils.getStringField(raw, MsgSeqNum.FIELD);
        try {
            return text == null ? Integer.MAX_VALUE : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    /// The engine passed over the message that it has just read. FIX asks for that: the gap brings it again. It is
    /// shown all the same.
    void garbled() {
        if (!isAdmin(reading)) report(reading, 0);
    }

    @Override
    public void fromApp(Message message, SessionID id) {
        boolean isOfReject = text(message, RefMsgType.FIELD).equals(MsgType.BUSINESS_MESSAGE_REJECT);
        if (isOfReject && msgType(message).equals(MsgType.BUSINESS_MESSAGE_REJECT)) put(aboutNoOrder(message));
        else takeIn(message);
    }

    private void takeIn(Message message) {
        report(message.toRawString(), number(message));
    }

    /// The engine counts on as soon as this returns; what the log says follows when the journal has the message.
    /// @param msgSeqNum 0 for what is not missed should it get lost
    private void report(String raw, int msgSeqNum) {
        if (msgSeqNum > 0) {
            awaitRoom();
            window.delivered(msgSeqNum);
        }
        var bytes = bytes(raw);
        put(new Heard.Message(new Inbound(session, decode(bytes), Buffer.buffer(bytes), Clock.nanos(), msgSeqNum)));
    }

    /// While the journal does not keep up, no more is taken from the engine: its queue fills up, then it stops reading from
    /// the socket, and the broker has to wait. Its heartbeats wait with the rest, so one that does not get on for long costs the
    /// line; ours are the timer's.
    private void awaitRoom() {
        try {
            window.awaitRoom(settings.unacknowledgedMax());
        } catch (InterruptedException interrupted) {
            // The engine ends its thread. What it still gives us is not acknowledged, and comes again.
            Thread.currentThread().interrupt();
        }
    }

    /// Whatever happens in the decoder, the message is kept: thrown into the engine, it would come again for ever.
    private Decoded decode(byte[] bytes) {
        try {
            return decoder.decode(session, bytes);
        } catch (RuntimeException e) {
            log.error("{}: the decoder failed on a message; it is quarantined", session, e);
            return new Decoded.Unreadable(dev.plumbline.core.ClOrdID.NONE, "the decoder failed: " + e);
        }
    }

    @Override
    public void fromAdmin(Message message, SessionID id) {
        switch (msgType(message)) {
            case MsgType.RESEND_REQUEST -> put(new Heard.SequenceTrouble(
                    "the broker misses messages: asked us to send MsgSeqNum " + text(message, 7) + " to "
                            + lastWanted(message) + " again",
                    Clock.nanos()));
            case MsgType.LOGOUT -> put(new Heard.Refusal(text(message, Text.FIELD), Clock.nanos()));
            case MsgType.REJECT -> rejected(message);
            default -> {}
        }
    }

    private static String lastWanted(Message message) {
        var end = text(message, 16);
        return end.equals("0") ? "the last" : end;
    }

    private void rejected(Message message) {
        var refMsgType = text(message, RefMsgType.FIELD);
        if (refMsgType.equals(MsgType.LOGON)) put(new Heard.Refusal(text(message, Text.FIELD), Clock.nanos()));
        else if (!refMsgType.isEmpty() && MessageUtils.isAdminMessage(refMsgType)) put(aboutNoOrder(message));
        else takeIn(message);
    }

    /// A reject of a message of the session, or of a reject: taken for a report, it would wait for an order for ever.
    private static Heard aboutNoOrder(Message reject) {
        return new Heard.SequenceTrouble(
                "the broker rejects our message " + text(reject, RefSeqNum.FIELD) + ", of MsgType "
                        + text(reject, RefMsgType.FIELD) + ": " + text(reject, Text.FIELD),
                Clock.nanos());
    }

    @Override
    public void toAdmin(Message message, SessionID id) {
        if (!msgType(message).equals(MsgType.LOGON)) return;
        put(new Heard.LogonSent());
        if (!settings.credentials().areGiven()) return;
        message.setString(Username.FIELD, settings.credentials().username());
        message.setString(Password.FIELD, settings.credentials().password());
    }

    /// Without this the engine would keep what is given to it while the line is down and send it whenever the broker
    /// asks after the next logon: an order as old as that nobody wants. Nor is a question that the broker has missed: who
    /// still wants to know asks anew, and a broker that has been away would get thousands before the orders that it missed.
    @Override
    public void toApp(Message message, SessionID id) throws DoNotSend {
        boolean again = text(message.getHeader(), PossDupFlag.FIELD).equals("Y");
        int seqNum = Integer.parseInt(text(message.getHeader(), MsgSeqNum.FIELD));
        boolean isQuestion = text(message.getHeader(), MsgType.FIELD).equals(MsgType.ORDER_STATUS_REQUEST);
        boolean isOver = again ? isQuestion || keeping.isGivenUp(seqNum) : !Session.lookupSession(id).isLoggedOn();
        if (isOver) throw new DoNotSend();
        put(new Heard.Sent(seqNum, new dev.plumbline.core.ClOrdID(text(message, ClOrdID.FIELD)), isQuestion));
    }

    @Override
    public void onCreate(SessionID id) {
        // Nothing happens to the line yet.
    }

    @Override
    public void onLogon(SessionID id) {
        put(new Heard.LoggedOn(Clock.nanos()));
    }

    @Override
    public void onLogout(SessionID id) {
        // Told by EngineLog, which hears of every closed line and not only of those that were logged on.
    }

    private static int number(Message message) {
        int number = seqNum(message.toRawString());
        return number == Integer.MAX_VALUE ? 0 : number;
    }

    private static String msgType(Message message) {
        return text(message.getHeader(), MsgType.FIELD);
    }

    private static String text(FieldMap fields, int tag) {
        try {
            return fields.isSetField(tag) ? fields.getString(tag) : "";
        } catch (FieldNotFound e) {
            return "";
        }
    }
}
