package dev.plumbline.adapter.simulator;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.plumbline.core.Account;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// What the broker takes and what it rejects, with one reason, in this order: account, symbol, side, type, time in
/// force, quantity, price.
record Admission(Set<Account> accounts, Map<Symbol, Instrument> instruments) {
    private static final Qty LARGEST = Qty.of(1_000_000_000);
    private static final Set<TimeInForce> TIMES = EnumSet.of(
            TimeInForce.DAY,
            TimeInForce.GOOD_TILL_CANCEL,
            TimeInForce.IMMEDIATE_OR_CANCEL,
            TimeInForce.FILL_OR_KILL);

    /// @param reason [OrdRejReason#NONE] where it is admitted
    record Verdict(OrdRejReason reason, String text) {
        static final Verdict ADMITTED = new Verdict(OrdRejReason.NONE, "");

        boolean admits() {
            return reason == OrdRejReason.NONE;
        }
    }

    Verdict of(Command.Enter enter) {
        if (!accounts.contains(enter.account()))
            return no(OrdRejReason.UNKNOWN_ACCOUNT, "unknown account '" + enter.account() + "'");
        var instrument = instruments.get(enter.symbol());
        if (instrument == null) return no(OrdRejReason.UNKNOWN_SYMBOL, "unknown symbol '" + enter.symbol() + "'");
        if (enter.side() == Side.NONE) return no(OrdRejReason.UNSUPPORTED, "Side is not one of 1, 2, 5, 6");
        if (enter.ordType() != OrdType.LIMIT && enter.ordType() != OrdType.MARKET)
            return no(OrdRejReason.UNSUPPORTED, "OrdType is not one of 1 (Market), 2 (Limit)");
        if (!TIMES.contains(enter.timeInForce()))
            return no(OrdRejReason.UNSUPPORTED, "TimeInForce is not one of 0 (Day), 1 (GTC), 3 (IOC), 4 (FOK)");
        return terms(instrument, enter.ordType(), enter.orderQty(), enter.price());
    }

    /// The part of it that a replace can change.
    Verdict terms(Instrument instrument, OrdType ordType, Qty orderQty, Px price) {
        if (!orderQty.isPositive() || orderQty.scale() > 0)
            return no(OrdRejReason.INCORRECT_QUANTITY, "OrderQty '" + orderQty + "' is not a whole number above 0");
        if (orderQty.isMoreThan(LARGEST))
            return no(OrdRejReason.EXCEEDS_LIMIT, "OrderQty " + orderQty + " is above the limit of " + LARGEST);
        if (ordType == OrdType.LIMIT) return price(instrument, price);
        return Verdict.ADMITTED;
    }

    private static Verdict price(Instrument instrument, Px price) {
        if (!price.isPositive()) return no(OrdRejReason.OTHER, "Price '" + price + "' of a limit order is not above 0");
        if (!instrument.isOnTick(price))
            return no(OrdRejReason.OTHER, "Price " + price + " is not a multiple of the tick " + instrument.tick());
        if (price.isMoreThan(instrument.px(1_000_000_000)))
            return no(OrdRejReason.EXCEEDS_LIMIT, "Price " + price + " is out of range");
        return Verdict.ADMITTED;
    }

    private static Verdict no(OrdRejReason reason, String text) {
        return new Verdict(reason, text);
    }
}
