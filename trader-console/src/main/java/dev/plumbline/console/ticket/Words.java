package dev.plumbline.console.ticket;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

import dev.plumbline.console.ui.Show;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Wish;

/// An order in words, as a trader says it aloud before sending it.
final class Words {
    private static final int SHOWN_EXACTLY = 4;

    private Words() {}

    /// `BUY 12,500 AAPL @ 187.42 DAY`.
    static String terms(Wish.Enter wish) {
        return side(wish.side()) + " " + Show.qty(wish.orderQty()) + " " + wish.symbol() + " " + price(wish) + " "
                + wish.timeInForce().label().toUpperCase(Locale.ROOT);
    }

    private static String price(Wish.Enter wish) {
        return switch (wish.ordType()) {
            case MARKET -> "MKT";
            case LIMIT -> "@ " + px(wish.price());
            case STOP, STOP_LIMIT, OTHER, NONE -> Show.ordType(wish.ordType()) + " " + px(wish.price());
        };
    }

    /// `→ ALPHA-1 via BRAVO`; empty where neither is said.
    static String whereTo(String account, String session) {
        return (account.isEmpty() ? "" : " → " + account) + (session.isEmpty() ? "" : " via " + session);
    }

    static String whereTo(Wish.Enter wish) {
        return whereTo(wish.account().value(), wish.session());
    }

    private static String side(Side side) {
        return switch (side) {
            case BUY -> "BUY";
            case SELL -> "SELL";
            case SELL_SHORT -> "SHORT";
            case SELL_SHORT_EXEMPT -> "SHORT EXEMPT";
            case NONE -> Show.NOTHING;
        };
    }

    /// Never rounded: what is said here is what is sent.
    static String px(Px px) {
        return px.isStated() && px.scale() > SHOWN_EXACTLY ? px.toString() : Show.px(px);
    }

    static boolean hasPrice(OrdType type) {
        return type == OrdType.LIMIT || type == OrdType.STOP || type == OrdType.STOP_LIMIT;
    }

    /// How far a price is from the reference: ` · +0.53 % of ref`; empty where that cannot be said.
    static String distance(Px price, Px reference) {
        if (!price.isStated() || !reference.isStated() || reference.isZero()) return "";
        var of = BigDecimal.valueOf(reference.unscaled(), reference.scale());
        var away = BigDecimal.valueOf(price.unscaled(), price.scale()).subtract(of);
        var percent = away.scaleByPowerOfTen(2).divide(of.abs(), 2, RoundingMode.HALF_EVEN);
        return " · " + (percent.signum() > 0 ? "+" : percent.signum() < 0 ? "−" : "") + percent.abs().toPlainString()
                + " % from ref";
    }
}
