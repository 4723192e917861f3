package dev.plumbline.adapter.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import dev.plumbline.adapter.simulator.ClientOrder.End;
import dev.plumbline.adapter.simulator.ClientOrder.Fill;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Qty;

/// What the broker does that nobody asked it to do, as [Chaos] says. Whether and when is drawn when an order is taken,
/// traded or ended; it is done by the [Engine], which calls [#act]. What is planned is bounded by the longest time that
/// the chaos allows, and each deed looks first whether it still can be done.
final class Whims {
    private static final long NANOS_PER_MS = 1_000_000;
    /// So many ticks a price moves, at most.
    private static final int MOVES = 20;
    private static final int OVERFILL_MAX = 100;

    private final Chaos chaos;
    private final SplittableRandom chance;
    private final Engine engine;
    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(Comparator.comparingLong(Planned::dueAt).thenComparingLong(Planned::number));
    private long now;
    private long lastNumber;
    private boolean acting;
    private boolean over;

    private record Planned(long dueAt, long number, Runnable deed) {}

    Whims(Chaos chaos, SplittableRandom chance, Engine engine) {
        this.chaos = chaos;
        this.chance = chance;
        this.engine = engine;
    }

    /// From now on it is `at`, nanoseconds since the epoch, UTC.
    void at(long at) {
        now = at;
    }

    void accepted(ClientOrder order) {
        perhaps(chaos.unaskedEndPerMille(), () -> end(order));
        perhaps(chaos.restatePerMille(), () -> restate(order));
        perhaps(chaos.remarkPerMille(), () -> remark(order));
        perhaps(chaos.nonsense().unknownOrderPerMille(), () -> engine.enterUnasked(order));
    }

    void traded(ClientOrder order, Fill fill) {
        perhaps(chaos.bustPerMille(), () -> bust(order, fill));
        perhaps(chaos.correctPerMille(), () -> correct(order, fill));
        if (isWhole(order)) perhaps(chaos.overfillPerMille(), () -> overfill(order));
    }

    /// Also rejected: some fill what they have refused.
    void ended(ClientOrder order) {
        if (!isWhole(order)) perhaps(chaos.lateFillPerMille(), () -> lateFill(order));
    }

    /// Does what is due.
    void act() {
        acting = true;
        while (!planned.isEmpty() && planned.element().dueAt <= now) planned.remove().deed.run();
        acting = false;
    }

    /// Does what is planned, due or not, and plans nothing any more.
    void end() {
        over = true;
        while (!planned.isEmpty()) planned.remove().deed.run();
    }

    /// What a deed leads to is done a moment later, so that one call comes to its end.
    private void perhaps(int perMille, Runnable deed) {
        if (!over && perMille > 0 && chance.nextInt(1000) < perMille)
            planned.add(new Planned(now + Math.max(delay(), acting ? NANOS_PER_MS : 0), ++lastNumber, deed));
    }

    /// Some at once, most soon, some long after.
    private long delay() {
        int kind = chance.nextInt(8);
        if (kind == 0) return 0;
        return chance.nextInt((kind < 5 ? chaos.soonMs() : chaos.lateMs()) + 1) * NANOS_PER_MS;
    }

    // ---- the deeds

    private void bust(ClientOrder order, Fill fill) {
        if (!fill.busted)
            engine.bust(order, fill, named(order, fill), fill.isCorrected() ? Misdeed.BUST_OF_CORRECTED : Misdeed.BUST);
    }

    /// FIX has a bust or a correction name the previous correction. Some brokers name the trade, always.
    private static ExecID named(ClientOrder order, Fill fill) {
        return namesTrades(order) ? fill.execID : fill.lastExecID;
    }

    private static boolean namesTrades(ClientOrder order) {
        return order.number % 4 == 0;
    }

    /// Its quantity, its price, or both. An order that is over takes no more than it has. Corrections that all name the
    /// trade have no order but that of their times.
    private void correct(ClientOrder order, Fill fill) {
        if (fill.busted || (namesTrades(order) && fill.isOfThisMoment(now))) return;
        boolean otherQty = chance.nextBoolean();
        boolean otherPx = !otherQty || chance.nextBoolean();
        long qty = otherQty ? chance.nextLong(1, fill.qty + Math.max(0, order.leaves()) + 1) : fill.qty;
        long ticks = otherPx ? moved(fill.ticks) : fill.ticks;
        var how = fill.isCorrected() ? Misdeed.CORRECTION_AGAIN : Misdeed.CORRECTION;
        engine.correct(order, fill, qty, ticks, named(order, fill), how);
        perhaps(chaos.againPerMille(), () -> correct(order, fill));
        perhaps(chaos.againPerMille(), () -> bust(order, fill));
    }

    private long moved(long ticks) {
        long by = chance.nextInt(1, MOVES + 1);
        return chance.nextBoolean() || ticks <= by ? ticks + by : ticks - by;
    }

    private void end(ClientOrder order) {
        if (order.isOpen()) engine.endUnasked(order, chance.nextInt(4) == 0 ? End.EXPIRED : End.CANCELED);
    }

    private void restate(ClientOrder order) {
        if (!order.isOpen() || order.hasTermsOfThisMoment(now)) return;
        boolean canShrink = order.leaves() > 1;
        if (order.entered.ordType() == OrdType.LIMIT && (chance.nextBoolean() || !canShrink))
            engine.reprice(order, order.instrument.px(moved(order.limit())));
        else if (canShrink)
            engine.reduce(order, Qty.of(order.orderQty.unscaled() - chance.nextLong(1, order.leaves())));
    }

    private void remark(ClientOrder order) {
        engine.remark(order, chance.nextBoolean() ? Misdeed.STATUS_UNASKED : Misdeed.TRADE_OF_NOTHING);
    }

    private void overfill(ClientOrder order) {
        if (isWhole(order))
            engine.fillAnyway(order, chance.nextInt(1, OVERFILL_MAX + 1), Misdeed.OVERFILL);
    }

    private void lateFill(ClientOrder order) {
        long room = order.orderQty.unscaled() - order.cumQty;
        if (room > 0) engine.fillAnyway(order, chance.nextLong(1, room + 1), Misdeed.LATE_FILL);
    }

    private static boolean isWhole(ClientOrder order) {
        return order.cumQty >= order.orderQty.unscaled();
    }
}
