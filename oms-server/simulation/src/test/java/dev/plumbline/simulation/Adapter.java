package dev.plumbline.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.adapter.fix.DrivenSession;
import dev.plumbline.core.Command;

/// Our end of the session in one process: an engine of few words over the product's own log, window, encoder and decoder.
final class Adapter {
    private static final Duration SEND_WITHIN = Duration.ofSeconds(2);
    private static final String LOGON = "\00135=A\001";

    private final World world;
    private final Plan plan;
    private final Fault fault;
    private final Mortal mortal;
    private final DrivenSession session;
    private final BrokerSide broker;
    private final Network network;
    private final Listener listener;
    private final Deque<Runnable> outbox = new ArrayDeque<>();
    private Optional<Wire> wire = Optional.empty();
    private boolean loggedOn;
    private boolean sending;
    private boolean acknowledging;
    private int missingUpTo;

    /// Where it delivers.
    interface Listener {
        void reports(List<Inbound> batch);

        void session(SessionEvent event);
    }

    Adapter(
            World world, Plan plan, Fault fault, Mortal mortal, DrivenSession session, BrokerSide broker, Network network,
            Listener listener) {
        this.world = world;
        this.plan = plan;
        this.fault = fault;
        this.mortal = mortal;
        this.session = session;
        this.broker = broker;
        this.network = network;
        this.listener = listener;
    }

    void start() {
        soon(world.micros(1_000, 80_000), this::connect);
    }

    private void soon(long nanos, Runnable work) {
        world.in(nanos, () -> {
            if (mortal.isAlive()) work.run();
        });
    }

    // ---- the line

    private void connect() {
        if (wire.isPresent()) return;
        network.connect(this).ifPresentOrElse(this::connected, this::start);
    }

    private void connected(Wire made) {
        wire = Optional.of(made);
        missingUpTo = 0;
        int number = session.nextSender();
        send(number, LOGON, Frame.logon(number));
    }

    /// Noticed late, as by a heartbeat that does not come.
    void lineLost(Wire lost) {
        if (!mortal.isAlive()) return;
        if (wire.isEmpty() || wire.get() != lost) return;
        wire = Optional.empty();
        if (loggedOn) listener.session(new SessionEvent.Down(Terms.SESSION, "the line is lost", world.now()));
        loggedOn = false;
        start();
    }

    /// In the log before it is on the wire.
    private void send(int number, String kept, Frame frame) {
        keep(number, kept);
        onTheWire(frame);
    }

    private void onTheWire(Frame frame) {
        mortal.effect("send " + frame.type());
        wire.ifPresent(to -> to.toBroker(frame, arrived -> broker.received(to, this, arrived)));
    }

    private void keep(int number, String text) {
        try {
            session.sent(number, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // ---- in

    void received(Frame frame) {
        if (!mortal.isAlive()) return;
        int expected = session.nextTarget();
        if (frame.type() == Frame.Type.LOGON) loggedOn();
        if (frame.type() == Frame.Type.RESEND_REQUEST) resend(frame.wanted());
        if (frame.number() > expected) miss(frame.number(), expected);
        else if (frame.number() == expected) take(frame);
        else if (!frame.possDup())
            throw new Violation("the broker's MsgSeqNum " + frame.number() + " is behind us: we expect " + expected);
        else if (frame.type() == Frame.Type.APPLICATION) deliver(frame, 0);
    }

    private void loggedOn() {
        loggedOn = true;
        listener.session(new SessionEvent.Up(Terms.SESSION, world.now()));
    }

    private void miss(int number, int expected) {
        if (missingUpTo >= expected) return;
        missingUpTo = number;
        int mine = session.nextSender();
        send(mine, "\00135=2\001", Frame.resendRequest(mine, expected));
    }

    private void take(Frame frame) {
        if (frame.type() == Frame.Type.APPLICATION) {
            session.delivered(frame.number());
            if (fault == Fault.ACKNOWLEDGED_BEFORE_APPEND) session.acknowledged(List.of((long) frame.number()));
            deliver(frame, frame.number());
        }
        mortal.effect("count on");
        try {
            if (frame.type() == Frame.Type.GAP_FILL) session.expect(frame.wanted());
            else session.expectNext();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void deliver(Frame frame, long msgSeqNum) {
        var bytes = frame.text().getBytes(ISO_8859_1);
        listener.reports(List.of(new Inbound(
                Terms.SESSION, DrivenSession.decode(Terms.SESSION, bytes), Buffer.buffer(bytes), world.now(), msgSeqNum)));
    }

    void acknowledge(List<Long> msgSeqNums) {
        session.acknowledged(msgSeqNums);
        if (acknowledging) return;
        acknowledging = true;
        put(() -> {
            acknowledging = false;
            try {
                session.sayAcknowledged();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    // ---- out

    void send(List<Outbound> batch) {
        for (var outbound : batch) put(() -> sendNow(outbound));
    }

    /// One thread of the product's: one thing after the other.
    private void put(Runnable work) {
        outbox.add(work);
        if (!sending) next();
    }

    private void next() {
        sending = true;
        soon(world.micros(10, 800), () -> {
            outbox.remove().run();
            if (outbox.isEmpty()) sending = false;
            else next();
        });
    }

    private void sendNow(Outbound outbound) {
        if (outbound.maybeSent() && fault == Fault.IN_FLIGHT_FORGOTTEN) return;
        if (outbound.maybeSent() && fault != Fault.SENT_AGAIN) {
            var leftover = session.leftover(outbound, SEND_WITHIN, world.now());
            world.tally.met(Met.valueOf("LEFTOVER_" + leftover));
            if (leftover.equals("LEAVE")) return;
            if (!leftover.equals("SEND")) {
                unsent(outbound, leftover);
                return;
            }
        }
        if (loggedOn) write(outbound);
        else unsent(outbound, "not logged on");
    }

    private void write(Outbound outbound) {
        int number = session.nextSender();
        var message = DrivenSession.encode(outbound);
        var header = message.getHeader();
        header.setString(8, plan.beginString());
        header.setString(49, "PLUMBLINE");
        header.setString(56, "ALPHA");
        header.setInt(34, number);
        var text = message.toString();
        world.trace("we send " + number + ": " + Fix.brief(text));
        if (world.happens(10)) abandon(outbound, number, text);
        else send(number, text, Frame.application(number, false, text));
    }

    /// The line goes down between our look and the engine's: the message has a number, and stays.
    private void abandon(Outbound outbound, int number, String text) {
        keep(number, text);
        wire.ifPresent(lost -> lost.close("in the midst of sending"));
        wire.ifPresent(this::lineLost);
        mortal.effect("give up");
        try {
            session.giveUp(number);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        world.tally.met(Met.GIVEN_UP);
        unsent(outbound, "the session is not logged on");
    }

    private void unsent(Outbound outbound, String why) {
        world.trace("not sent: " + outbound.command().clOrdID() + ": " + why);
        listener.session(new SessionEvent.SendFailed(
                Terms.SESSION, outbound.command().clOrdID(), outbound.command() instanceof Command.Status, why, world.now()));
    }

    private void resend(int from) {
        var kept = new TreeMap<Integer, String>();
        try {
            session.messages(from, kept::put);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        int next = from;
        for (var one : kept.entrySet()) {
            int number = one.getKey();
            if (!Fix.isAbout(one.getValue(), "DFGH") || session.isGivenUp(number)) continue;
            if (number > next) onTheWire(Frame.gapFill(next, number));
            onTheWire(Frame.application(number, true, one.getValue()));
            next = number + 1;
        }
        if (next < session.nextSender()) onTheWire(Frame.gapFill(next, session.nextSender()));
    }

    // ---- at the end

    boolean isQuiet() {
        return loggedOn && outbox.isEmpty() && broker.hasAllBelow(session.nextSender())
                && session.nextTarget() == broker.nextNumber();
    }

    int unacknowledged() {
        return session.unacknowledged();
    }
}
