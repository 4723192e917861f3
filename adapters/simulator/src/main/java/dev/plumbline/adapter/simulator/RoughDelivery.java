package dev.plumbline.adapter.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import dev.plumbline.adapter.simulator.BrokerMessage.CancelReject;
import dev.plumbline.adapter.simulator.BrokerMessage.ExecutionReport;
import dev.plumbline.core.OrderID;

/// Sends some messages late, so that others overtake them, and some twice. A message that is held back goes out once a
/// few later ones of its order have, or when its time is up. What is held is bounded by that time, except for what
/// counts as lost.
final class RoughDelivery implements Delivery {
    private static final long NANOS_PER_MS = 1_000_000;
    /// A message waits for one to three later ones of its order, or for its time alone.
    private static final int PATIENCE_MAX = 4;

    private final Chaos chaos;
    private final SplittableRandom chance;
    private final Consumer<Misdeed> tally;
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingLong(Held::dueAt).thenComparingLong(Held::number));
    private final Map<OrderID, List<Held>> byOrder = new HashMap<>();
    private long lastNumber;
    private boolean drained;

    RoughDelivery(Chaos chaos, SplittableRandom chance, Consumer<Misdeed> tally) {
        this.chaos = chaos;
        this.chance = chance;
        this.tally = tally;
    }

    private static final class Held {
        private final long dueAt;
        private final long number;
        private final Outgoing outgoing;
        private final boolean isCopy;
        private int patience;

        Held(long dueAt, long number, Outgoing outgoing, boolean isCopy, int patience) {
            this.dueAt = dueAt;
            this.number = number;
            this.outgoing = outgoing;
            this.isCopy = isCopy;
            this.patience = patience;
        }

        long dueAt() {
            return dueAt;
        }

        long number() {
            return number;
        }
    }

    @Override
    public List<Outgoing> pass(List<BrokerMessage> fresh, long now) {
        if (drained) return FAITHFUL.pass(fresh, now);
        var out = new ArrayList<Outgoing>(fresh.size() + 2);
        for (int i = 0; i < fresh.size(); i++) judge(fresh.get(i), refersTo(fresh, i), now, out);
        for (var next = held.peek(); next != null && next.dueAt <= now; next = held.peek()) release(next, out);
        return out;
    }

    @Override
    public List<Outgoing> drain() {
        drained = true;
        var out = new ArrayList<Outgoing>(held.size());
        while (!held.isEmpty()) release(held.element(), out);
        return out;
    }

    private void judge(BrokerMessage message, boolean isReferredTo, long now, List<Outgoing> out) {
        if (happens(chaos.duplicatePerMille())) copy(message, now);
        if (message instanceof ExecutionReport && happens(chaos.nonsense().unreadablePerMille())) garble(message, now);
        if (happens(chaos.lostPerMille())) {
            tally.accept(Misdeed.LOST);
            hold(Outgoing.first(message), false, Long.MAX_VALUE, Integer.MAX_VALUE);
        } else if (happens(isReferredTo ? chaos.beforePerMille() : chaos.heldPerMille())) {
            int patience = chance.nextInt(1, PATIENCE_MAX + 1);
            hold(Outgoing.first(message), false, later(now), patience == PATIENCE_MAX ? Integer.MAX_VALUE : patience);
        } else {
            send(message, out);
        }
    }

    /// Whether a message behind it busts or corrects what it tells.
    private static boolean refersTo(List<BrokerMessage> fresh, int index) {
        if (!(fresh.get(index) instanceof ExecutionReport told)) return false;
        for (var later : fresh.subList(index + 1, fresh.size()))
            if (later instanceof ExecutionReport report && report.execRefID().equals(told.execID())) return true;
        return false;
    }

    /// The copy has its own time, which may be before that of the original.
    private void copy(BrokerMessage message, long now) {
        boolean possResend = chance.nextBoolean();
        tally.accept(possResend ? Misdeed.POSS_RESEND : Misdeed.DUPLICATE);
        hold(Outgoing.again(message, possResend), true, chance.nextBoolean() ? now : later(now), Integer.MAX_VALUE);
    }

    /// Beside the truth, which is told by a message of its own.
    private void garble(BrokerMessage message, long now) {
        var garbling = chance.nextBoolean() ? Outgoing.Garbling.NO_NUMBER : Outgoing.Garbling.UNKNOWN_EXEC_TYPE;
        tally.accept(Misdeed.UNREADABLE);
        hold(Outgoing.unreadable(message, garbling), true, chance.nextBoolean() ? now : later(now), Integer.MAX_VALUE);
    }

    private long later(long now) {
        return now + chance.nextInt(chaos.heldMaxMs() + 1) * NANOS_PER_MS;
    }

    private void hold(Outgoing outgoing, boolean isCopy, long dueAt, int patience) {
        var kept = new Held(dueAt, ++lastNumber, outgoing, isCopy, patience);
        held.add(kept);
        if (!isCopy) byOrder.computeIfAbsent(orderID(outgoing.message()), _ -> new ArrayList<>(1)).add(kept);
    }

    private void send(BrokerMessage message, List<Outgoing> out) {
        out.add(Outgoing.first(message));
        var waiting = byOrder.get(orderID(message));
        if (waiting == null) return;
        for (var late : List.copyOf(waiting)) {
            overtaken(late.outgoing.message(), message);
            if (--late.patience == 0) release(late, out);
        }
    }

    private void overtaken(BrokerMessage late, BrokerMessage early) {
        tally.accept(Misdeed.OVERTAKEN);
        var name = Misdeed.of(late, early);
        if (name != Misdeed.OVERTAKEN) tally.accept(name);
    }

    private void release(Held kept, List<Outgoing> out) {
        held.remove(kept);
        out.add(kept.outgoing);
        if (kept.isCopy) return;
        byOrder.computeIfPresent(orderID(kept.outgoing.message()), (_, waiting) -> {
            waiting.remove(kept);
            return waiting.isEmpty() ? null : waiting;
        });
    }

    private static OrderID orderID(BrokerMessage message) {
        return switch (message) {
            case ExecutionReport report -> report.standing().orderID();
            case CancelReject reject -> reject.orderID();
        };
    }

    private boolean happens(int perMille) {
        return perMille > 0 && chance.nextInt(1000) < perMille;
    }
}
