package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ConfigError;
import quickfix.Message;
import quickfix.RuntimeError;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.field.MsgSeqNum;

import dev.plumbline.adapter.AckWindow;
import dev.plumbline.adapter.LastHeard;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Command;

/// The engine and our sender, from start to stop. Opens and closes once, on a thread that may block.
final class Line {
    private static final Logger log = LoggerFactory.getLogger(Line.class);
    private static final String UNCOPIED = "it cannot be copied to another server";
    private static final String NOT_LOGGED_ON = "the session is not logged on";

    private final BrokerSession session;
    private final FixSessionSettings settings;
    private final Path data;
    private final MessageDecoder decoder;
    private final SessionID id;
    private final Handover handover;
    private final Outbox outbox;
    private final AckWindow window = new AckWindow();
    private final Ear ear = new Ear();
    private final Copying copying;
    private final Gate gate;
    private final AtomicBoolean acknowledging = new AtomicBoolean();
    private volatile Keeping keeping = Keeping.inMemory();
    private volatile Runnable stopEngine = () -> {};

    Line(BrokerSession session, FixSessionSettings settings, Path data, MessageDecoder decoder, Handover handover,
            SessionCopies copies, BooleanSupplier mayAct) {
        this.session = session;
        this.settings = settings;
        this.data = data;
        this.handover = handover;
        id = EngineSettings.sessionID(settings);
        this.decoder = decoder;
        copying = new Copying(session.value(), copies, mayAct);
        gate = new Gate(mayAct, copying);
        outbox = new Outbox("fix-out-" + session, this::sendNow, this::unsent);
    }

    /// @throws IllegalStateException where trying is pointless, with the mend
    Line open() {
        if (Session.doesSessionExist(id))
            throw new IllegalStateException("FIX session " + id + " runs in this process already:"
                    + " two brokers are configured with the same senderCompID and targetCompID");
        try {
            prepareStore();
            if (settings.store() == FixSessionSettings.Store.FILE) keeping = Keeping.in(data, settings, window, copying);
            else copying.copiedNothing();
            var intake = new Intake(session, settings, decoder, keeping, window, handover::put);
            var initiator = new SessionInitiator(
                    session, EngineSettings.of(settings), intake, keeping.factory(), _ -> new EngineLog(id, intake, ear), gate);
            stopEngine = initiator::stop;
            initiator.start();
            return this;
        } catch (IOException | ConfigError | RuntimeError e) {
            stopEngine.run();
            closeKeeping();
            throw new IllegalStateException("FIX session " + id + " cannot be started with its store in " + data
                    + ": " + e.getMessage() + "; is the folder writable?", e);
        }
    }

    /// The store holds every message that we sent, the Logon with its password too.
    private void prepareStore() throws IOException {
        Files.createDirectories(data);
        if (Files.getFileStore(data).supportsFileAttributeView(PosixFileAttributeView.class))
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
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
        for (long msgSeqNum : msgSeqNums) window.acknowledged(msgSeqNum);
        if (acknowledging.compareAndSet(false, true)) outbox.run(this::sayAcknowledged);
    }

    private void sayAcknowledged() {
        acknowledging.set(false);
        try {
            keeping.acknowledge();
        } catch (IOException failed) {
            log.warn("{}: the log in {} cannot be written: {}; after a crash more is sent again", session, data, failed.getMessage());
        }
    }

    /// Sends what waits, logs out, ends all threads.
    Line close() {
        handover.put(new Heard.Stopping());
        window.close();
        outbox.close();
        stopEngine.run();
        closeKeeping();
        return this;
    }

    private void closeKeeping() {
        try {
            keeping.close();
        } catch (IOException failed) {
            log.warn("{}: the log in {} was not closed: {}", session, data, failed.getMessage());
        }
    }

    void flush() {
        handover.flush();
    }

    private void sendNow(Outbound outbound) {
        if (outbound.maybeSent()) {
            var leftover = Leftover.of(outbound, keeping, settings.sendWithin(), Clock.nanos());
            if (leftover == Leftover.LEAVE) return;
            if (leftover != Leftover.SEND) throw new IllegalStateException(leftover.whyNot);
        }
        mustAct();
        mustBeCopied();
        var message = MessageEncoder.encode(outbound, settings.dialect());
        var engine = Session.lookupSession(id);
        if (engine == null) throw new IllegalStateException("the session is not open");
        copying.awaitRoom();
        if (engine.send(message)) return;
        if (isKept(engine, message)) {
            abandon(outbound, number(message));
            return;
        }
        mustAct();
        throw new IllegalStateException(NOT_LOGGED_ON);
    }

    private void mustAct() {
        if (!gate.isOpen()) throw new IllegalStateException(Gate.SHUT);
    }

    /// What waits already goes out once it is copied. What comes now would wait behind it, nobody knows how long: it is certain to
    /// have failed if it is not even kept.
    private void mustBeCopied() {
        if (copying.isFailing()) throw new IllegalStateException(UNCOPIED);
    }

    /// The line may go down between our look and the engine's: it has then given the message a number and keeps it.
    private boolean isKept(Session engine, Message message) {
        if (keeping.isBroken()) throw new UncheckedIOException(new IOException("the log in " + data + " failed"));
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
            keeping.giveUp(msgSeqNum);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        copying.whenCopied(() -> unsent(outbound, NOT_LOGGED_ON));
    }

    private void unsent(Outbound outbound, String why) {
        var command = outbound.command();
        handover.put(new Heard.Unsent(
                command.clOrdID(), command instanceof Command.Status,
                MessageEncoder.nameOf(command) + " " + command.clOrdID() + " was not sent: " + why, Clock.nanos()));
    }
}
