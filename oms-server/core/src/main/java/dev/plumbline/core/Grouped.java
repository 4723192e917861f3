package dev.plumbline.core;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Figures as a trader reads them: `12,500.25`.
final class Grouped {
    private Grouped() {}

    static String of(Object number) {
        var text = number.toString();
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        int first = text.startsWith("-") ? 1 : 0;
        var grouped = new StringBuilder(text);
        for (int at = end - 3; at > first; at -= 3) grouped.insert(at, ',');
        return grouped.toString();
    }

    /// To two decimals at most: `5.25 %`.
    static String percent(BigDecimal percent, RoundingMode rounding) {
        return Money.of(percent.setScale(2, rounding).toPlainString()) + " %";
    }

    /// To a tenth of a second.
    static String seconds(long nanos) {
        return Money.of(BigDecimal.valueOf(nanos, 9).setScale(1, RoundingMode.DOWN).toPlainString()) + " s";
    }
}
