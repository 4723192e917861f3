package dev.plumbline.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import quickfix.Message;

import dev.plumbline.adapter.simulator.DrivenBroker;
import dev.plumbline.adapter.simulator.Habits;
import dev.plumbline.adapter.simulator.Ledger;

/// The broker with its end of the session. It never crashes and forgets nothing: its ledger is the truth.
final class BrokerSide {
    private static final Habits BUSY = new Habits(20, 200, 400, 40, 1, 60);
    private static final String COMP_ID = "ALPHA";

    private final World world;
    private final String beginString;
    private final DrivenBroker broker;
    /// What was sent under each number, from 1 on; empty where it was no message about an order.
    private final List<Optional<Message>> sent = new ArrayList<>();
    private final Set<String> newRequests = new HashSet<>();
    private Optional<Link> link = Optional.empty();
    private int expected = 1;
    private int missingUpTo;

    /// Where its client is.
    record Link(Wire wire, Adapter adapter) {
        void send(Frame frame) {
            wire.toUs(frame, adapter::received);
        }
    }

    BrokerSide(World world, Plan plan) {
        this.world = world;
        this.beginString = plan.beginString();
        this.broker = new DrivenBroker(
                Terms.SESSION, beginString, Terms.RULES.accounts(), Map.copyOf(Terms.RULES.referencePx()), BUSY,
                plan.chaos(), plan.seed());
    }

    Ledger.Snapshot ledger() {
        return broker.ledger();
    }

    /// MsgSeqNums of messages about orders.
    Set<Integer> applicationNumbers() {
        var numbers = new TreeSet<Integer>();
        for (int i = 0; i < sent.size(); i++) if (sent.get(i).isPresent()) numbers.add(i + 1);
        return numbers;
    }

    void tick(int deeds) {
        tell(broker.tick(deeds, world.now()));
    }

    void settle() {
        tell(broker.settle(world.now()));
    }

    private void tell(List<Message> messages) {
        for (var message : messages) {
            sent.add(Optional.of(message));
            var text = text(message, sent.size(), false);
            world.trace("broker " + sent.size() + ": " + Fix.brief(text));
            link.ifPresent(to -> to.send(Frame.application(Fix.number(text), false, text)));
        }
    }

    private String text(Message message, int number, boolean possDup) {
        var header = message.getHeader();
        header.setString(8, beginString);
        header.setString(49, COMP_ID);
        header.setString(56, "PLUMBLINE");
        header.setInt(34, number);
        if (possDup) header.setBoolean(43, true);
        return message.toString();
    }

    // ---- the session

    void received(Wire wire, Adapter adapter, Frame frame) {
        if (frame.type() == Frame.Type.LOGON) logon(new Link(wire, adapter), frame);
        if (link.isEmpty() || link.get().wire() != wire) return;
        if (frame.type() == Frame.Type.RESEND_REQUEST) resend(frame.wanted());
        if (frame.number() > expected) miss(frame.number());
        else if (frame.number() == expected) take(frame);
        else if (!frame.possDup() && frame.type() != Frame.Type.LOGON)
            throw new Violation("MsgSeqNum " + frame.number() + " is used again: the broker expects " + expected);
    }

    private void logon(Link from, Frame logon) {
        if (logon.number() < expected)
            throw new Violation("our session forgot what it had sent: it logs on with MsgSeqNum " + logon.number()
                    + ", the broker expects " + expected);
        link = Optional.of(from);
        missingUpTo = 0;
        sent.add(Optional.empty());
        from.send(Frame.logon(sent.size()));
    }

    private void miss(int number) {
        if (missingUpTo >= expected) return;
        missingUpTo = number;
        sent.add(Optional.empty());
        world.tally.met(Met.GAP_OF_OURS);
        world.trace("broker misses " + expected + " to " + (number - 1));
        link.ifPresent(to -> to.send(Frame.resendRequest(sent.size(), expected)));
    }

    private void take(Frame frame) {
        expected = frame.type() == Frame.Type.GAP_FILL ? frame.wanted() : expected + 1;
        if (frame.type() != Frame.Type.APPLICATION) return;
        if (frame.possDup()) world.tally.met(Met.RESENT_BY_US);
        isNew(frame.text());
        tell(broker.on(frame.text(), world.now()));
    }

    /// Under a number that it has not had it takes a message for a new one.
    private void isNew(String text) {
        if (Fix.isAbout(text, "DFG") && !newRequests.add(Fix.field(text, 11)))
            throw new Violation("sent twice as new: " + Fix.brief(text));
    }

    private void resend(int from) {
        world.tally.met(Met.GAP_OF_BROKERS);
        int gapFrom = 0;
        for (int number = from; number <= sent.size(); number++) {
            var message = sent.get(number - 1);
            if (message.isEmpty()) {
                if (gapFrom == 0) gapFrom = number;
                continue;
            }
            if (gapFrom > 0) fill(gapFrom, number);
            gapFrom = 0;
            world.tally.met(Met.RESENT_BY_BROKER);
            again(number, text(message.get(), number, true));
        }
        if (gapFrom > 0) fill(gapFrom, sent.size() + 1);
    }

    private void again(int number, String text) {
        link.ifPresent(to -> to.send(Frame.application(number, true, text)));
    }

    private void fill(int number, int next) {
        link.ifPresent(to -> to.send(Frame.gapFill(number, next)));
    }

    void lostLine(Wire wire) {
        if (link.isPresent() && link.get().wire() == wire) link = Optional.empty();
    }

    /// Whether it has taken every number up to `next`.
    boolean hasAllBelow(int next) {
        return expected >= next;
    }

    int nextNumber() {
        return sent.size() + 1;
    }
}
