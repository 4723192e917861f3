package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ConfigError;
import quickfix.Message;
import quickfix.RuntimeError;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.field.MsgSeqNum;

import dev.plumbline.adapter.LastHeard;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Command;

/// The engine and our sender, from start to stop. Opens and closes once, on a thread that may block.
final class Line {
    private static final Logger log = LoggerFactory.getLogger(Line.class);
    private static final String UNCOPIED = "it cannot be copied to another server";
    private static final String NOT_LOGGED_ON = "the session is not logged on";

    private final BrokerSession session;
    private final FixSessionSettings settings;
    private final MessageDecoder decoder;
    private final SessionID id;
    private final Handover handover;
    private final Outbox outbox;
    private final Ear ear = new Ear();
    private final Possession own;
    private final AtomicBoolean acknowledging = new AtomicBoolean();
    private volatile Runnable stopEngine = () -> {};

    /// @param own no longer the caller's
    Line(BrokerSession session, FixSessionSettings settings, MessageDecoder decoder, Handover handover, Possession own) {
        this.session = session;
        this.settings = settings;
        this.handover = handover;
        this.own = own;
        id = EngineSettings.sessionID(settings);
        this.decoder = decoder;
        outbox = new Outbox("fix-out-" + session, this::sendNow, this::unsent);
    }

    /// @throws IllegalStateException where trying is pointless, with the mend
    Line open() {
        mustBeAlone(id);
        try {
            var intake = new Intake(session, settings, decoder, own.keeping(), own.window(), handover::put);
            var initiator = new SessionInitiator(
                    session, EngineSettings.of(settings), intake, own.keeping().factory(), _ -> new EngineLog(id, intake, ear), own.gate());
            stopEngine = initiator::stop;
            initiator.start();
            return this;
        } catch (ConfigError | RuntimeError e) {
            stopEngine.run();
            throw new IllegalStateException("FIX session " + id + " cannot be started: " + e.getMessage(), e);
        }
    }

    /// The engine knows each session of a process once.
    static void mustBeAlone(SessionID id) {
        if (Session.doesSessionExist(id))
            throw new IllegalStateException("FIX session " + id + " runs in this process already:"
                    + " two brokers are configured with the same senderCompID and targetCompID");
    }

    LastHeard lastHeard() {
        var engine = Session.lookupSession(id);
        return new LastHeard(
                ear.heardAt(), settings.heartBtInt() * 1_000L, engine == null ? 0 : engine.getExpectedTargetNum() - 1, ear.gaps());
    }

    void send(List<Outbound> batch) {
        outbox.add(batch);
    }

    /// The journal has these. Says so in the log before long, on the thread that may write it, and once for many.
    void acknowledge(List<Long> msgSeqNums) {
        for (long msgSeqNum : msgSeqNums) own.window().acknowledged(msgSeqNum);
        if (acknowledging.compareAndSet(false, true)) outbox.run(this::sayAcknowledged);
    }

    private void sayAcknowledged() {
        acknowledging.set(false);
        try {
            own.keeping().acknowledge();
        } catch (IOException failed) {
            log.warn("{}: the log in {} cannot be written: {}; after a crash more is sent again", session, own.data(), failed.getMessage());
        }
    }

    /// Sends what waits, logs out, ends all threads.
    Line close() {
        handover.put(new Heard.Stopping());
        own.window().close();
        outbox.close();
        stopEngine.run();
        own.close();
        return this;
    }

    void flush() {
        handover.flush();
    }

    private void sendNow(Outbound outbound) {
        if (outbound.maybeSent()) {
            var leftover = Leftover.of(outbound, own.keeping(), settings.sendWithin(), Clock.nanos());
            if (leftover == Leftover.LEAVE) return;
            if (leftover != Leftover.SEND) throw new IllegalStateException(leftover.whyNot);
        }
        mustAct();
        mustBeCopied();
        var message = MessageEncoder.encode(outbound, settings.dialect());
        var engine = Session.lookupSession(id);
        if (engine == null) throw new IllegalStateException("the session is not open");
        own.copying().awaitRoom();
        if (engine.send(message)) return;
        if (isKept(engine, message)) {
            abandon(outbound, number(message));
            return;
        }
        mustAct();
        throw new IllegalStateException(NOT_LOGGED_ON);
    }

    private void mustAct() {
        if (!own.gate().isOpen()) throw new IllegalStateException(Gate.SHUT);
    }

    /// What waits already goes out once it is copied. What comes now would wait behind it, nobody knows how long: it is certain to
    /// have failed if it is not even kept.
    private void mustBeCopied() {
        if (own.copying().isFailing()) throw new IllegalStateException(UNCOPIED);
    }

    /// The line may go down between our look and the engine's: it has then given the message a number and keeps it.
    private boolean isKept(Session engine, Message message) {
        if (own.keeping().isBroken()) throw new UncheckedIOException(new IOException("the log in " + own.data() + " failed"));
        int seqNum = number(message);
        return seqNum > 0 && engine.getExpectedSenderNum() > seqNum;
    }

    private static int number(Message message) {
        return message.getHeader().getOptionalString(MsgSeqNum.FIELD).map(Integer::parseInt).orElse(0);
    }

    /// Told once it is copied that it never leaves: a server that takes over would send it otherwise when the broker asks. Should that
    /// never be, whoever takes over knows of it, or not.
    private void abandon(Outbound outbound, int msgSeqNum) {
        try {
            own.keeping().giveUp(msgSeqNum);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        own.copying().whenCopied(() -> unsent(outbound, NOT_LOGGED_ON));
    }

    private void unsent(Outbound outbound, String why) {
        var command = outbound.command();
        handover.put(new Heard.Unsent(
                command.clOrdID(), command instanceof Command.Status,
                MessageEncoder.nameOf(command) + " " + command.clOrdID() + " was not sent: " + why, Clock.nanos()));
    }
}
