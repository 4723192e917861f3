package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import quickfix.ConfigError;
import quickfix.Message;
import quickfix.RuntimeError;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.field.MsgSeqNum;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.BrokerSession;

/// The engine and our sender, from start to stop. Opens and closes once, on a thread that may block.
final class Line {
    private final BrokerSession session;
    private final FixSessionSettings settings;
    private final Path data;
    private final SessionID id;
    private final Handover handover;
    private final Intake intake;
    private final Outbox outbox;
    private volatile Runnable stopEngine = () -> {};

    Line(BrokerSession session, FixSessionSettings settings, Path data, MessageDecoder decoder, Handover handover) {
        this.session = session;
        this.settings = settings;
        this.data = data;
        this.handover = handover;
        id = EngineSettings.sessionID(settings);
        intake = new Intake(session, settings, decoder, handover::put);
        outbox = new Outbox("fix-out-" + session, this::sendNow, this::unsent);
    }

    /// @throws IllegalStateException where trying is pointless, with the mend
    Line open() {
        if (Session.doesSessionExist(id))
            throw new IllegalStateException("FIX session " + id + " runs in this process already:"
                    + " two brokers are configured with the same senderCompID and targetCompID");
        try {
            prepareStore();
            var engineSettings = EngineSettings.of(settings, data);
            var initiator = new SessionInitiator(
                    session,
                    engineSettings,
                    intake,
                    EngineSettings.storeFactory(settings, engineSettings),
                    _ -> new EngineLog(id, intake));
            stopEngine = initiator::stop;
            initiator.start();
            return this;
        } catch (IOException | ConfigError | RuntimeError e) {
            stopEngine.run();
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

    void send(List<Outbound> batch) {
        outbox.add(batch);
    }

    /// Sends what waits, logs out, ends all threads.
    Line close() {
        handover.put(new Heard.Stopping());
        outbox.close();
        stopEngine.run();
        return this;
    }

    void flush() {
        handover.flush();
    }

    private void sendNow(Outbound outbound) {
        var message = MessageEncoder.encode(outbound, settings.dialect());
        var engine = Session.lookupSession(id);
        if (engine == null) throw new IllegalStateException("the session is not open");
        if (engine.send(message)) return;
        abandonIfKept(engine, message);
        throw new IllegalStateException("the session is not logged on");
    }

    /// The line may go down between our look and the engine's: it has then given the message a number and keeps it.
    private void abandonIfKept(Session engine, Message message) {
        int seqNum = message.getHeader().getOptionalString(MsgSeqNum.FIELD).map(Integer::parseInt).orElse(0);
        if (seqNum > 0 && engine.getExpectedSenderNum() > seqNum) intake.abandon(seqNum);
    }

    private void unsent(Outbound outbound, String why) {
        var command = outbound.command();
        handover.put(new Heard.Unsent(
                command.clOrdID(),
                MessageEncoder.nameOf(command) + " " + command.clOrdID() + " was not sent: " + why, Clock.nanos()));
    }
}
