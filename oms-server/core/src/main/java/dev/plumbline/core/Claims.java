package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// What the broker has said its CumQty is, each with the time at which it was so. The highest counts, but a bust or a
/// correction takes back all that was said before it. A set: the order in which claims arrive does not matter.
///
/// @param fell the last bust or correction: its time and the CumQty told with it, zero where it told none
/// @param at the time of `highest`, nanoseconds since the epoch, [Long#MIN_VALUE] for never
/// @param highest the highest claim later than `fell`, zero where there is none
/// @param lower claims that are lower and later than `highest`, each later and lower than the one before
/// @param workingAt when a report last said of the order that it works: New or PartiallyFilled, which any rest outranks
public record Claims(Claim fell, long at, Qty highest, List<Claim> lower, long workingAt) {
    private static final long NEVER = Long.MIN_VALUE;
    private static final Claim NO_FALL = new Claim(NEVER, Qty.ZERO);

    public static final Claims NONE = new Claims(NO_FALL, NEVER, Qty.ZERO, List.of(), NEVER);

    public Claims(long fellAt, Qty fellTo, long at, Qty highest, List<Claim> lower, long workingAt) {
        this(fellAt == NEVER ? NO_FALL : new Claim(fellAt, fellTo), at, highest, lower, workingAt);
    }

    /// @param at nanoseconds since the epoch, UTC
    public record Claim(long at, Qty cumQty) {}

    /// [Long#MIN_VALUE] where there was no bust or correction.
    public long fellAt() {
        return fell.at();
    }

    public Qty fellTo() {
        return fell.cumQty();
    }

    public Qty cumQty() {
        return highest.max(fellTo());
    }

    /// The broker has told less than `booked`, and no bust or correction since says why.
    boolean isBelow(Qty booked) {
        return at != NEVER && cumQty().isLessThan(booked);
    }

    /// @param isWorking the report said so
    Claims plus(long claimedAt, Qty cumQty, boolean isWorking) {
        long working = isWorking ? Math.max(workingAt, claimedAt) : workingAt;
        boolean isHigher = !cumQty.isLessThan(highest);
        boolean isNew = claimedAt > fellAt() && cumQty.isPositive() && (isHigher || claimedAt > at);
        if (!isNew) return working == workingAt ? this : new Claims(fell, at, highest, lower, working);
        if (lower.isEmpty() && isHigher && claimedAt >= at)
            return new Claims(fell, claimedAt, cumQty, lower, working);
        return of(fell, with(new Claim(claimedAt, cumQty)), working);
    }

    boolean hasFallen() {
        return fellAt() != NEVER;
    }

    /// A bust or correction happened at `fellAt` and left `cumQty`.
    Claims fallen(long when, Qty cumQty) {
        if (when < fellAt()) return this;
        var told = cumQty.or(Qty.ZERO);
        if (when == fellAt()) return new Claims(new Claim(when, fellTo().min(told)), at, highest, lower, workingAt);
        var later = new ArrayList<Claim>();
        for (var claim : all()) if (claim.at() > when) later.add(claim);
        return of(new Claim(when, told), later, workingAt);
    }

    /// In the order of time, without those that another is both later and higher than.
    private List<Claim> with(Claim claim) {
        var list = new ArrayList<Claim>();
        for (var known : all()) {
            if (covers(known, claim)) return all();
            if (!covers(claim, known)) list.add(known);
        }
        int i = 0;
        while (i < list.size() && list.get(i).at() < claim.at()) i++;
        list.add(i, claim);
        return list;
    }

    private static boolean covers(Claim one, Claim other) {
        return one.at() >= other.at() && !one.cumQty().isLessThan(other.cumQty());
    }

    private List<Claim> all() {
        var all = new ArrayList<Claim>(lower.size() + 1);
        if (at != NEVER) all.add(new Claim(at, highest));
        all.addAll(lower);
        return all;
    }

    private static Claims of(Claim fell, List<Claim> claims, long workingAt) {
        if (claims.isEmpty()) return new Claims(fell, NEVER, Qty.ZERO, List.of(), workingAt);
        var first = claims.getFirst();
        return new Claims(fell, first.at(), first.cumQty(), List.copyOf(claims.subList(1, claims.size())), workingAt);
    }
}
