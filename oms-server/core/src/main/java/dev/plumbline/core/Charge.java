package dev.plumbline.core;

import java.util.Comparator;

/// What a broker charges for an execution: its Commission(12), or one of the MiscFees(136). Kept as it was told, so that
/// a charge by the unit follows a correction of the quantity.
///
/// @param type [#COMMISSION], or the MiscFeeType(139): 4 is the exchange's, 7 another
/// @param rate what `basis` says; negative for what is paid back, as exchanges do to makers
/// @param currency CommCurrency(479) or MiscFeeCurr(138); [Currency#NONE] for that of the trade
public record Charge(String type, Basis basis, Money rate, Currency currency) implements Comparable<Charge> {
    public static final String COMMISSION = "Commission";

    private static final Comparator<Charge> ORDER = Comparator.comparing(Charge::type)
            .thenComparing(Charge::currency)
            .thenComparing(Charge::basis)
            .thenComparing(Charge::rate);

    /// CommType(13), MiscFeeBasis(891).
    public enum Basis {
        /// An amount.
        ABSOLUTE,
        /// An amount for each unit of LastQty(32).
        PER_UNIT,
        /// A part of what was paid, 0.05 for 5 %.
        PERCENTAGE
    }

    public static Charge commission(Money amount, Currency currency) {
        return new Charge(COMMISSION, Basis.ABSOLUTE, amount, currency);
    }

    /// What it comes to for a trade of `lastQty` at `lastPx`. Exact.
    Money of(Qty lastQty, Px lastPx) {
        return switch (basis) {
            case ABSOLUTE -> rate;
            case PER_UNIT -> rate.times(lastQty);
            case PERCENTAGE -> rate.times(lastQty.times(lastPx).abs());
        };
    }

    @Override
    public int compareTo(Charge other) {
        return ORDER.compare(this, other);
    }
}
