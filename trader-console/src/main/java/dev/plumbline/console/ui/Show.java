package dev.plumbline.console.ui;

import java.math.BigDecimal;
import java.math.RoundingMode;

import dev.plumbline.core.Money;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;

/// Numbers, times and sides as a trader reads them. For the eye only: what is counted with stays exact elsewhere.
public final class Show {
    /// Stands where there is nothing to show.
    public static final String NOTHING = "–";
    /// Stands where rows will be, before the desk has told its first picture: that there are none is not known yet.
    public static final String UNTOLD = "Waiting for the desk …";

    private static final int PRICE_DECIMALS_MIN = 2;
    private static final int PRICE_DECIMALS_MAX = 4;
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long MS_PER_DAY = 86_400_000;

    private Show() {}

    /// With commas between the thousands: `12,500`.
    public static String qty(Qty qty) {
        return qty.isStated() ? grouped(qty.toString()) : NOTHING;
    }

    /// With two to four decimals: `187.40`.
    public static String px(Px px) {
        if (!px.isStated()) return NOTHING;
        var exact = BigDecimal.valueOf(px.unscaled(), px.scale());
        int decimals = Math.clamp(px.scale(), PRICE_DECIMALS_MIN, PRICE_DECIMALS_MAX);
        return grouped(exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
    }

    /// A result, with its sign: `+2,087.50`, `−1,258.00`, `0.00`.
    public static String pnl(Money money) {
        var amount = money.amount().setScale(2, RoundingMode.HALF_EVEN);
        var digits = grouped(amount.abs().toPlainString());
        return amount.signum() > 0 ? "+" + digits : amount.signum() < 0 ? "−" + digits : digits;
    }

    /// An amount in whole units: `2,342,750`.
    public static String amount(Money money) {
        return grouped(money.amount().setScale(0, RoundingMode.HALF_EVEN).toPlainString());
    }

    /// A sum of quantities.
    public static String total(BigDecimal total) {
        return grouped(total.stripTrailingZeros().toPlainString());
    }

    public static String count(long count) {
        return grouped(Long.toString(count));
    }

    /// UTC, to the millisecond: `14:31:07.412`.
    public static String time(long epochNanos) {
        long ms = Math.floorMod(Math.floorDiv(epochNanos, NANOS_PER_MS), MS_PER_DAY);
        var out = new StringBuilder(12);
        two(out, ms / 3_600_000).append(':');
        two(out, ms / 60_000 % 60).append(':');
        two(out, ms / 1_000 % 60).append('.');
        long rest = ms % 1_000;
        if (rest < 100) out.append('0');
        return two(out, rest).toString();
    }

    /// How long it has been, in its two largest units at most: `4 s`, `12 min`, `2 h 05 min`, `3 d 4 h`.
    public static String age(long nanos) {
        long seconds = Math.max(0, nanos) / (1_000 * NANOS_PER_MS);
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (minutes == 0) return seconds + " s";
        if (hours == 0) return minutes + " min";
        if (hours < 24) return hours + " h " + two(new StringBuilder(2), minutes % 60) + " min";
        return hours / 24 + " d " + hours % 24 + " h";
    }

    private static StringBuilder two(StringBuilder out, long number) {
        if (number < 10) out.append('0');
        return out.append(number);
    }

    /// Glyph and word, so that colour is never the only sign.
    public static String side(Side side) {
        return switch (side) {
            case BUY -> "▲ BUY";
            case SELL -> "▼ SELL";
            case SELL_SHORT -> "▽ SHORT";
            case SELL_SHORT_EXEMPT -> "▽ SH EX";
            case NONE -> NOTHING;
        };
    }

    public static String ordType(OrdType type) {
        return switch (type) {
            case MARKET -> "MKT";
            case LIMIT -> "LMT";
            case STOP -> "STP";
            case STOP_LIMIT -> "STPLMT";
            case OTHER -> "OTHER";
            case NONE -> NOTHING;
        };
    }

    /// With commas between the thousands.
    ///
    /// @param plain digits, perhaps with a sign and decimals
    public static String grouped(String plain) {
        int from = plain.startsWith("-") ? 1 : 0;
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        if (end - from <= 3) return plain;
        var out = new StringBuilder(plain);
        for (int at = end - 3; at > from; at -= 3) out.insert(at, ',');
        return out.toString();
    }
}
