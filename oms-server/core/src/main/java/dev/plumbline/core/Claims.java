package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// What the broker has said its CumQty is, each with the time at which it was so. The highest counts, but a bust or a
/// correction takes back all that was said before it. A set: the order in which claims arrive does not matter.
///
/// @param fellAt the time of the last bust, correction or restatement, [Long#MIN_VALUE] for none
/// @param fellTo the CumQty told with it, zero where it told none
/// @param stairs claims later than `fellAt` that no other is both later and higher than: the earliest, highest one first
public record Claims(long fellAt, Qty fellTo, List<Claim> stairs) {
    public static final Claims NONE = new Claims(Long.MIN_VALUE, Qty.ZERO, List.of());

    /// @param at nanoseconds since the epoch, UTC
    public record Claim(long at, Qty cumQty) {
        private boolean covers(Claim other) {
            return at >= other.at && !cumQty.isLessThan(other.cumQty);
        }
    }

    public Qty cumQty() {
        return stairs.isEmpty() ? fellTo : stairs.getFirst().cumQty().max(fellTo);
    }

    /// The broker has told less than `booked`, and no bust or correction since says why.
    boolean isBelow(Qty booked) {
        return !stairs.isEmpty() && cumQty().isLessThan(booked);
    }

    Claims plus(long at, Qty cumQty) {
        if (at <= fellAt) return this;
        var claim = new Claim(at, cumQty);
        for (var stair : stairs) if (stair.covers(claim)) return this;
        if (stairs.size() <= 1 && (stairs.isEmpty() || claim.covers(stairs.getFirst())))
            return new Claims(fellAt, fellTo, List.of(claim));
        return new Claims(fellAt, fellTo, withStair(claim));
    }

    private List<Claim> withStair(Claim claim) {
        var list = new ArrayList<Claim>();
        for (var stair : stairs) if (!claim.covers(stair)) list.add(stair);
        int i = 0;
        while (i < list.size() && list.get(i).at() < claim.at()) i++;
        list.add(i, claim);
        return List.copyOf(list);
    }

    /// A bust, correction or restatement happened at `at` and left `cumQty`.
    Claims fallen(long at, Qty cumQty) {
        if (at < fellAt) return this;
        var told = cumQty.or(Qty.ZERO);
        if (at == fellAt) return new Claims(fellAt, fellTo.min(told), stairs);
        var later = new ArrayList<Claim>();
        for (var stair : stairs) if (stair.at() > at) later.add(stair);
        return new Claims(at, told, List.copyOf(later));
    }
}
