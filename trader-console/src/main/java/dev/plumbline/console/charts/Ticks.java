package dev.plumbline.console.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.plumbline.console.ui.Show;

/// Where an axis has its marks: at round values, few enough to be read.
///
/// @param at the value of the mark
/// @param label as it is written beside it
record Ticks(List<Tick> list) {
    /// @param value of prices as they are, of times in nanoseconds since the epoch
    record Tick(double value, String label) {}

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] TIME_STEPS = {
        MS, 2 * MS, 5 * MS, 10 * MS, 20 * MS, 50 * MS, 100 * MS, 200 * MS, 500 * MS, SECOND, 2 * SECOND, 5 * SECOND,
        10 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR,
        2 * HOUR, 4 * HOUR, 6 * HOUR, 12 * HOUR, DAY
    };
    private static final int MOST = 50;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);

    Ticks {
        list = List.copyOf(list);
    }

    /// At 1, 2, 2.5 or 5 times a power of ten; exact, so that no label reads 187.40000000000001.
    ///
    /// @param count about so many
    static Ticks ofValues(double from, double to, int count) {
        if (!(to > from) || count < 1) return new Ticks(List.of());
        var step = step((to - from) / count);
        var first = BigDecimal.valueOf(from).divide(step, 0, RoundingMode.CEILING);
        var list = new ArrayList<Tick>();
        for (int i = 0; i < MOST; i++) {
            var value = step.multiply(first.add(BigDecimal.valueOf(i)));
            if (value.doubleValue() > to) break;
            list.add(new Tick(value.doubleValue(), label(value, step)));
        }
        return new Ticks(list);
    }

    private static BigDecimal step(double atLeast) {
        var power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(atLeast)));
        for (var factor : List.of("1", "2", "2.5", "5")) {
            var step = power.multiply(new BigDecimal(factor));
            if (step.doubleValue() >= atLeast * (1 - 1e-9)) return step;
        }
        return power.multiply(BigDecimal.TEN);
    }

    /// All labels of an axis have the decimals of its step.
    private static String label(BigDecimal value, BigDecimal step) {
        int decimals = Math.max(0, step.round(new MathContext(2)).stripTrailingZeros().scale());
        var plain = value.setScale(decimals, RoundingMode.HALF_EVEN);
        return (plain.signum() < 0 ? "−" : "") + Show.grouped(plain.abs().toPlainString());
    }

    /// At round times, UTC; midnight is written as the day that begins.
    ///
    /// @param from nanoseconds since the epoch
    static Ticks ofTimes(long from, long to, int count) {
        if (to <= from || count < 1) return new Ticks(List.of());
        long step = timeStep((to - from) / count);
        var list = new ArrayList<Tick>();
        for (long at = Math.ceilDiv(from, step) * step; at <= to && list.size() < MOST; at += step)
            list.add(new Tick((double) at, timeLabel(at, step)));
        return new Ticks(list);
    }

    private static long timeStep(long atLeast) {
        for (long step : TIME_STEPS) if (step >= atLeast) return step;
        return Math.ceilDiv(atLeast, DAY) * DAY;
    }

    private static String timeLabel(long at, long step) {
        if (at % DAY == 0 && step >= HOUR) return DATE.format(Instant.ofEpochSecond(at / SECOND));
        var whole = Show.time(at);
        if (step < SECOND) return whole;
        return whole.substring(0, step < MINUTE ? "14:31:07".length() : "14:31".length());
    }
}
