package dev.plumbline.console.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.Money;

/// Slippage in classes of one width, [#MOST] of them beside the one in the middle: that is for exactly the benchmark, and for
/// nothing else. What lies far away from the rest is together in a class at the end, for it would flatten the others.
///
/// @param width in basis points: 1, 2 or 5 times a power of ten
/// @param list from the best to the worst, without a gap
record Bins(BigDecimal width, List<Bin> list) {
    static final int MOST = 24;
    /// Of the value, in percent, that may lie in the class at an end.
    private static final int FAR = 2;
    /// So many on each side at least, so that better and worse can be told by their place.
    private static final int LEAST = 3;
    private static final BigDecimal FINEST = new BigDecimal("0.01");

    /// Of what is more than `index - 1` widths worse, up to `index` widths; below zero the same for better, and 0 for even.
    ///
    /// @param isBeyond without an end
    record Bin(int index, boolean isBeyond, int count, Money value) {}

    Bins {
        list = List.copyOf(list);
    }

    /// @param slippage not empty
    static Bins of(Slippage slippage) {
        var low = slippage.quantile(FAR).min(BigDecimal.ZERO);
        var high = slippage.quantile(100 - FAR).max(BigDecimal.ZERO);
        var width = width(low, high);
        var best = slippage.measures().getFirst().bp().min(BigDecimal.ZERO);
        var worst = slippage.worst().bp().max(BigDecimal.ZERO);
        boolean hasRoom = fits(best, worst, width);
        int from = Math.min(-LEAST, index(hasRoom ? best : low, width));
        int to = Math.max(LEAST, index(hasRoom ? worst : high, width));
        return new Bins(width, count(slippage, width, from, to));
    }

    private static BigDecimal width(BigDecimal low, BigDecimal high) {
        if (low.signum() == 0 && high.signum() == 0) return BigDecimal.ONE;
        for (var power = FINEST; ; power = power.scaleByPowerOfTen(1)) {
            for (var factor : List.of(1, 2, 5)) {
                var width = power.multiply(BigDecimal.valueOf(factor));
                if (fits(low, high, width)) return width;
            }
        }
    }

    private static boolean fits(BigDecimal low, BigDecimal high, BigDecimal width) {
        return index(high, width) - index(low, width) <= MOST;
    }

    /// No further than one beyond the last that has room.
    private static int index(BigDecimal bp, BigDecimal width) {
        var widths = bp.divide(width, 0, RoundingMode.UP);
        var last = BigDecimal.valueOf(MOST + 1);
        return widths.min(last).max(last.negate()).intValueExact();
    }

    private static List<Bin> count(Slippage slippage, BigDecimal width, int from, int to) {
        var counts = new int[to - from + 3];
        var values = new ArrayList<Money>();
        for (int i = 0; i < counts.length; i++) values.add(Money.ZERO);
        for (var each : slippage.measures()) {
            int at = Math.clamp(index(each.bp(), width), from - 1, to + 1) - from + 1;
            counts[at]++;
            values.set(at, values.get(at).plus(each.value()));
        }
        var bins = new ArrayList<Bin>();
        for (int i = 0; i < counts.length; i++) {
            boolean isBeyond = i == 0 || i == counts.length - 1;
            if (!isBeyond || counts[i] > 0) bins.add(new Bin(i + from - 1, isBeyond, counts[i], values.get(i)));
        }
        return bins;
    }
}
